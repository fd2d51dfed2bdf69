using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Who is behind a session.</summary>
/// <param name="UsedAt">Its last use that was written down; null where uses are not followed.</param>
public sealed record SessionOwner(Staff Staff, DateTimeOffset? UsedAt);

/// <summary>Everybody who works or worked here.</summary>
public sealed class StaffDirectory(Tx tx)
{
    const string Columns =
        "userid, name, department_id, position, role, role_source, mapped_leader, direct_leader, store_code, left_at, left_reason";

    public async Task<Staff?> ByUserid(string userid) =>
        (await tx.One<Row>($"select {Columns} from staff where userid = @userid", new { userid }))?.Staff;

    /// <summary>Whose session it is; null when it is unknown or over, or its owner no longer works here. Asked once for each request.</summary>
    /// <param name="unusedSince">A session whose last use is not later is over.</param>
    public async Task<SessionOwner?> OfSession(string idHash, DateTimeOffset now, DateTimeOffset unusedSince) => (await tx.One<OwnerRow>(
        $"""
        select {Columns}, used_at from staff join (
          select userid as whose, used_at from sessions
          where id_hash = @idHash and expires_at > @now and (used_at is null or used_at > @unusedSince)) held on whose = userid
        where left_at is null
        """,
        new { idHash, now, unusedSince }))?.Owner;

    /// <param name="userids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Staff>> ByUserids(IReadOnlyCollection<string> userids) =>
        (await tx.All<Row>($"select {Columns} from staff where userid in @userids", new { userids = tx.Many(userids) }))
        .ToDictionary(row => row.Userid, row => row.Staff, StringComparer.Ordinal);

    /// <summary>The next page behind somebody, by userid.</summary>
    public async Task<IReadOnlyList<Staff>> After(string userid, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from staff where userid > @userid order by userid {tx.Dialect.Limit}", new { userid, count }))
            .Select(row => row.Staff)];

