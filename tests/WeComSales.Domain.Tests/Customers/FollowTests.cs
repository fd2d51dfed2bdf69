using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class FollowTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    enum What { Added, DeletedByMember, DeletedByCustomer }

    [Fact]
    public void Events_in_any_order_and_any_number_end_in_the_state_of_each_once_in_order()
    {
        var history = Gen.NonEmptyListOf(Gen.Elements(What.Added, What.DeletedByMember, What.DeletedByCustomer));
        var cases = from events in history
                    let numbered = events.Select((what, minute) => (What: what, At: Noon.AddMinutes(minute + 1))).ToArray()
                    from first in Gen.Shuffle(numbered)
                    from again in Gen.SubListOf(numbered)
                    select (InOrder: numbered, Delivered: first.Concat(again).ToArray());

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var shown = Shown(given.InOrder);
            return Told(given.InOrder, shown) == Told(given.Delivered, shown);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_customer_who_deleted_the_member_stays_lost_while_WeCom_goes_on_showing_them()
    {
        var lost = First.Ended(FollowEnd.Customer, Noon.AddDays(1));

        Follow.Seen(lost, First).EndedAt.ShouldBe(Noon.AddDays(1));
        Follow.Seen(lost, First with { AddedAt = Noon.AddDays(2) }).EndedAt.ShouldBeNull();
    }

    [Fact]
    public void What_a_member_deleted_is_back_when_WeCom_shows_it() =>
        Follow.Seen(First.Ended(FollowEnd.Member, Noon.AddDays(1)), First).EndedAt.ShouldBeNull();

    [Fact]
    public void The_batch_answer_does_not_cost_a_member_the_personal_labels()
    {
        var known = First with { Tags = [new("et1", "级别", "B"), new(null, null, "爱喝茶")] };
        var batch = First with { Tags = [new("et1", "级别", "A")] };

        batch.KeepingPersonalTags(known).Tags.ShouldBe([new("et1", "级别", "A"), new(null, null, "爱喝茶")]);
        batch.KeepingPersonalTags(known).IsSameAs(known).ShouldBeFalse();
    }

    [Fact]
    public void A_name_that_was_imported_is_not_overwritten_by_the_nickname()
    {
        var known = new Customer("wm", "王建国", "仁和医院", null, null, [], Noon, Noon);
        var seen = new SeenCustomer("wm", "老王", "仁和", [First with { AddedAt = Noon.AddDays(-1) }]);

        var kept = Customer.Seen(seen, known, nameIsImported: true, companyIsImported: false, Noon);

        (kept.Name, kept.Company, kept.AddedAt).ShouldBe(("王建国", "仁和", Noon.AddDays(-1)));
    }

    static Follow First => new("wm", "lin", null, null, [], null, [], Noon, null, null, null);

    /// <summary>What WeCom shows in the end: the member has the customer until deleting them, lost or not.</summary>
    static Follow? Shown((What What, DateTimeOffset At)[] events)
    {
        Follow? shown = First;
        foreach (var (what, at) in events)
        {
            shown = what switch
            {
                What.Added => First with { AddedAt = at },
                What.DeletedByMember => null,
                _ => shown,
            };
        }

        return shown;
    }

    static (DateTimeOffset AddedAt, bool Ended) Told(IEnumerable<(What What, DateTimeOffset At)> events, Follow? shown)
    {
        Follow known = First;
        foreach (var (what, at) in events)
        {
            var follow = shown is null ? known : Follow.Seen(known, shown);
            follow = what switch
            {
                What.Added => follow.Added(at),
                What.DeletedByMember => follow.Ended(FollowEnd.Member, at),
                _ => follow.Ended(FollowEnd.Customer, at),
            };
            known = shown is null ? follow.Ended(FollowEnd.Absent, Noon.AddDays(1)) : follow;
        }

        return (known.AddedAt, known.EndedAt is not null);
    }
}
