using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Archive;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Archive;

public sealed class ArchiveTests
{
    [Fact]
    public async Task What_both_sides_say_is_stored_once_in_its_order_and_stands_on_the_timeline()
    {
        await using var house = await ArchiveHouse.Open();
        house.Customer("王主任").SayTo("林晓", "价格太高，竞品在谈");
        var rep = house.Phone("林晓");
        rep.Say(rep.ChatWith("王主任"), "我去申请一下");
        house.Customer("王主任").SayTo("林晓", "月底前要定");
        await house.Archived();
        await house.Archived();

        var chat = await house.Chat();
        chat.Select(line => (line.Text, line.Theirs)).ShouldBe([("价格太高，竞品在谈", true), ("我去申请一下", false), ("月底前要定", true)]);
        using var desk = await Desk.Of(house, "linxiao");
        (await desk.Timeline("wmWang")).ShouldBe(["月底前要定", "我去申请一下", "价格太高，竞品在谈"]);
        (await desk.Read("/api/customers/wmWang/timeline?search=竞品")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await desk.Read("/api/customers/wmWang")).GetProperty("health").GetProperty("everContacted").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_missing_key_is_a_fault_until_the_reader_opens_messages_by_itself()
    {
        await using var house = await ArchiveHouse.Open();
        (await Found()).ShouldContain("一个都没有配置");

        house.Customer("王主任").SayTo("林晓", "在吗");
        await house.Archived();

        (await Found()).ShouldBe(["读取程序能取到消息"]);

        async Task<IEnumerable<string>> Found() =>
            (await ArchiveCheck.Run(house.Services.GetRequiredService<AppSettings>(), house.Db, CancellationToken.None)).Select(finding => finding.Seen);
    }

    [Fact]
    public async Task WeComs_callback_brings_the_message_without_anybody_asking()
    {
        await using var house = await ArchiveHouse.Open(("WeCom:Archive:PullSeconds", "3600"));
        await house.Archived();

        house.Customer("王主任").SayTo("林晓", "在吗");
        await house.Settle();

        await Until(async () => (await house.Chat()).Count == 1);
        (await house.Db.Read(tx => tx.One<string>("select outcome from inbox where kind = 'event.msgaudit_notify'"))).ShouldBe("archive");
    }

    [Fact]
    public async Task A_killed_reader_comes_back_and_nothing_is_lost_or_doubled()
    {
        await using var house = await ArchiveHouse.Open();
        house.Expect("reader ended");
        await house.Archived();
        for (var life = 1; life <= 3; life++)
        {
            house.Customer("王主任").SayTo("林晓", $"第 {life} 条");
            await house.Archived();
            using var reader = Process.GetProcessById(house.Worker().ReaderId.ShouldNotBeNull());
            reader.Kill();
            await reader.WaitForExitAsync();
        }

        house.Customer("王主任").SayTo("林晓", "最后一条");
        await house.Archived();

        (await house.Chat()).Select(line => line.Text).ShouldBe(["第 1 条", "第 2 条", "第 3 条", "最后一条"]);
    }

    [Fact]
    public async Task A_restarted_service_goes_on_where_it_was()
    {
        await using var house = await ArchiveHouse.Open();
        house.Customer("王主任").SayTo("林晓", "之前");
        await house.Archived();
        await house.Restart();
        house.Customer("王主任").SayTo("林晓", "之后");
        await house.Archived();

        (await house.Chat()).Select(line => line.Text).ShouldBe(["之前", "之后"]);
    }

    [Theory]
    [InlineData(301052, "已到期（301052）")]
    [InlineData(301042, "可信 IP")]
    [InlineData(40001, "WeCom:Archive:Secret")]
    public async Task What_is_wrong_is_said_in_the_readiness_and_the_service_stays_ready(int errcode, string words)
    {
        await using var house = await ArchiveHouse.Open();
        house.Expect("reader ended");
        house.WeCom.ArchiveAnswers(errcode);
        house.Worker().Wake();

        await Until(async () => (await Part(house)).Contains(words, StringComparison.Ordinal));
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(house.Address, "/health/ready"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(71, null)]
    [InlineData(73, "再过 46 小时开始丢消息")]
    [InlineData(121, "正在丢消息")]
    public async Task From_three_days_without_a_complete_pull_on_the_readiness_says_how_long_messages_still_wait(int hours, string? told)
    {
        await using var house = await ArchiveHouse.Open();
        house.Expect("reader ended");
        await house.Archived();
        house.WeCom.ArchiveAnswers(301052);
        house.Worker().Wake();
        await Until(async () => (await Part(house)).Contains("301052", StringComparison.Ordinal));
        var at = house.WeCom.Clock.GetUtcNow().AddHours(-hours).AddMinutes(-30);
        await house.Db.Write(tx => tx.Run("update archive_positions set caught_up_at = @at", new { at }));

        var part = await Part(house);

        part.Contains("丢消息", StringComparison.Ordinal).ShouldBe(told is not null, part);
        part.ShouldContain(told ?? "");
    }

    [Fact]
    public async Task Messages_after_a_customers_no_are_not_kept_until_they_agree_again()
    {
        await using var house = await ArchiveHouse.Open();
        house.Customer("王主任").SayTo("林晓", "同意之前");
        Consent(house, "disagree", 1);
        house.WeCom.Archive(ArchiveHouse.Message("m2", "wmWang", "linxiao", "text", new() { ["content"] = "不同意之后" }, House.Start.AddMinutes(2)));
        house.WeCom.Archive(ArchiveHouse.Message("m3", "linxiao", "wmWang", "text", new() { ["content"] = "我方的话" }, House.Start.AddMinutes(3)));
        house.WeCom.Archive(ArchiveHouse.Message("m4", "wmLi", "linxiao", "text", new() { ["content"] = "别人的话" }, House.Start.AddMinutes(3)));
        Consent(house, "agree", 4);
        house.WeCom.Archive(ArchiveHouse.Message("m5", "wmWang", "linxiao", "text", new() { ["content"] = "又同意之后" }, House.Start.AddMinutes(5)));
        await house.Archived();

        (await house.Chat()).Select(line => line.Text).ShouldBe(["同意之前", "又同意之后"]);
        (await house.Chat(customer: "wmLi")).Select(line => line.Text).ShouldBe(["别人的话"]);
    }

    [Fact]
    public async Task A_recalled_message_is_marked_and_messages_among_colleagues_are_not_kept()
    {
        await using var house = await ArchiveHouse.Open();
        house.WeCom.Archive(ArchiveHouse.Message("m1", "wmWang", "linxiao", "text", new() { ["content"] = "说错了" }));
        house.WeCom.Archive(ArchiveHouse.Message("m2", "linxiao", "chenmo", "text", new() { ["content"] = "内部的话" }));
        var recall = ArchiveHouse.Message("m3", "wmWang", "linxiao", "revoke", new() { ["pre_msgid"] = "m1" }, House.Start.AddMinutes(1));
        recall["action"] = "recall";
        house.WeCom.Archive(recall);
        await house.Archived();

        (await house.Chat()).ShouldHaveSingleItem().RecalledAt.ShouldBe(House.Start.AddMinutes(1));
        (await house.Db.Read(tx => tx.One<long>("select count(*) from chat_messages"))).ShouldBe(1);
    }

    [Fact]
    public async Task An_erasure_takes_everything_and_what_is_read_again_stays_away()
    {
        await using var house = await ArchiveHouse.Open();
        house.Customer("王主任").SayTo("林晓", "我的电话 13800138000");
        await house.Archived();
        using var admin = await Desk.Of(house, "hejing", Role.Admin);
        using var desk = await Desk.Of(house, "linxiao");
        var wish = new { id = Desk.NewId(), externalUserid = "wmWang", reason = "客户来信要求删除" };

        (await admin.Post("/api/admin/erasures", wish)).GetProperty("messages").GetInt32().ShouldBe(1);
        (await admin.Post("/api/admin/erasures", wish)).GetProperty("messages").GetInt32().ShouldBe(1);
        await house.Db.Write(tx => tx.Run("update archive_positions set seq = 0"));
        await house.Restart();
        await house.Archived();

        (await house.Chat()).ShouldBeEmpty();
        (await desk.Timeline("wmWang")).ShouldBeEmpty();
        (await desk.Send(HttpMethod.Post, "/api/admin/erasures", wish)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await house.Db.Read(tx => tx.One<long>("select count(*) from audit where action = 'customer.erase'"))).ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_are_kept_long_enough_go_by_the_retention_job()
    {
        await using var house = await ArchiveHouse.Open(("WeCom:Archive:KeepDays", "30"));
        house.WeCom.Archive(ArchiveHouse.Message("old", "wmWang", "linxiao", "text", new() { ["content"] = "很久以前" }, House.Start.AddDays(-31)));
        house.WeCom.Archive(ArchiveHouse.Message("new", "wmWang", "linxiao", "text", new() { ["content"] = "最近" }, House.Start.AddDays(-29)));
        await house.Archived();

        var result = await house.Services.GetRequiredService<RetentionJob>().Run(House.Start, CancellationToken.None);

        result.Line.ShouldContain("聊天消息 1 条");
        (await house.Chat()).Select(line => line.Text).ShouldBe(["最近"]);
    }

    static void Consent(House house, string kind, int minutes)
    {
        var at = House.Start.AddMinutes(minutes);
        house.WeCom.Archive(ArchiveHouse.Message(
            $"{kind}{minutes}", "wmWang", "linxiao", kind, new() { ["userid"] = "wmWang", [$"{kind}_time"] = at.ToUnixTimeMilliseconds() }, at));
    }

    static async Task<string> Part(House house)
    {
        using var http = new HttpClient();
        var ready = JsonNode.Parse(await http.GetStringAsync(new Uri(house.Address, "/health/ready")))!;
        return ready["parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "archive")!["detail"]!.GetValue<string>();
    }

    static async Task Until(Func<Task<bool>> happened)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await happened())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }
    }
}
