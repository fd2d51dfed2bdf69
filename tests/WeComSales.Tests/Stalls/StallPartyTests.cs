using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.Stalls;

public sealed class StallPartyTests
{
    [Fact]
    public async Task An_opportunity_without_an_owner_is_told_to_ops_as_what_it_is()
    {
        await using var floor = await StallFloor.Open(("Rules:DefaultOps", "sunning"));
        await floor.Import(("G1", 100));
        await Change(floor, "G1", one => one with { OwnerUserid = null });

        await floor.Scan();

        floor.Rep.Cards.ShouldBeEmpty();
        floor.Ops.Cards.Select(card => card.Title).ShouldBe(["缺少提醒对象：销售", "缺少提醒对象：主管", "一个商机需要支援"], ignoreOrder: true);
        floor.Ops.Cards.ShouldContain(card => card.Row("卡点") == "商机没有负责人");
    }

    [Fact]
    public async Task An_owner_who_left_is_missing_and_the_manager_still_hears()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await Person(floor, "linxiao", one => one.Gone(LeftReason.Disabled, floor.Now));

        await floor.Scan();

        floor.Rep.Cards.ShouldBeEmpty();
        StallFloor.Of(floor.Manager).ShouldHaveSingleItem();
        floor.Ops.Cards.ShouldContain(card => card.Title == "缺少提醒对象：销售" && card.Row("卡点") == "负责人林晓已离职");
    }

    [Fact]
    public async Task Without_any_leader_ops_hears_that_the_manager_is_missing()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await Person(floor, "linxiao", one => one with { DepartmentId = null, DirectLeader = null });

        await floor.House.Db.Write(tx => tx.Staff.Put(Staff.New("root", "管理员") with { Role = Role.Admin, RoleSource = RoleSource.Import }, null));
        floor.House.WeCom.Company.WithPerson("root", "管理员");
        await floor.Scan();

        floor.Rep.Cards.ShouldHaveSingleItem();
        StallFloor.Of(floor.Manager).ShouldBeEmpty();
        floor.House.Phone("管理员").Cards.ShouldContain(card => card.Title == "缺少提醒对象：主管");
    }

    [Fact]
    public async Task A_leader_who_is_the_rep_is_passed_over_for_the_next_one_up()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await Change(floor, "G1", one => one with { OwnerUserid = "zhoulei" });

        await floor.Scan();

        StallFloor.Of(floor.Manager).ShouldHaveSingleItem().Buttons[0].Text.ShouldBe("记录跟进", "she is the rep here");
        StallFloor.Of(floor.Director).ShouldHaveSingleItem().Title.ShouldStartWith("周蕾的商机停滞");
    }

    [Fact]
    public async Task A_new_owner_in_mid_episode_gets_the_episode()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await floor.Scan();

        await Change(floor, "G1", one => one with { OwnerUserid = "chenmo" });
        await floor.Scan();

        (await floor.Stall("G1")).Rep.ShouldBe("chenmo");
        floor.Colleague.Cards.ShouldHaveSingleItem();
        StallFloor.Of(floor.Manager).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_customer_who_deleted_the_rep_is_said_on_the_card()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await floor.House.Db.Write(async tx =>
        {
            var follow = (await tx.Follows.Of("wmWang")).Single();
            await tx.Follows.Put(follow.Ended(FollowEnd.Customer, floor.Now));
        });

        await floor.Scan();

        floor.Rep.LastCard.Row("注意").ShouldBe("客户已删除林晓，请换人联系");
    }

    [Fact]
    public async Task Whom_the_app_cannot_reach_is_told_to_ops()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        floor.House.WeCom.Company.VisibleDepartments.Clear();
        floor.House.WeCom.Company.VisibleDepartments.Add(floor.House.WeCom.Company.DepartmentAt("华东区/华东二组").Id);
        floor.House.Expect("81013");
        await Person(floor, "linxiao", one => one with { MappedLeader = "gaoyuan" });

        await floor.Scan();
        StallFloor.Of(floor.Director).ShouldBeEmpty();
        await floor.Scan();

        floor.Ops.Cards.ShouldContain(card => card.Title == "缺少提醒对象：主管" && card.Row("卡点")!.StartsWith("企业微信送不到"));
    }

    [Fact]
    public async Task A_card_that_arrived_is_not_missing_because_its_reader_is_out_of_reach_later()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await floor.Scan();
        floor.House.WeCom.Clock.Advance(TimeSpan.FromMinutes(5));
        await floor.House.Db.Write(tx => tx.SendLanes.Unreachable("linxiao", "81013", floor.Now));

        await floor.Scan();

        floor.Ops.Cards.ShouldNotContain(card => card.Title.StartsWith("缺少提醒对象"));
        var stall = await floor.Stall("G1");
        (await floor.House.Db.Read(tx => tx.StallAlerts.Of(stall.Id))).ShouldAllBe(alert => alert.State == AlertState.Sent);
    }

    [Fact]
    public async Task A_planned_contact_pauses_the_clock_until_its_day_is_over()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("P1", 10));
        await floor.FollowUp("P1", next: StallFloor.At("2026-11-25T15:00"));
        await floor.Scan();

        await floor.ScanAt("2026-11-25T16:00");
        floor.Rep.Cards.ShouldBeEmpty();
        await floor.ScanAt("2026-11-27T18:29");
        floor.Rep.Cards.ShouldBeEmpty("three days after the day of the plan, which ended at midnight");
        await floor.ScanAt("2026-11-30T09:00");
        floor.Rep.Cards.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Closing_the_opportunity_ends_the_episode_and_a_look_does_not()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("G1", 100));
        await floor.Scan();

        await Change(floor, "G1", one => one with { ClosedAt = floor.Now });
        await floor.Scan();
        await floor.Scan();

        (await floor.Stall("G1")).EndKind.ShouldBe("closed");
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("商机已关闭 · 10:32");
    }

    static Task Change(StallFloor floor, string code, Func<Opportunity, Opportunity> change) => floor.House.Db.Write(async tx =>
    {
        var before = (await tx.Opportunities.ByCode(code))!;
        await tx.Opportunities.Update(before, change(before));
    });

    static Task Person(StallFloor floor, string userid, Func<Staff, Staff> change) => floor.House.Db.Write(async tx =>
        await tx.Staff.Put(change((await tx.Staff.ByUserid(userid))!), null));
}
