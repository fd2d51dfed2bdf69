using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Notes;
using WeComSales.Simulator;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Notes;

/// <summary>A draft from before a transfer is refused with what to do, and waits on.</summary>
public sealed class TransferredDraftTests
{
    [Fact]
    public async Task A_draft_for_a_customer_who_went_to_a_colleague_makes_no_note_and_can_go_elsewhere()
    {
        await using var house = await House.Open();
        var rep = await Forwarded(house);
        await Left(house, "wmWang");
        await Change(house, one => one with { OwnerUserid = "chenmo" });

        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        (await house.Notes()).ShouldBeEmpty();
        (rep.LastCard.Title, rep.LastCard.Desc).ShouldBe((NoteTexts.NotTaken, NoteTexts.NotYourCustomer));
        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 10))).ShouldHaveSingleItem().Draft;
        rep.LastCard.Url.ShouldEndWith($"/sidebar/drafts/{draft.Id}");
        using var desk = await Desk.Of(house, "linxiao");
        (await desk.Post($"/api/drafts/{draft.Id}/confirm", new { }, status: 400)).GetProperty("title").GetString().ShouldBe(NoteTexts.NotYourCustomer);
        await desk.Post($"/api/drafts/{draft.Id}/confirm", new { proposalId = draft.Proposals.Single(line => line.ExternalUserid == "wmLi").Id });
        (await house.Notes("wmLi")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_draft_for_a_new_opportunity_of_a_customer_who_went_makes_none()
    {
        await using var house = await House.Open();
        var rep = await Forwarded(house);
        var card = rep.Select(rep.LastCard, "李老师 · 新建商机");
        await Left(house, "wmLi");

        await rep.Tap(card, "确认入库");
        await house.Settle();

        rep.LastCard.Desc.ShouldBe(NoteTexts.NotYourCustomer);
        (await house.Notes("wmLi")).ShouldBeEmpty();
        (await house.Db.Read(tx => tx.Opportunities.OpenOf("wmLi"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_for_an_opportunity_that_was_closed_or_is_another_customers_now_makes_no_note(bool closed)
    {
        await using var house = await House.Open();
        var rep = await Forwarded(house);
        await Change(house, one => closed ? one with { ClosedAt = House.Start } : one with { ExternalUserid = "wmLi" });

        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();

        rep.LastCard.Desc.ShouldBe(NoteTexts.OpportunityOver);
        (await house.Notes()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("王主任 · CT 采购项目")]
    [InlineData("新建客户和商机")]
    public async Task Whoever_is_no_rep_any_more_makes_no_note_of_an_old_draft(string line)
    {
        await using var house = await House.Open();
        var rep = await Forwarded(house);
        var card = rep.Select(rep.LastCard, line);
        await house.Db.Write(async tx => await tx.Staff.Put((await tx.Staff.ByUserid("linxiao"))! with { Role = Role.Manager, RoleSource = RoleSource.Import }, null));

        await rep.Tap(card, "确认入库");
        await house.Settle();

        rep.LastCard.Desc.ShouldBe(NoteTexts.NotARep);
        (await house.Notes()).ShouldBeEmpty();
        (await house.Db.Read(tx => tx.Customers.After("new-", 1))).ShouldNotContain(customer => customer.ExternalUserid.StartsWith("new-"));
    }

    static async Task<Phone> Forwarded(House house)
    {
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();
        return rep;
    }

    static Task Left(House house, string customer) => house.Db.Write(async tx =>
        await tx.Follows.Put((await tx.Follows.Of(customer)).Single(one => one.Userid == "linxiao").Ended(FollowEnd.Member, House.Start)));

    static Task Change(House house, Func<Opportunity, Opportunity> change) => house.Db.Write(async tx =>
    {
        var before = (await tx.Opportunities.ById("opp-ct"))!;
        await tx.Opportunities.Update(before, change(before));
    });
}
