using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Operations;

public sealed class DeadTests
{
    [Fact]
    public async Task What_was_given_up_is_told_to_the_administrators_once_a_day_however_much_it_is()
    {
        await using var house = await House.Open(null, ("Admins", "zhoulei"));
        await GiveUp(house, times: 3);
        var watch = house.Services.GetRequiredService<DeadWatchJob>();

        for (var minutes = 0; minutes < 60; minutes += 5)
        {
            await watch.Run(house.WeCom.Clock.GetUtcNow().AddMinutes(minutes), CancellationToken.None);
        }

        await house.Settle();
        house.Phone("周蕾").Cards.Count(card => card.Title == "有消息没有处理成功").ShouldBe(1);
        house.WeCom.Clock.SetUtcNow(House.Start.AddDays(1));
        await watch.Run(House.Start.AddDays(1), CancellationToken.None);
        await house.Settle();
        house.Phone("周蕾").Cards.Count(card => card.Title == "有消息没有处理成功").ShouldBe(2);
    }

    [Fact]
    public async Task The_administrator_sees_why_and_decides_to_retry_or_to_drop()
    {
        await using var house = await House.Open();
        await GiveUp(house, times: 2);
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);

        var dead = (await admin.Read("/api/operations")).GetProperty("dead").EnumerateArray().ToList();
        dead.Count.ShouldBe(2);
        dead.ShouldAllBe(line => line.GetProperty("reason").GetString()!.Contains("40058") && line.GetProperty("fingerprint").GetString()!.Length == 12);
        (await Decide(admin, dead[0], "retry")).ShouldBe(HttpStatusCode.NoContent);
        (await Decide(admin, dead[1], "drop")).ShouldBe(HttpStatusCode.NoContent);
        (await Decide(admin, dead[1], "drop")).ShouldBe(HttpStatusCode.NotFound);
        await house.Settle();

        (await admin.Read("/api/operations")).GetProperty("dead").GetArrayLength().ShouldBe(0);
        house.Phone("林晓").Cards.Count.ShouldBe(1);
        (await house.Db.Read(tx => tx.Audit.After("", 100))).ShouldContain(entry => entry.Action == "dead.drop" && entry.Userid == "chenmo");
    }

    [Fact]
    public async Task One_command_tries_everything_again_or_all_of_one_kind()
    {
        await using var house = await House.Open();
        await GiveUp(house, times: 3);
        var flow = house.Services.GetRequiredService<DeadFlow>();

        (await flow.RetryAll("in")).ShouldBe((0, 0));
        (await flow.RetryAll("job")).ShouldBe((0, 0));
        (await flow.RetryAll("brief")).ShouldBe((0, 0));
        house.Phone("林晓").Cards.ShouldBeEmpty();
        (await flow.RetryAll("out")).ShouldBe((3, 0));
        await house.Settle();
        house.Phone("林晓").Cards.Count.ShouldBe(3);

        await house.Db.Write(async tx =>
        {
            await tx.DueJobs.Add("retention", House.Start);
            var claimed = (await tx.DueJobs.Claim("worker", 1, 10, House.Start)).Single();
            await tx.DueJobs.GiveUp(claimed, "why", House.Start);
        });
        (await flow.RetryAll(null)).ShouldBe((1, 0));
        (await flow.List(10)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, "dead", "retry")]
    [InlineData(2, "dead", "retry", "in-1", "--all")]
    [InlineData(2, "dead", "retry", "in-1", "--kind", "in")]
    [InlineData(2, "dead", "retry", "--all", "--kind", "letters")]
    [InlineData(0, "dead", "retry", "--all")]
    [InlineData(0, "dead", "retry", "--all", "--kind", "out")]
    public async Task Retry_wants_ids_or_all_and_not_both(int code, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-");
        var settings = Settings.Given.Complete();
        settings["Database:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "dead.db")}";
        settings["Secrets:KeyFile"] = Path.Combine(folder.FullName, "secrets.key");
        (await Settings.Executable.Run(settings, "migrate")).Code.ShouldBe(0);

        var ended = await Settings.Executable.Run(settings, words);

        ended.Code.ShouldBe(code, ended.Complaint);
        ended.Output.Contains("0 条将重新处理", StringComparison.Ordinal).ShouldBe(code == 0);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("in-")]
    [InlineData("in-99999999999999999999")]
    [InlineData("out-nobody")]
    [InlineData("job-stall-scan@-1")]
    [InlineData("job-stall-scan@9223372036854775807")]
    [InlineData("x")]
    public async Task An_id_of_nothing_is_nothing(string id)
    {
        await using var house = await House.Open();
        var flow = house.Services.GetRequiredService<DeadFlow>();

        (await flow.Retry(id)).ShouldBeFalse();
        (await flow.Drop(id, "zhoulei")).ShouldBeFalse();
    }

    static async Task<HttpStatusCode> Decide(Desk admin, System.Text.Json.JsonElement line, string what)
    {
        using var answer = await admin.Send(HttpMethod.Post, $"/api/operations/dead/{line.GetProperty("id").GetString()}/{what}", new { });
        return answer.StatusCode;
    }

    /// <summary>Cards that WeCom will never take.</summary>
    static async Task GiveUp(House house, int times)
    {
        house.Expect("given up");
        var fault = house.WeCom.Faults.ErrCode(40058, "message/send");
        for (var time = 0; time < times; time++)
        {
            await house.Phone("林晓").Forward($"价格太高，第 {time} 次");
        }

        await house.Settle();
        fault.SwitchOff();
    }
}
