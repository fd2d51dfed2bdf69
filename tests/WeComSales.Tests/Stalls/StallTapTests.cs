using System.Net;
using System.Net.Http.Json;
using WeComSales.Domain;

namespace WeComSales.Tests.Stalls;

public sealed class StallTapTests
{
    [Fact]
    public async Task Urging_tells_the_rep_and_changes_the_others_cards_but_ends_nothing()
    {
        await using var floor = await Stalled();

        await floor.Manager.Tap(StallFloor.Of(floor.Manager)[^1], "催办");
        await floor.House.Settle();

        (await floor.Stall("B73")).State.ShouldBe(StallState.Answered);
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("周蕾 已催办 · 10:32");
        floor.Rep.LastCard.Title.ShouldBe("周蕾 已催办 · 10:32");
        floor.Ops.LastCard.Title.ShouldBe("周蕾 已催办 · 10:32");
        floor.Rep.LastCard.Url!.ShouldContain("act=follow-up");
        floor.Rep.AppMessages[^1].Text.ShouldContain("周蕾催办：B73 项目（王主任）停滞 3 天 1 小时");
    }

    [Fact]
    public async Task Tapping_twice_urges_once()
    {
        await using var floor = await Stalled();
        var card = StallFloor.Of(floor.Manager)[^1];

        await floor.Manager.Tap(card, "催办");
        await floor.Manager.Tap(card, "催办");
        await floor.House.Settle();

        floor.Rep.AppMessages.Count(message => message.Text.Contains("催办：")).ShouldBe(1);
    }

    [Fact]
    public async Task Answered_but_no_act_for_a_day_escalates_once_more_and_then_no_further()
    {
        await using var floor = await Stalled();
        floor.House.WeCom.Clock.SetUtcNow(StallFloor.At("2026-11-23T10:00"));
        await floor.Manager.Tap(StallFloor.Of(floor.Manager)[^1], "催办");
        await floor.House.Settle();

        await floor.ScanAt("2026-11-24T09:59");
        StallFloor.Of(floor.Director).ShouldBeEmpty();
        await floor.ScanAt("2026-11-24T10:01");
        StallFloor.Of(floor.Director).ShouldHaveSingleItem();
        (await floor.Stall("B73")).Level.ShouldBe(2);
        await floor.ScanAt("2026-11-27T10:01");
        (await floor.Stall("B73")).Level.ShouldBe(2);
    }

    [Fact]
    public async Task Postponing_takes_days_and_a_reason_twice_and_reminds_the_rep_when_it_runs_out()
    {
        await using var floor = await Stalled();

        await floor.Rep.Tap(floor.Rep.Select(floor.Rep.LastCard, "3 天 · 等内部审批"), "延后");
        await floor.House.Settle();
        var stall = await floor.Stall("B73");
        (stall.State, stall.PostponeReason, stall.Postponements).ShouldBe((StallState.Postponed, "等内部审批", 1));
        floor.Rep.LastCard.Title.ShouldBe("林晓 已延后 3 天 · 10:32");
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("林晓 已延后 3 天 · 10:32");

        await floor.ScanAt("2026-11-23T10:31");
        floor.Rep.Cards.Count.ShouldBe(1);
        StallFloor.Of(floor.Director).ShouldBeEmpty();
        await floor.ScanAt("2026-11-23T10:33");
        floor.Rep.Cards.Count.ShouldBe(2);

        await floor.Rep.Tap(floor.Rep.Select(floor.Rep.LastCard, "1 天 · 等客户答复"), "延后");
        await floor.House.Settle();
        await floor.ScanAt("2026-11-24T10:34");
        floor.Rep.Cards.Count.ShouldBe(3);
        floor.Rep.LastCard.Buttons.Select(button => button.Text).ShouldBe(["记录跟进", "申请支援"], "twice is enough");
    }

    [Fact]
    public async Task Handing_over_moves_the_episode_and_neither_owner_nor_stage()
    {
        await using var floor = await Stalled();

        await floor.Manager.Tap(floor.Manager.Select(StallFloor.Of(floor.Manager)[^1], "陈默"), "转派");
        await floor.House.Settle();
        await floor.Scan();

        (await floor.Stall("B73")).Rep.ShouldBe("chenmo");
        var opportunity = await floor.Opportunity("B73");
        (opportunity.OwnerUserid, opportunity.Stage).ShouldBe(("linxiao", "提案"));
        floor.Colleague.LastCard.Title.ShouldBe("商机停滞 3 天 1 小时");
        floor.Rep.LastCard.Title.ShouldBe("周蕾 已转派给 陈默 · 10:32");
        (await floor.House.Db.Read(tx => tx.Customers.Seen(new Viewer("chenmo", Role.Rep), "wmWang"))).ShouldNotBeNull();
        using var colleague = await floor.As("chenmo");
        (await colleague.PutAsJsonAsync("/api/customers/wmWang/next-contact", new { opportunityId = opportunity.Id, at = floor.Now.AddDays(2) }))
            .StatusCode.ShouldBe(HttpStatusCode.OK, "with the episode comes its plan");

        await floor.FollowUp("B73", by: "chenmo");
        await floor.Scan();
        (await floor.House.Db.Read(tx => tx.Customers.Seen(new Viewer("chenmo", Role.Rep), "wmWang"))).ShouldBeNull("the episode is over");
    }

