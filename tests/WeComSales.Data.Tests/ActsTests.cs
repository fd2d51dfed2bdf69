using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class ActsTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Fact]
    public async Task A_follow_up_is_kept_once_plans_the_next_contact_and_is_on_the_timeline()
    {
        await using var database = await Known();
        var log = new FollowUp("f1", "wm-wang", "o1", "确认预算", Noon.AddDays(2), "院长已知情", null, null, "lin", Noon);

        (await database.Db.Write(tx => tx.FollowUps.Add(log))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.FollowUps.Add(log with { Goal = "别的" }))).ShouldBeFalse();

        await database.Db.Read(async tx =>
        {
            (await tx.FollowUps.ById("f1")).ShouldBe(log);
            var opportunity = (await tx.Opportunities.ById("o1"))!;
            (opportunity.NextContactAt, opportunity.LastLogAt).ShouldBe((Noon.AddDays(2), Noon));
            var row = (await tx.Timeline.Page("wm-wang", Noon.AddDays(1), "", 10)).ShouldHaveSingleItem();
            (row.Kind, row.OpportunityId, row.Summary).ShouldBe((TimelineKinds.FollowUp, "o1", "目标：确认预算\n决策链：院长已知情"));
            return true;
        });
    }

    [Fact]
    public async Task A_log_that_says_nothing_is_refused_by_the_database_itself()
    {
        await using var database = await Known();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.Db.Write(
            tx => tx.FollowUps.Add(new("f1", "wm-wang", null, null, null, null, null, null, "lin", Noon))));
    }

    [Fact]
    public async Task A_visit_keeps_its_first_photo()
    {
        await using var database = await Known();
        var visit = new Visit("v1", "wm-wang", null, "预算下周批", "决策人", null, "lin", Noon);
        await database.Db.Write(tx => tx.Visits.Add(visit));

        (await Attach(1)).ShouldBeTrue();
        (await Attach(2)).ShouldBeFalse();

        (await database.Db.Read(tx => tx.Visits.Photo("v1")))!.Bytes.ShouldBe([1]);
        (await database.Db.Read(tx => tx.Visits.ById("v1"))).ShouldBe(visit);

        Task<bool> Attach(byte one) => database.Db.Write(tx => tx.Visits.Attach(
            new() { VisitId = "v1", ContentType = "image/jpeg", Bytes = [one], At = Noon }));
    }

    [Fact]
    public async Task Only_an_open_request_shows_its_customer_to_whom_it_is_addressed()
    {
        await using var database = await Known();
        var request = new SupportRequest("s1", "wm-wang", "o1", "需要技术答疑", ["he", "yu"], "lin", Noon);
        var ops = new Viewer("he", Role.Ops);
        (await database.Db.Read(tx => tx.Customers.Seen(ops, "wm-wang"))).ShouldBeNull();

        await database.Db.Write(tx => tx.SupportRequests.Add(request));
        (await database.Db.Read(tx => tx.Customers.Seen(ops, "wm-wang"))).ShouldNotBeNull();
        (await database.Db.Read(tx => tx.Customers.Seen(ops with { Userid = "lin" }, "wm-wang"))).ShouldBeNull();
        (await database.Db.Read(tx => tx.SupportRequests.OpenFor("he", 10))).ShouldHaveSingleItem().What.ShouldBe("需要技术答疑");

        (await database.Db.Write(tx => tx.SupportRequests.Answer("a1", request, "he", "明天上午到场", Noon.AddHours(1)))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.SupportRequests.Answer("a2", request, "yu", "我也来", Noon.AddHours(2)))).ShouldBeFalse();

        (await database.Db.Read(tx => tx.Customers.Seen(ops, "wm-wang"))).ShouldBeNull();
        (await database.Db.Read(tx => tx.SupportRequests.ById("s1")))!.Answer.ShouldBe("明天上午到场");
    }

    [Fact]
    public async Task The_last_contact_only_moves_forward_and_an_alert_is_no_contact()
    {
        await using var database = await Known();

        await Happens("a", TimelineKinds.Note, Noon);
        await Happens("b", TimelineKinds.Call, Noon.AddDays(-3));
        await Happens("c", TimelineKinds.Alert, Noon.AddDays(1));

        (await database.Db.Read(tx => tx.One<DateTimeOffset?>("select last_contact_at from customers where external_userid = 'wm-wang'")))
            .ShouldBe(Noon);

        Task Happens(string id, string kind, DateTimeOffset at) => database.Db.Write(
            tx => tx.Timeline.Add(new(id, "wm-wang", "o1", kind, at, "lin", "", null, null, at)));
    }

    [Theory]
    [InlineData(4, "he")]
    [InlineData(3, "qian")]
    [InlineData(9, "")]
    public async Task Support_comes_from_the_nearest_department_that_has_some(long department, string expected)
    {
        await using var database = await TempDatabase.Create();
        Department[] departments = [new(1, 0, "云帆", 0, []), new(2, 1, "华东", 0, []), new(3, 2, "一组", 0, []), new(4, 2, "二组", 0, []), new(9, 0, "别处", 0, [])];
        await database.Db.Write(async tx =>
        {
            foreach (var one in departments)
            {
                await tx.Departments.Put(one);
            }

            foreach (var (userid, place) in new[] { ("he", 4L), ("qian", 2L) })
            {
                await tx.Staff.Put(Staff.New(userid, userid) with { DepartmentId = place, Role = Role.Ops, RoleSource = RoleSource.Import }, null);
            }

            foreach (var change in await tx.Departments.Differences(new Organisation(departments, await tx.Staff.Members())))
            {
                await tx.Departments.Apply(change);
            }
        });

        (await database.Db.Read(tx => tx.Staff.NearestWithRole(Role.Ops, department)))
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    static async Task<TempDatabase> Known()
    {
        var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Customers.Put(PeopleTests.Wang, Noon);
            await tx.Opportunities.Add(PeopleTests.Ct);
        });
        return database;
    }
}
