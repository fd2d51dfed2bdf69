using WeComSales.Domain;
using WeComSales.Simulator;

namespace WeComSales.Tests.Stalls;

public sealed class StallReminderTests
{
    [Fact]
    public async Task Opportunities_of_71_73_and_400_hours_tell_exactly_the_right_people_once_each()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("A71", 71), ("B73", 73), ("C400", 400));

        await floor.Scan();
        await floor.Scan();

        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            StallFloor.About(phone, "A71").ShouldBeEmpty();
            StallFloor.About(phone, "B73").Count.ShouldBe(1, phone.Owner.Name);
            StallFloor.About(phone, "C400").Count.ShouldBe(1, phone.Owner.Name);
        }

        StallFloor.Of(floor.Director).ShouldBeEmpty();
        floor.Colleague.Cards.ShouldBeEmpty();
        var forRep = StallFloor.About(floor.Rep, "B73").Single();
        forRep.Title.ShouldBe("商机停滞 3 天 1 小时");
        forRep.Desc.ShouldBe("B73 项目 · 提案");
        forRep.Row("客户").ShouldBe("王主任 · 仁和医院");
        forRep.Row("最后动作").ShouldBe("11-17 导入的跟进");
        forRep.Row("建议").ShouldBe("约客户听方案反馈");
        forRep.Buttons.Select(button => button.Text).ShouldBe(["记录跟进", "申请支援", "延后"]);
        forRep.Buttons[0].Url!.ShouldContain("/sidebar/customers/wmWang?act=follow-up&opportunity=");
        var forManager = StallFloor.About(floor.Manager, "B73").Single();
        forManager.Title.ShouldBe("林晓的商机停滞 3 天 1 小时");
        forManager.Row("金额").ShouldBe("35 万");
        forManager.Row("阶段").ShouldBe("提案，应 3 天内推进");
        forManager.Buttons.Select(button => button.Text).ShouldBe(["查看", "催办", "转派"]);
        forManager.Selection.Options.Select(option => option.Text).ShouldBe(["陈默"]);
        var forOps = StallFloor.About(floor.Ops, "B73").Single();
        forOps.Title.ShouldBe("一个商机需要支援");
        forOps.Buttons.Select(button => button.Text).ShouldBe(["提供支援", "已处理"]);

        floor.House.WeCom.Clock.Advance(TimeSpan.FromHours(1));
        await floor.Scan();
        StallFloor.About(floor.Rep, "A71").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_answer_the_next_leader_is_told_after_a_day_in_sending_time_and_a_log_ends_it()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();

        await floor.ScanAt("2026-11-21T10:31");
        (await floor.Stall("B73")).State.ShouldBe(StallState.Alerted);
        await floor.ScanAt("2026-11-21T10:33");
        (await floor.Stall("B73")).State.ShouldBe(StallState.Escalated);
        StallFloor.Of(floor.Director).ShouldBeEmpty("Saturday is no day for cards");
        await floor.ScanAt("2026-11-23T08:59");
        StallFloor.Of(floor.Director).ShouldBeEmpty();
        await floor.ScanAt("2026-11-23T09:00");
        StallFloor.About(floor.Director, "B73").ShouldHaveSingleItem().Title.ShouldBe("林晓的商机停滞 5 天 23 小时");
        StallFloor.About(floor.Manager, "B73").Count.ShouldBe(1, "a later level tells only the next leader");
        StallFloor.About(floor.Rep, "B73").Count.ShouldBe(1);

        await floor.ScanAt("2026-11-23T14:06");
        await floor.FollowUp("B73");
        await floor.Scan();

        (await floor.Stall("B73")).State.ShouldBe(StallState.Ended);
        StallFloor.Of(floor.Director)[^1].Title.ShouldBe("林晓 已记录跟进 · 14:06");
        // Nobody counts on a card's code for longer than a day: the level 1 cards of Friday lead to the live page.
        await floor.ScanAt("2026-11-26T14:05");
        floor.Rep.Cards.Count.ShouldBe(1);
        await floor.ScanAt("2026-11-26T14:07");
        floor.Rep.Cards.Count.ShouldBe(2, "the clock began anew with the log, and three days are over");
    }

    [Fact]
    public async Task A_log_ends_the_episode_and_changes_everybodys_card()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();

        floor.House.WeCom.Clock.Advance(TimeSpan.FromMinutes(34));
        await floor.FollowUp("B73");
        await floor.Scan();

        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            var card = StallFloor.Of(phone).ShouldHaveSingleItem();
            card.Title.ShouldBe("林晓 已记录跟进 · 11:06");
            card.Buttons.ShouldBeEmpty();
            card.Version.ShouldBe(2);
        }

        await floor.ScanAt("2026-11-22T12:00");
        StallFloor.Of(floor.Director).ShouldBeEmpty("an ended episode does not escalate");
    }

    [Fact]
    public async Task After_two_days_of_downtime_the_backlog_comes_as_one_digest_and_nothing_is_lost()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import([.. Enumerable.Range(1, 7).Select(number => ($"D{number}", 40.0 + number))]);
        await floor.ScanAt("2026-11-20T10:33");
        floor.Rep.Cards.ShouldBeEmpty();

        await floor.House.Restart();
        await floor.ScanAt("2026-11-23T09:00");
        await floor.Scan();

        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            var digest = StallFloor.Of(phone).ShouldHaveSingleItem();
            digest.Title.ShouldBe("7 个商机停滞");
            digest.Desc.ShouldBe("其余 4 个请打开查看");
            digest.Rows.Count.ShouldBe(3);
            digest.Url!.ShouldEndWith("/sidebar/stalls");
        }

        for (var number = 1; number <= 7; number++)
        {
            (await floor.Stall($"D{number}")).State.ShouldBe(StallState.Alerted);
        }
    }

    [Fact]
    public async Task The_first_scan_after_an_import_floods_nobody()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import([.. Enumerable.Range(1, 200).Select(number => ($"E{number}", 100.0 + number))]);

        await floor.Scan();
        await floor.Scan();

        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            StallFloor.Of(phone).ShouldHaveSingleItem().Title.ShouldBe("200 个商机停滞");
        }
    }

    [Fact]
    public async Task Six_cards_a_day_then_one_digest_at_five()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import([.. Enumerable.Range(0, 9).Select(number => ($"F{number}", 72.0 - (number / 6.0)))]);

        for (var minute = 0; minute <= 120; minute += 5)
        {
            await floor.ScanAt($"2026-11-20T{10 + ((33 + minute) / 60):00}:{(33 + minute) % 60:00}");
        }

        floor.Rep.Cards.Count.ShouldBe(6);
        await floor.ScanAt("2026-11-20T16:59");
        floor.Rep.Cards.Count.ShouldBe(6);
        await floor.ScanAt("2026-11-20T17:00");
        floor.Rep.Cards.Count.ShouldBe(7);
        floor.Rep.LastCard.Title.ShouldBe("3 个商机停滞");
    }

    [Fact]
    public async Task In_the_evening_cards_wait_for_the_next_working_morning()
    {
        await using var floor = await StallFloor.Open();
        floor.House.WeCom.Clock.SetUtcNow(StallFloor.At("2026-11-20T18:40"));
        await floor.Import(("B73", 73));

        await floor.Scan();
        await floor.ScanAt("2026-11-21T12:00");
        floor.Rep.Cards.ShouldBeEmpty();
        await floor.ScanAt("2026-11-23T09:00");

        floor.Rep.Cards.ShouldHaveSingleItem();
    }
}