    [Fact]
    public async Task Asking_for_support_is_a_request_to_ops_whose_card_stays_usable()
    {
        await using var floor = await Stalled();

        await floor.Rep.Tap(floor.Rep.LastCard, "申请支援");
        await floor.House.Settle();

        (await floor.House.Db.Read(tx => tx.SupportRequests.OpenFor("sunning", 10))).ShouldHaveSingleItem().What.ShouldBe("提案阶段停滞 3 天 1 小时，请支援");
        var card = floor.Ops.LastCard;
        card.Title.ShouldBe("林晓 已申请支援 · 10:32");
        await floor.Ops.Tap(card, "已处理");
        await floor.House.Settle();
        floor.Ops.LastCard.Title.ShouldBe("孙宁 已处理 · 10:32");
        (await floor.House.Db.Read(tx => tx.SupportRequests.OpenFor("sunning", 10))).ShouldBeEmpty();
        (await floor.Stall("B73")).State.ShouldBe(StallState.Answered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Support_that_no_card_of_ops_can_show_any_more_comes_as_a_card_of_its_own(bool afterADigest)
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(afterADigest ? [.. Enumerable.Range(1, 5).Select(one => ($"B7{one}", 72.0 + one))] : [("B73", 73)]);
        await floor.Scan();
        if (afterADigest)
        {
            StallFloor.Of(floor.Ops).ShouldHaveSingleItem().Title.ShouldBe("5 个商机停滞");
            using var rep = await floor.As("linxiao");
            (await rep.PostAsJsonAsync($"/api/stalls/{(await floor.Stall("B73")).Id}/answers", new { answer = "asked" })).EnsureSuccessStatusCode();
        }
        else
        {
            floor.House.WeCom.Clock.Advance(TimeSpan.FromHours(25));
            await floor.Rep.Tap(floor.Rep.LastCard, "申请支援");
        }

        await floor.House.Settle();

        StallFloor.Of(floor.Ops).Count.ShouldBe(2);
        var card = floor.Ops.LastCard;
        (card.Title, card.Row("发起人"), card.Row("客户")).ShouldBe(("一个商机需要支援", "林晓", "王主任 · 仁和医院"));
        card.Row("需要")!.ShouldStartWith("提案阶段停滞 ");
        card.Url!.ShouldEndWith($"/sidebar/stalls/{(await floor.Stall("B73")).Id}");
    }

    [Fact]
    public async Task Support_that_nobody_can_give_is_not_told_as_asked_for()
    {
        await using var floor = await Stalled();
        await floor.House.Db.Write(async tx => await tx.Staff.Put((await tx.Staff.ByUserid("sunning"))!.Gone(LeftReason.Disabled, floor.Now), null));

        await floor.Rep.Tap(floor.Rep.LastCard, "申请支援");
        await floor.House.Settle();

        floor.Rep.LastCard.Title.ShouldBe("没有可以支援的人，请联系管理员");
        (await floor.Stall("B73")).State.ShouldBe(StallState.Alerted);
    }

    [Fact]
    public async Task A_hostile_name_makes_no_link_in_a_message_of_ours()
    {
        await using var floor = await Stalled();
        await floor.House.Db.Write(async tx =>
        {
            var known = (await tx.Opportunities.ByCode("B73"))!;
            await tx.Opportunities.Update(known, known with { Title = "<a href=\"http://evil.example\">领奖</a>\u202e" });
            await tx.Customers.Put((await tx.Customers.ByExternalId("wmWang"))! with { Name = "王</a><a href='http://evil.example'>主任" }, null);
        });

        await floor.Manager.Tap(StallFloor.Of(floor.Manager)[^1], "催办");
        await floor.House.Settle();

        var text = floor.Rep.AppMessages[^1].Text;
        text.Split("<a ").Length.ShouldBe(2, text);
        text.ShouldContain("领奖");
        text.ShouldNotContain("\u202e");
    }

    [Fact]
    public async Task A_tap_on_a_card_whose_episode_has_ended_shows_what_ended_it()
    {
        await using var floor = await Stalled();
        var card = StallFloor.Of(floor.Manager)[^1];
        await floor.FollowUp("B73");

        await floor.Manager.Tap(card, "催办");
        await floor.House.Settle();

        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("林晓 已记录跟进 · 10:32");
        floor.Rep.AppMessages.ShouldNotContain(message => message.Text.Contains("催办："));
    }

    [Fact]
    public async Task Why_is_answered_with_the_rule_and_the_last_act()
    {
        await using var floor = await Stalled();

        await floor.Rep.TapMenu(floor.Rep.LastCard, "为什么提醒我");
        await floor.House.Settle();

        floor.Rep.AppMessages[^1].Text.ShouldContain("规则「提案 3 天」：提案超过 3 天");
        floor.Rep.AppMessages[^1].Text.ShouldContain("因为你是商机负责人");
        (await floor.Stall("B73")).State.ShouldBe(StallState.Alerted, "a look resets nothing");
    }

    static async Task<StallFloor> Stalled()
    {
        var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        return floor;
    }
}
