using Microsoft.Extensions.DependencyInjection;
using WeComSales.Stalls;

namespace WeComSales.Tests.Stalls;

public sealed class StallExplainTests
{
    [Fact]
    public async Task Each_opportunity_names_the_first_reason_why_no_alert_was_sent()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("E1", 71), ("E2", 73));

        (await floor.Explain("E2")).FirstReason.ShouldBe("停滞扫描从未运行，请检查定时任务");
        await floor.Scan();
        (await floor.Explain("E1")).FirstReason.ShouldBe("未到阈值：已 2 天 23 小时，2026-11-20 11:32 达到 3 天（提案 3 天）");
        (await floor.Explain("E2")).FirstReason.ShouldBeNull("it was sent");

        floor.House.WeCom.Clock.Advance(TimeSpan.FromHours(2));
        (await floor.Explain("E1")).FirstReason.ShouldBe("停滞扫描没有运行，上次是 2026-11-20 10:32，请检查定时任务");

        await floor.FollowUp("E1", next: StallFloor.At("2026-11-25T15:00"));
        (await floor.Explain("E1")).FirstReason.ShouldBe("有计划联系，计时暂停到 2026-11-26 00:00");
    }

    [Fact]
    public async Task Outside_of_sending_time_and_above_the_budget_the_waiting_is_explained()
    {
        await using var floor = await StallFloor.Open(("Rules:CardsPerDay", "1"));
        floor.House.WeCom.Clock.SetUtcNow(StallFloor.At("2026-11-20T18:40"));
        await floor.Import(("E1", 73));
        await floor.Scan();
        (await floor.Explain("E1")).FirstReason.ShouldBe("不在发送时间，等到 2026-11-23 09:00");

        await floor.ScanAt("2026-11-23T09:00");
        await floor.Import(("E2", 73));
        await floor.Scan();
        (await floor.Explain("E2")).FirstReason.ShouldBe("超过每日卡片数，等 2026-11-23 17:00 的汇总");
    }

    [Fact]
    public async Task A_past_moment_is_explained_by_the_rules_and_acts_of_that_moment()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("E1", 73));
        await floor.Scan();
        floor.House.WeCom.Clock.Advance(TimeSpan.FromHours(1));
        await floor.FollowUp("E1");
        await floor.Scan();
        var flow = floor.House.Services.GetRequiredService<StallRulesFlow>();
        var rules = (await flow.View()).Versions[0];
        (await flow.Save(rules.Rules with { Rules = [Domain.StallRule.For("提案 2 天", "提案", 48)] }, rules.Version, "root", "试行")).Saved.ShouldNotBeNull();

        var now = await floor.Explain("E1");
        (now.RuleVersion, now.Episode).ShouldBe((2, null));
        var before = await floor.Explain("E1", floor.Now.AddMinutes(-30));
        before.RuleVersion.ShouldBe(1);
        before.Episode!.Rule.ShouldBe("提案 3 天");
        before.Recipients.Select(one => (one.Party, one.Name, one.Delivery)).ShouldBe(
            [("销售", "林晓", "企业微信已接收"), ("主管", "周蕾", "企业微信已接收"), ("运营", "孙宁", "企业微信已接收")], ignoreOrder: true);
        before.Steps.Count(step => step.What == "已提醒").ShouldBe(1, "one arrow, although three were told");
        before.Rules[0].Elapsed.ShouldBe("3 天 1 小时");
        string.Join('\n', StallExplanationLines.Of(before, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))).ShouldContain("规则第 1 版");
    }

    [Fact]
    public async Task A_digest_tells_each_of_its_episodes_once()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import([.. Enumerable.Range(1, 5).Select(one => ($"E{one}", 72.0 + one))]);

        await floor.Scan();

        (await floor.Explain("E3")).Steps.Count(step => step.What == "已提醒").ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_that_WeCom_refuses_is_the_reason()
    {
        await using var floor = await StallFloor.Open();
        floor.House.Expect("81013");
        await floor.Import(("E1", 73));
        floor.House.WeCom.Company.VisibleDepartments.Clear();

        await floor.Scan();
        (await floor.Explain("E1")).FirstReason.ShouldBe("发送失败：errcode 81013");
        await floor.Scan();
        (await floor.Explain("E1")).FirstReason!.ShouldContain("企业微信送不到");
    }
}