    /// <summary>All userids, to recognise them however a file or an answer of WeCom spells them (D90196: case does not count).</summary>
    public async Task<IReadOnlyDictionary<string, string>> Spellings() =>
        (await tx.All<string>("select userid from staff order by userid"))
        .DistinctBy(userid => userid, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(userid => userid, StringComparer.OrdinalIgnoreCase);

    /// <summary>Stores what is known of somebody.</summary>
    /// <param name="syncedAt">When WeCom's directory showed them; null leaves the earlier time.</param>
    public async Task Put(Staff staff, DateTimeOffset? syncedAt)
    {
        var args = Args(staff, syncedAt);
        await tx.Put(
            """
            update staff set name = @Name, department_id = @DepartmentId, position = @Position, role = @Role,
              role_source = @RoleSource, mapped_leader = @MappedLeader, direct_leader = @DirectLeader,
              store_code = @StoreCode, left_at = @LeftAt, left_reason = @LeftReason, synced_at = coalesce(@SyncedAt, synced_at)
            where userid = @Userid
            """,
            "staff", "userid", Columns + ", synced_at", args);
    }

    public async Task<IReadOnlyList<Membership>> Memberships(string userid) =>
        [.. (await tx.All<MembershipRow>(
            "select userid, department_id, leads, sort_order from staff_departments where userid = @userid order by department_id",
            new { userid })).Select(row => row.Membership)];

    public async Task SetMemberships(string userid, IReadOnlyList<Membership> memberships)
    {
        await tx.Run("delete from staff_departments where userid = @userid", new { userid });
        foreach (var membership in memberships)
        {
            await tx.InsertIfAbsent(
                "staff_departments", "userid, department_id", "userid, department_id, leads, sort_order",
                new { Userid = userid, membership.DepartmentId, membership.Leads, membership.SortOrder });
        }
    }

    /// <summary>Who works here and was in WeCom's directory, the last time at <paramref name="until"/> or before: whom only an import knows cannot vanish from it.</summary>
    public Task<IReadOnlyList<string>> KnownToWeCom(DateTimeOffset until) => tx.All<string>(
        "select userid from staff where synced_at <= @until and left_at is null order by userid", new { until });

    /// <summary>Everybody as the organisation needs them to find its leaders.</summary>
    public async Task<IReadOnlyList<OrganisationMember>> Members()
    {
        var leads = (await tx.All<MembershipRow>(
                "select userid, department_id, leads, sort_order from staff_departments where leads = @yes order by department_id",
                new { yes = true }))
            .ToLookup(row => row.Userid, row => row.DepartmentId, StringComparer.Ordinal);
        return [.. (await tx.All<Row>($"select {Columns} from staff")).Select(row => row.Staff).Select(staff => new OrganisationMember(
            staff.Userid, staff.Active, staff.DepartmentId, staff.RoleSource == RoleSource.Import ? staff.Role : null, [.. leads[staff.Userid]]))];
    }

    /// <summary>Everybody's role as it stands, to see whose leadership changed it.</summary>
    public async Task<IReadOnlyDictionary<string, Role>> DerivedRoles() =>
        (await tx.All<Row>($"select {Columns} from staff where role_source = 'derived'"))
        .ToDictionary(row => row.Userid, row => row.Staff.Role, StringComparer.Ordinal);

    public Task<int> SetDerivedRole(string userid, Role role) => tx.Run(
        "update staff set role = @role where userid = @userid and role_source = 'derived'", new { userid, role = Roles.Word(role) });

    /// <summary>Who stands above somebody: see <see cref="Parties.ManagerOf"/>.</summary>
    public async Task<ReportingLine> LineOf(Staff staff, string? byDefault)
    {
        var leaders = await tx.All<LeaderRow>(
            """
            select t.depth, l.userid from department_tree t join department_leaders l on l.department_id = t.ancestor_id
            where t.department_id = @DepartmentId order by t.depth, l.rank
            """,
            new { staff.DepartmentId });
        var levels = Enumerable.Range(0, leaders.Count == 0 ? 0 : leaders[^1].Depth + 1)
            .Select(depth => (IReadOnlyList<string>)[.. leaders.Where(row => row.Depth == depth).Select(row => row.Userid)]);
        return new(staff.Userid, staff.MappedLeader, staff.DirectLeader, [.. levels], byDefault);
    }

    /// <summary>Those of these names that colleagues have.</summary>
    /// <param name="names">At most 500.</param>
    public Task<IReadOnlyList<string>> Names(IReadOnlyCollection<string> names) =>
        tx.All<string>("select distinct name from staff where name in @names", new { names = tx.Many(names) });

    /// <summary>Who works here and has the text in name or userid.</summary>
    public async Task<IReadOnlyList<Staff>> Search(string text, int count) =>
        [.. (await tx.All<Row>(
            $"""
            select {Columns} from staff
            where left_at is null and (lower(name) like @pattern escape '\' or lower(userid) like @pattern escape '\')
            order by name, userid {tx.Dialect.Limit}
            """,
            new { pattern = LikeText.Containing(text), count })).Select(row => row.Staff)];

    /// <summary>The active reps of somebody's main department, themselves among them.</summary>
    public async Task<IReadOnlyList<Staff>> Colleagues(string userid) =>
        [.. (await tx.All<Row>(
            $"""
            select {Columns} from staff
            where department_id = (select o.department_id from staff o where o.userid = @userid) and role = 'rep' and left_at is null order by name, userid
            """,
            new { userid })).Select(row => row.Staff)];

    /// <summary>Everybody active with a role in the department or its nearest parent that has some; empty when none has.</summary>
    public Task<IReadOnlyList<string>> NearestWithRole(Role role, long? departmentId) => tx.All<string>(
        """
        select s.userid from staff s join department_tree t on t.ancestor_id = s.department_id and t.department_id = @departmentId
        where s.role = @role and s.left_at is null and t.depth = (
          select min(n.depth) from department_tree n join staff p on p.department_id = n.ancestor_id
          where n.department_id = @departmentId and p.role = @role and p.left_at is null)
        order by s.userid
        """,
        new { role = Roles.Word(role), departmentId });

    /// <summary>Everybody active with a role, wherever they are.</summary>
    public Task<IReadOnlyList<string>> WithRole(Role role) => tx.All<string>(
        "select userid from staff where role = @role and left_at is null order by userid", new { role = Roles.Word(role) });

    /// <summary>The departments somebody is in, the main one first, as their page shows them.</summary>
    public Task<IReadOnlyList<Team>> DepartmentsOf(string userid) => tx.All<Team>(
        """
        select d.id, d.name, d.path from departments d join staff s on s.userid = @userid
        where d.id = s.department_id or d.id in (select m.department_id from staff_departments m where m.userid = @userid)
        order by case when d.id = s.department_id then 0 else 1 end, d.path
        """,
        new { userid });

    static object Args(Staff staff, DateTimeOffset? syncedAt) => new
    {
        staff.Userid,
        staff.Name,
        staff.DepartmentId,
        staff.Position,
        Role = Roles.Word(staff.Role),
        RoleSource = Words.Of(staff.RoleSource),
        staff.MappedLeader,
        staff.DirectLeader,
        staff.StoreCode,
        staff.LeftAt,
        LeftReason = Words.Of(staff.LeftReason),
        SyncedAt = syncedAt,
    };

    class Row
    {
        public required string Userid { get; init; }
        public required string Name { get; init; }
        public long? DepartmentId { get; init; }
        public string? Position { get; init; }
        public required string Role { get; init; }
        public required RoleSource RoleSource { get; init; }
        public string? MappedLeader { get; init; }
        public string? DirectLeader { get; init; }
        public string? StoreCode { get; init; }
        public DateTimeOffset? LeftAt { get; init; }
        public LeftReason? LeftReason { get; init; }

        public Staff Staff => new(
            Userid, Name, DepartmentId, Position, Roles.Parse(Role)!.Value, RoleSource, MappedLeader, DirectLeader, StoreCode, LeftAt, LeftReason);
    }

    sealed class OwnerRow : Row
    {
        public DateTimeOffset? UsedAt { get; init; }

        public SessionOwner Owner => new(Staff, UsedAt);
    }

    sealed class MembershipRow
    {
        public required string Userid { get; init; }
        public required long DepartmentId { get; init; }
        public required bool Leads { get; init; }
        public required int SortOrder { get; init; }

        public Membership Membership => new(DepartmentId, Leads, SortOrder);
    }

    sealed class LeaderRow
    {
        public required int Depth { get; init; }
        public required string Userid { get; init; }
    }
}
