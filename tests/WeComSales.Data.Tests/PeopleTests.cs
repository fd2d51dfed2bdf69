using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class PeopleTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Fact]
    public async Task What_is_stored_of_people_customers_and_opportunities_comes_back_as_it_was()
    {
        await using var database = await TempDatabase.Create();
        var staff = Staff.New("lin", "林晓") with { DepartmentId = 3, Role = Role.StoreManager, RoleSource = RoleSource.Import, StoreCode = "S01" };
        var customer = Wang with { Tags = new[] { "骨科", "有招标意向" }, Phone = "13800000001" };
        var follow = Following("lin", "wm-wang") with { Tags = new Tag[] { new("et1", "级别", "A"), new(null, null, "爱喝茶") }, RemarkMobiles = new[] { "138" } };
        var opportunity = Ct with { Amount = 350000.50m, ExpectedClose = new DateOnly(2026, 12, 31), LastLogAt = Noon };

        await database.Db.Write(async tx =>
        {
            await tx.Staff.Put(staff, null);
            await tx.Customers.Put(customer, Noon);
            await tx.Follows.Put(follow);
            (await tx.Opportunities.Add(opportunity)).ShouldBeTrue();
            (await tx.Opportunities.Add(opportunity with { Id = "other" })).ShouldBeFalse();
        });

        await database.Db.Read(async tx =>
        {
            (await tx.Staff.ByUserid("lin")).ShouldBe(staff);
            (await tx.Customers.ByExternalId("wm-wang")).ShouldBeEquivalentTo(customer);
            (await tx.Follows.Of("wm-wang")).ShouldHaveSingleItem().ShouldBeEquivalentTo(follow);
            (await tx.Opportunities.ByCode("A-1")).ShouldBe(opportunity);
            (await tx.Opportunities.ById("o1")).ShouldBe(opportunity);
            return true;
        });
    }

    [Fact]
    public async Task A_rep_chooses_between_recent_customers_with_their_own_open_opportunities()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Customers.Put(Wang, Noon);
            await tx.Customers.Put(Wang with { ExternalUserid = "wm-zhao", Name = "赵工" }, Noon);
            await tx.Customers.Put(Wang with { ExternalUserid = "wm-foreign", Name = "别人的" }, Noon);
            await tx.Follows.Put(Following("lin", "wm-wang") with { Remark = "王主任" });
            await tx.Follows.Put(Following("lin", "wm-zhao") with { AddedAt = Noon.AddHours(1) });
            await tx.Follows.Put(Following("chen", "wm-foreign"));
            await tx.Opportunities.Add(Ct);
            await tx.Opportunities.Add(Ct with { Id = "o2", Code = "A-2", OwnerUserid = "chen" });
            await tx.Opportunities.Add(Ct with { Id = "o3", Code = "A-3", Title = "MRI", CreatedAt = Noon.AddMinutes(1) });
            await tx.Opportunities.Add(Ct with { Id = "o4", Code = "A-4", ClosedAt = Noon });
        });

        var before = await database.Db.Read(tx => tx.RecentContacts.For("lin", 10));
        await database.Db.Write(async tx =>
        {
            await tx.RecentContacts.Touch("lin", "wm-wang", "sidebar", Noon.AddHours(2));
            await tx.RecentContacts.Touch("lin", "wm-wang", "added", Noon.AddHours(-2));
        });
        var after = await database.Db.Read(tx => tx.RecentContacts.For("lin", 2));

        before.Select(pair => (pair.CustomerName, pair.Code)).ShouldBe([("赵工", null), ("王主任", "A-3"), ("王主任", "A-1")]);
        after.Select(pair => (pair.CustomerName, pair.Title)).ShouldBe([("王主任", "MRI"), ("王主任", "CT 采购项目")]);
    }

    [Fact]
    public async Task Search_takes_percent_signs_literally_and_finds_only_what_the_viewer_may_see()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Customers.Put(Wang with { Company = "100%仁和" }, Noon);
            await tx.Customers.Put(Wang with { ExternalUserid = "wm-other" }, Noon);
            await tx.Follows.Put(Following("lin", "wm-wang"));
        });

        (await Found("lin", "王")).ShouldBe(["wm-wang"]);
        (await Found("lin", "100%")).ShouldBe(["wm-wang"]);
        (await Found("lin", "0_仁")).ShouldBeEmpty();
        (await Found("chen", "王")).ShouldBeEmpty();

        Task<List<string>> Found(string userid, string text) => database.Db.Read(async tx =>
            (await tx.Customers.Search(new Viewer(userid, Role.Rep), text, 10)).Select(line => line.ExternalUserid).ToList());
    }

    [Fact]
    public async Task A_session_ends_with_its_time_and_with_the_job_of_its_owner()
    {
        await using var database = await TempDatabase.Create();
        var lin = Staff.New("lin", "林晓");
        await database.Db.Write(async tx =>
        {
            await tx.Staff.Put(lin, null);
            await tx.Sessions.Open(new("hash", "lin", Noon, Noon.AddHours(8), "iphone", true, null));
        });

        (await Owner(database, "hash", Noon)).ShouldBe("lin");
        (await Owner(database, "hash", Noon.AddHours(8))).ShouldBeNull();
        await database.Db.Write(tx => tx.Staff.Put(lin.Gone(LeftReason.Vanished, Noon), null));
        (await Owner(database, "hash", Noon)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_that_nobody_uses_is_over_and_a_use_is_written_down_once()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Staff.Put(Staff.New("lin", "林晓"), null);
            await tx.Sessions.Open(new("used", "lin", Noon, Noon.AddHours(12), "iphone", true, Noon));
            await tx.Sessions.Open(new("unused", "lin", Noon, Noon.AddHours(12), "windows", false, Noon));
            await tx.Sessions.Open(new("older", "lin", Noon.AddHours(-1), Noon.AddHours(11), null, null, null));
        });
        var later = Noon.AddMinutes(90);

        (await database.Db.Write(tx => tx.Sessions.Used("used", later, later.AddMinutes(-5)))).ShouldBe(1);
        (await database.Db.Write(tx => tx.Sessions.Used("used", later, later.AddMinutes(-5)))).ShouldBe(0);
        // Of the time before uses were followed: it ends by age alone.
        (await database.Db.Write(tx => tx.Sessions.Used("older", later, later.AddMinutes(-5)))).ShouldBe(0);

        (await Owner(database, "used", Noon.AddHours(3))).ShouldBe("lin");
        (await Owner(database, "unused", Noon.AddHours(1))).ShouldBe("lin");
        (await Owner(database, "unused", Noon.AddHours(2))).ShouldBeNull();
        (await Owner(database, "older", Noon.AddHours(3))).ShouldBe("lin");
        var known = await database.Db.Read(tx => tx.Sessions.Of("lin", Noon.AddHours(3), Noon.AddHours(1)));
        known.Select(session => (session.IdHash, session.Device, session.Inside, session.UsedAt)).ShouldBe([("used", "iphone", true, later), ("older", null, null, null)]);
    }

    /// <summary>Two hours without a use end a session here.</summary>
    static async Task<string?> Owner(TempDatabase database, string hash, DateTimeOffset time) =>
        (await database.Db.Read(tx => tx.Staff.OfSession(hash, time, time.AddHours(-2))))?.Staff.Userid;

    internal static Customer Wang { get; } = new("wm-wang", "王建国", "仁和医院", null, null, [], Noon, Noon);

    internal static Opportunity Ct { get; } = new(
        "o1", "A-1", "wm-wang", "CT 采购项目", "提案", null, "CNY", "lin", null, Noon, Noon, null, null, null);

    internal static Follow Following(string userid, string externalUserid) =>
        new(externalUserid, userid, null, null, [], null, [], Noon, null, null, null);
}
