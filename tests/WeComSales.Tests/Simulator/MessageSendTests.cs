using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class MessageSendTests : SimulatorTest
{
    [Fact]
    public async Task A_text_appears_on_the_phone()
    {
        (await Api.Code("message/send", CardsInJson.Text("日报稍后送达"))).ShouldBe(0);

        var message = Wecom.Phone("林晓").AppMessages.ShouldHaveSingleItem();
        (message.From, message.Kind, message.Text).ShouldBe((Chat.AppSender, Bubble.Text, "日报稍后送达"));
    }

    [Fact]
    public async Task Partial_failure_is_success_and_names_are_lower_case()
    {
        var answer = await Api.Post("message/send", CardsInJson.Text("好", "LINXIAO| ChenLi |Nobody|nolicence"));

        Code(answer).ShouldBe(0);
        answer.GetProperty("invaliduser").GetString().ShouldBe("nobody");
        answer.GetProperty("unlicenseduser").GetString().ShouldBe("nolicence");
        Wecom.Phone("陈立").AppMessages.Count.ShouldBe(1);
        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_left_or_is_out_of_sight_cannot_be_reached()
    {
        Wecom.Company.PersonNamed("林晓").Active = false;
        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(81013);

        Wecom.Company.VisibleDepartments.Clear();
        (await Api.Code("message/send", CardsInJson.Text("好", "ChenLi"))).ShouldBe(81013);
    }

    [Fact]
    public async Task A_party_reaches_everybody_below_it_and_all_reaches_all()
    {
        var message = CardsInJson.Text("好", "");
        message["toparty"] = "2|99";
        var answer = await Api.Post("message/send", message);
        answer.GetProperty("invalidparty").GetString().ShouldBe("99");
        await Api.Post("message/send", CardsInJson.Text("全体", "@all"));

        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(2);
        Wecom.Phone("陈立").AppMessages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Receivers_agent_and_content_are_checked()
    {
        await Refused(82001, message => message["touser"] = "");
        await Refused(40035, message => message["touser"] = new JsonArray("linxiao"));
        await Refused(40032, message => message["touser"] = string.Join('|', Enumerable.Range(0, 1001)));
        await Refused(82002, message => message["toparty"] = string.Join('|', Enumerable.Range(0, 101)));
        await Refused(82003, message => message["totag"] = string.Join('|', Enumerable.Range(0, 101)));
        await Refused(40056, message => message.Remove("agentid"));
        await Refused(301002, message => message["agentid"] = 1000003);
        await Refused(40008, message => message["msgtype"] = "telegram");
        await Refused(44004, message => message["text"] = new JsonObject());
        await Refused(40007, message => (message["msgtype"], message["file"]) = ("file", new JsonObject { ["media_id"] = "gone" }));
        await Refused(40063, message => (message["msgtype"], message["textcard"]) = ("textcard", new JsonObject { ["title"] = "只有标题" }));
        await Refused(40063, message => (message["msgtype"], message["news"]) = ("news", new JsonObject { ["articles"] = new JsonArray() }));
        await Refused(42031, message => message["msgtype"] = "template_card");
        Wecom.Phone("林晓").AppMessages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_is_cut_at_2048_bytes_and_never_inside_a_character()
    {
        await Api.Post("message/send", CardsInJson.Text(new string('价', 700)));

        Wecom.Phone("林晓").AppMessages[0].Text.ShouldBe(new string('价', 682));
        Wecom.Calls[^1].Warnings.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_thirty_first_message_in_a_minute_vanishes_behind_a_success()
    {
        for (var i = 1; i <= 31; i++)
        {
            (await Api.Code("message/send", CardsInJson.Text($"第 {i} 条"))).ShouldBe(0);
        }

        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(30);
        Wecom.Calls[^1].Dropped.ShouldBe(["linxiao"]);

        Wecom.Clock.Advance(TimeSpan.FromMinutes(1));
        await Api.Post("message/send", CardsInJson.Text("下一分钟"));
        Wecom.Phone("林晓").AppMessages[^1].Text.ShouldBe("下一分钟");
    }

    [Fact]
    public async Task The_thousand_and_first_message_in_an_hour_vanishes_too()
    {
        for (var minute = 0; minute < 40; minute++)
        {
            for (var i = 0; i < 25; i++)
            {
                await Api.Post("message/send", CardsInJson.Text($"{minute}-{i}"));
            }

            Wecom.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Api.Post("message/send", CardsInJson.Text("第 1001 条"));

        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(1000);
        Wecom.Calls[^1].Dropped.ShouldBe(["linxiao"]);
    }

    [Fact]
    public async Task The_daily_cap_is_an_error_and_ends_at_midnight()
    {
        await using var small = await SimulatorServer.Start(SmallCompany.Options() with { AccountCap = 0 });
        using var caller = await RawApi.SignedIn(small);

        (await caller.Code("message/send", CardsInJson.Text("好"))).ShouldBe(45009);
        small.Phone("林晓").AppMessages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_bytes_again_within_the_window_are_swallowed()
    {
        var message = CardsInJson.Message(CardsInJson.Buttons("note-1"));
        (message["enable_duplicate_check"], message["duplicate_check_interval"]) = (1, 600);

        var first = await Api.Post("message/send", message);
        var second = await Api.Post("message/send", message);

        (Code(first), Code(second)).ShouldBe((0, 0));
        second.TryGetProperty("response_code", out _).ShouldBeFalse();
        Wecom.Calls[^1].Duplicate.ShouldBeTrue();
        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(1);

        Wecom.Clock.Advance(TimeSpan.FromSeconds(600));
        Code(await Api.Post("message/send", message)).ShouldBe(42014);
    }

    [Fact]
    public async Task Without_the_check_the_same_text_comes_twice()
    {
        await Api.Post("message/send", CardsInJson.Text("好"));
        await Api.Post("message/send", CardsInJson.Text("好"));

        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_can_be_recalled_for_a_day()
    {
        var msgId = (await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")))).GetProperty("msgid").GetString();
        var sent = await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("note-2")));

        (await Api.Code("message/recall", new JsonObject { ["msgid"] = msgId })).ShouldBe(0);
        Wecom.Phone("林晓").AppMessages[0].Recalled.ShouldBeTrue();
        Wecom.Phone("林晓").Cards.Count.ShouldBe(1);

        Wecom.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        await SignInAgain();
        (await Api.Code("message/recall", new JsonObject { ["msgid"] = sent.GetProperty("msgid").GetString() })).ShouldBe(40058);
    }

    [Fact]
    public async Task Statistics_count_what_was_sent_today_and_yesterday()
    {
        await Api.Post("message/send", CardsInJson.Text("好", "linxiao|ChenLi"));
        (await Count(0)).ShouldBe(2);

        Wecom.Clock.Advance(TimeSpan.FromDays(1));
        await SignInAgain();
        (await Count(0)).ShouldBe(0);
        (await Count(1)).ShouldBe(2);
    }

    async Task<int> Count(int type) =>
        (await Api.Post("message/get_statistics", new JsonObject { ["time_type"] = type })).GetProperty("statistics")[0].GetProperty("count").GetInt32();

    async Task Refused(int code, Action<JsonObject> spoil)
    {
        var message = CardsInJson.Text("好");
        spoil(message);
        (await Api.Code("message/send", message)).ShouldBe(code, message.ToJsonString());
    }
}
