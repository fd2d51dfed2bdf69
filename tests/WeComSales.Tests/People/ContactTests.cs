using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.People;

public sealed class ContactTests : IAsyncLifetime
{
    House house = null!;

    public async Task InitializeAsync() => house = await House.Open();

    public async Task DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task Who_is_added_appears_with_the_time_and_is_the_reps_latest_contact()
    {
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(3));

        await house.Phone("林晓").AddCustomer("wmZhao", "赵工", state: "展会二维码");
        await house.Settle();

        (await Customer("wmZhao"))!.Name.ShouldBe("赵工");
        var follow = (await Follows("wmZhao")).ShouldHaveSingleItem();
        (follow.Userid, follow.AddedAt, follow.Channel).ShouldBe(("linxiao", House.Start.AddMinutes(3), "展会二维码"));
        (await house.Db.Read(tx => tx.RecentContacts.For("linxiao", 1))).ShouldHaveSingleItem().CustomerName.ShouldBe("赵工");
    }

    [Fact]
    public async Task When_WeCom_does_not_show_a_new_relation_yet_it_is_asked_once_more_later()
    {
        house.WeCom.Faults.ErrCode(84061, "externalcontact/get", 1);

        await house.Phone("林晓").AddCustomer("wmZhao", "赵工");
        await house.Settle();
        (await Customer("wmZhao")).ShouldBeNull();

        house.WeCom.Clock.Advance(TimeSpan.FromSeconds(6));
        await house.Settle();
        (await Customer("wmZhao")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_remark_and_labels_that_the_rep_edits_are_fetched()
    {
        house.WeCom.Company.TagGroups.Add(new("g1", "级别", [new("et1", "重点")]));

        await house.Phone("林晓").EditCustomer("wmWang", "骨科王主任", "et1");
        await house.Settle();

        var follow = (await Follows("wmWang")).Single();
        follow.Remark.ShouldBe("骨科王主任");
        follow.Tags.ShouldBe([new Tag("et1", "级别", "重点")]);
    }

    [Fact]
    public async Task A_customer_who_deletes_the_rep_is_lost_with_the_time_and_stays_lost_through_the_night()
    {
        house.WeCom.Clock.Advance(TimeSpan.FromHours(1));

        await house.Customer("王主任").Delete("林晓");
        await house.Settle();
        house.WeCom.Clock.Advance(TimeSpan.FromHours(16));
        await Sync();

        var follow = (await Follows("wmWang")).Single();
        (follow.EndedAt, follow.EndReason).ShouldBe((House.Start.AddHours(1), FollowEnd.Customer));
    }

    [Fact]
    public async Task A_rep_who_deletes_a_customer_no_longer_sees_them_unless_an_opportunity_is_open()
    {
        await house.Phone("林晓").DeleteCustomer("wmWang");
        await house.Phone("林晓").DeleteCustomer("wmLi");
        await house.Settle();

        (await Follows("wmWang")).Single().EndReason.ShouldBe(FollowEnd.Member);
        var rep = new Viewer("linxiao", Role.Rep);
        (await house.Db.Read(tx => tx.Customers.Seen(rep, "wmWang"))).ShouldNotBeNull();
        (await house.Db.Read(tx => tx.Customers.Seen(rep, "wmLi"))).ShouldBeNull();
    }

    [Fact]
    public async Task Repeated_and_shuffled_events_end_in_the_state_that_WeCom_shows()
    {
        house.WeCom.Faults.DuplicateCallbacks();
        house.WeCom.Faults.ReorderCallbacks();

        await house.Phone("林晓").AddCustomer("wmZhao", "赵工");
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Phone("林晓").DeleteCustomer("wmZhao");
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Phone("林晓").AddCustomer("wmZhao", "赵工");
        await house.Settle();

        var follow = (await Follows("wmZhao")).ShouldHaveSingleItem();
        (follow.EndedAt, follow.AddedAt).ShouldBe((null, House.Start.AddMinutes(2)));
    }

    [Fact]
    public async Task What_callbacks_lost_the_night_brings_back()
    {
        await Sync();
        house.WeCom.Faults.LoseCallbacks();
        await house.Phone("林晓").AddCustomer("wmZhao", "赵工");
        await house.Phone("林晓").EditCustomer("wmWang", "骨科王主任");
        await house.Phone("林晓").DeleteCustomer("wmLi");
        await house.Settle();

        var run = await Sync();

        (run.Complete, run.Added, run.Changed, run.Departed).ShouldBe((true, 1, 1, 1));
        (await Follows("wmLi")).Single().EndReason.ShouldBe(FollowEnd.Absent);
        (await Follows("wmWang")).Single().Remark.ShouldBe("骨科王主任");
        var again = await Sync();
        (again.Added, again.Changed, again.Departed).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("externalcontact/list", 45033)]
    [InlineData("externalcontact/list", -1)]
    [InlineData("externalcontact/get_follow_user_list", 48002)]
    [InlineData("externalcontact/batch/get_by_user", 45009)]
    public async Task An_answer_that_failed_ends_no_relation(string api, int code)
    {
        await Sync();
        house.WeCom.Faults.ErrCode(code, api);

        var run = await Sync();

        (run.Complete, run.Departed).ShouldBe((false, 0));
        (await Follows("wmWang")).Single().EndedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_member_without_customers_is_not_a_failure()
    {
        (await Sync()).Complete.ShouldBeTrue();
        (await Follows("wmWang")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_whom_nobody_here_has_met_is_fetched_when_a_file_names_them()
    {
        house.WeCom.Company.WithCustomer("wmNew", "新客户", "", new WeComSales.Simulator.Follow("linxiao", House.Start));
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await using var office = await Office.Over(house.Db, house.Services.GetRequiredService<ContactFlow>());

        var (report, rejected) = await office.Import(
            "opportunities",
            "code,external_userid,title,stage,owner_userid\nA-1,wmNew,CT,提案,LinXiao\nA-2,wmNobody,CT,提案,linxiao\n");

        (report.Added, report.Rejected).ShouldBe((1, 1));
        rejected.Single().Column.ShouldBe("external_userid");
        (await Customer("wmNew"))!.Name.ShouldBe("新客户");
        (await house.Db.Read(tx => tx.Opportunities.ByCode("A-1")))!.OwnerUserid.ShouldBe("linxiao");
    }

    Task<SyncRun> Sync() => house.Services.GetRequiredService<CustomerSync>().Run(CancellationToken.None);

    Task<Customer?> Customer(string externalUserid) => house.Db.Read(tx => tx.Customers.ByExternalId(externalUserid));

    Task<IReadOnlyList<Follow>> Follows(string externalUserid) => house.Db.Read(tx => tx.Follows.Of(externalUserid));
}
