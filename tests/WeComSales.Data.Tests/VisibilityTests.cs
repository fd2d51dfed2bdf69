using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class VisibilityTests
{
    static readonly Department[] Departments =
        [new(1, 0, "云帆", 0, []), new(2, 1, "华东", 0, ["zhou"]), new(3, 2, "一组", 0, ["chen"]), new(4, 2, "二组", 0, ["qian"])];

    [Theory]
    [InlineData("lin", Role.Rep, "wm-followed wm-owned")]
    [InlineData("he", Role.Rep, "wm-he")]
    [InlineData("chen", Role.Manager, "wm-followed wm-owned wm-leaver")]
    [InlineData("qian", Role.Manager, "wm-he")]
    [InlineData("zhou", Role.Director, "wm-followed wm-he wm-owned wm-leaver")]
    [InlineData("lin", Role.Manager, "")]
    [InlineData("lin", Role.Ops, "")]
    [InlineData("lin", Role.Presales, "")]
    [InlineData("lin", Role.Clerk, "")]
    [InlineData("lin", Role.StoreManager, "")]
    [InlineData("zhou", Role.Admin, "")]
    [InlineData("nobody", Role.Rep, "")]
    public async Task Each_role_sees_its_customers_and_no_others(string userid, Role role, string expected)
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(Fill);
        string[] all = ["wm-followed", "wm-owned", "wm-he", "wm-leaver", "wm-ended", "wm-closed", "wm-missing"];

        var seen = await database.Db.Read(async tx =>
        {
            var found = new List<string>();
            foreach (var one in all)
            {
                if (await tx.Customers.Seen(new Viewer(userid, role), one) is { } customer)
                {
                    found.Add(customer.ExternalUserid);
                }
            }

            var searched = await tx.Customers.Search(new Viewer(userid, role), "王", 100);
            searched.Select(line => line.ExternalUserid).ShouldBe(found, ignoreOrder: true);
            return found;
        });

        seen.ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Sent, true)]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Digested, true)]
    [InlineData(AlertSubject.Stall, StallParty.Missing, AlertState.Sent, true)]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Waiting, false)]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Held, false)]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Withdrawn, false)]
    [InlineData(AlertSubject.Stall, StallParty.Ops, AlertState.Failed, false)]
    [InlineData(AlertSubject.Stall, StallParty.Rep, AlertState.Sent, false)]
    [InlineData(AlertSubject.Stall, StallParty.Manager, AlertState.Sent, false)]
    [InlineData(AlertSubject.Wait, StallParty.Missing, AlertState.Sent, false)]
    public async Task Ops_see_a_customer_while_an_episode_is_open_of_which_they_were_told(AlertSubject subject, StallParty party, AlertState state, bool expected)
    {
        await using var database = await TempDatabase.Create();
        var noon = TempDatabase.Noon;
        var stall = new Stall(
            "s1", "o1", "wm-owned", 1, "提案 3 天", "提案", 72, HoursKind.Natural, noon.AddDays(-4), noon.AddDays(-1), noon, StallState.Alerted, 1, 0,
            "lin", "lin", null, "sun", null, noon, null, null, null, false, null, null, 0, null, null, null, 0);
        await database.Db.Write(async tx =>
        {
            await Fill(tx);
            await tx.Stalls.Add([stall]);
            await tx.StallAlerts.Add([new("a1", "s1", "wm-owned", 1, 0, party, "", "", "sun", state, noon, noon, noon, "d1", null, subject)]);
        });

        (await Seen()).ShouldBe(expected);
        await database.Db.Write(async tx => (await tx.Stalls.Move(stall, stall with { State = StallState.Ended, EndedAt = noon, EndKind = "note" })).ShouldBeTrue());
        (await Seen()).ShouldBeFalse();

        async Task<bool> Seen() => await database.Db.Read(tx => tx.Customers.Seen(new Viewer("sun", Role.Ops), "wm-owned")) is not null;
    }

    [SqliteFact]
    public async Task One_customer_is_found_by_index_not_by_walking_through_everybodys()
    {
        await using var database = await TempDatabase.Create();
        foreach (var role in Enum.GetValues<Role>())
        {
            var plan = await database.Db.Read(tx => tx.All<PlanStep>(
                $"explain query plan select 1 from ({Visible.To(new Viewer("lin", role))}) v where v.external_userid = @id", new { viewer = "lin", id = "wm" }));

            plan.ShouldNotContain(step => step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && !step.Detail.Contains("CONSTANT") && !step.Detail.Contains(" v"),
                string.Join('\n', plan.Select(step => step.Detail)));
        }
    }

    static async Task Fill(Tx tx)
    {
        (string Userid, long Department)[] people = [("lin", 3), ("he", 4), ("chen", 3), ("qian", 4), ("zhou", 2), ("leaver", 3)];
        foreach (var department in Departments)
        {
            await tx.Departments.Put(department);
        }

        foreach (var (userid, department) in people)
        {
            await tx.Staff.Put(Staff.New(userid, userid) with { DepartmentId = department }, null);
        }

        foreach (var change in await tx.Departments.Differences(new Organisation(Departments, await tx.Staff.Members())))
        {
            await tx.Departments.Apply(change);
        }

        await tx.Staff.Put(Staff.New("leaver", "leaver") with { DepartmentId = 3, LeftAt = TempDatabase.Noon, LeftReason = LeftReason.Vanished }, null);
        await Customer(tx, "wm-followed", "lin");
        await Customer(tx, "wm-he", "he");
        await Customer(tx, "wm-leaver", "leaver");
        await Customer(tx, "wm-ended", "lin", ended: true);
        await Customer(tx, "wm-owned", null);
        await Customer(tx, "wm-closed", null);
        await tx.Opportunities.Add(PeopleTests.Ct with { ExternalUserid = "wm-owned" });
        await tx.Opportunities.Add(PeopleTests.Ct with { Id = "o2", Code = "A-2", ExternalUserid = "wm-closed", ClosedAt = TempDatabase.Noon });
    }

    static async Task Customer(Tx tx, string externalUserid, string? follower, bool ended = false)
    {
        await tx.Customers.Put(PeopleTests.Wang with { ExternalUserid = externalUserid }, TempDatabase.Noon);
        if (follower is not null)
        {
            var follow = PeopleTests.Following(follower, externalUserid);
            await tx.Follows.Put(ended ? follow.Ended(FollowEnd.Customer, TempDatabase.Noon) : follow);
        }
    }

    sealed class PlanStep
    {
        public required string Detail { get; init; }
    }
}
