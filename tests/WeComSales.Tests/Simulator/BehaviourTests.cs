using System.Text.Json;
using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class BehaviourTests : SimulatorTest
{
    [Fact]
    public async Task A_day_is_empty_until_seven_in_the_next_morning_and_today_is_missing()
    {
        Wecom.Customer("王主任").SayTo("林晓", "价格能再谈吗");
        Wecom.Clock.Advance(TimeSpan.FromMinutes(9));
        Wecom.Phone("林晓").Say(Wecom.Phone("林晓").ChatWith("王主任"), "可以的");
        await Wecom.Customer("王主任").Delete("林晓");
        (await Rows(SmallCompany.Noon, SmallCompany.Noon)).ShouldBeEmpty();

        Wecom.Clock.SetUtcNow(SmallCompany.Noon.AddHours(18));
        await SignInAgain();
        (await Rows(SmallCompany.Noon, SmallCompany.Noon)).Single().GetProperty("message_cnt").GetInt32().ShouldBe(0);

        Wecom.Clock.Advance(TimeSpan.FromHours(1));
        var row = (await Rows(SmallCompany.Noon, SmallCompany.Noon)).Single();
        row.GetProperty("message_cnt").GetInt32().ShouldBe(1);
        row.GetProperty("chat_cnt").GetInt32().ShouldBe(1);
        row.GetProperty("avg_reply_time").GetInt32().ShouldBe(9);
        row.GetProperty("reply_percentage").GetDouble().ShouldBe(100);
        row.GetProperty("negative_feedback_cnt").GetInt32().ShouldBe(1);
        row.GetProperty("stat_time").GetInt64().ShouldBe(SmallCompany.Noon.AddHours(-12).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Several_members_are_summed()
    {
        foreach (var member in new[] { "linxiao", "ChenLi" })
        {
            Wecom.Phone(member).Say(Wecom.Phone(member).ChatWith("wmWang"), "您好");
        }

        Wecom.Clock.Advance(TimeSpan.FromDays(1));
        await SignInAgain();
        (await Rows(SmallCompany.Noon, SmallCompany.Noon, "linxiao", "ChenLi")).Single().GetProperty("message_cnt").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData(-30, 0)]
    [InlineData(0, -1)]
    [InlineData(-181, -170)]
    [InlineData(0, 1)]
    public async Task Ranges_end_today_and_span_thirty_days_of_the_last_hundred_and_eighty(int from, int to) =>
        Code(await Ask(SmallCompany.Noon.AddDays(from), SmallCompany.Noon.AddDays(to), "linxiao")).ShouldBe(600018);

    async Task<List<JsonElement>> Rows(DateTimeOffset from, DateTimeOffset to, params string[] users) =>
        [.. (await Ask(from, to, users.Length == 0 ? ["linxiao"] : users)).GetProperty("behavior_data").EnumerateArray()];

    Task<JsonElement> Ask(DateTimeOffset from, DateTimeOffset to, params string[] users) => Api.Post("externalcontact/get_user_behavior_data", new JsonObject
    {
        ["userid"] = new JsonArray([.. users.Select(user => (JsonNode)user)]), ["start_time"] = from.ToUnixTimeSeconds(), ["end_time"] = to.ToUnixTimeSeconds(),
    });
}
