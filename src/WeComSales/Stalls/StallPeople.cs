using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Stalls;

/// <summary>
/// Who is told, looked up once per scan: many opportunities have the same owner. Whoever is missing is missing with a reason.
/// </summary>
public sealed class StallPeople(AppSettings settings)
{
    readonly Dictionary<string, Staff?> staff = new(StringComparer.Ordinal);
    readonly Dictionary<string, Party> managers = new(StringComparer.Ordinal);
    readonly Specialists specialists = new(settings);
    readonly string? defaultManager = settings.Rules.DefaultManager;
    readonly Dictionary<long, IReadOnlyList<Standby>> standbys = [];
    readonly Dictionary<string, IReadOnlyList<(string Userid, string Name)>> colleagues = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> load = new(StringComparer.Ordinal);

    public async Task<Party> Rep(Tx tx, string? rep, string? owner) =>
        rep is null ? new Party.Missing("商机没有负责人")
        : await Find(tx, rep) is not { } person ? new Party.Missing("负责人不在通讯录里")
        : !person.Active ? new Party.Missing($"负责人{person.Name}已离职")
        : new Party.Found(rep, rep == owner ? FoundBy.Owner : FoundBy.Handed);

    public async Task<Party> Manager(Tx tx, string? owner)
    {
        if (owner is null || await Find(tx, owner) is not { } person)
        {
            return await Default(tx) ?? new Party.Missing(owner is null ? "商机没有负责人，也没有默认主管" : "负责人不在通讯录里，也没有默认主管");
        }

        if (!managers.TryGetValue(owner, out var manager))
        {
            managers[owner] = manager = await Above(tx, person, []);
        }

        return manager;
    }

    /// <summary>The next leader up: above the one who was told last, and nobody twice.</summary>
    public async Task<Party> Above(Tx tx, string last, IReadOnlyCollection<string> told) =>
        await Find(tx, last) is { } person ? await Above(tx, person, told) : new Party.Missing("上级不在通讯录里");

    /// <summary>Whether somebody is above another one today: in the line of their leaders, or of one of those, as far up as it goes.</summary>
    public async Task<bool> StandsAbove(Tx tx, string leader, string? owner)
    {
        var (seen, below) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(owner is null ? [] : [owner]));
        while (leader != defaultManager && below.TryDequeue(out var one))
        {
            if (!seen.Add(one) || await Find(tx, one) is not { } person)
            {
                continue;
            }

            foreach (var above in Everybody(await tx.Staff.LineOf(person, null)))
            {
                if (above == leader)
                {
                    return true;
                }

                below.Enqueue(above);
            }
        }

        return leader == defaultManager;
    }

    /// <summary>Of the ops people nearest to the owner the one with the fewest open episodes, else the default, else an administrator.</summary>
    public async Task<Party> Ops(Tx tx, string? owner, string? except = null)
    {
        var department = owner is null ? null : (await Find(tx, owner))?.DepartmentId;
        foreach (var (candidates, by) in await Standbys(tx, department))
        {
            var working = new List<string>();
            foreach (var candidate in candidates.Where(one => one != except))
            {
                if (await Works(tx, candidate) || by == FoundBy.Admin)
                {
                    working.Add(candidate);
                }
            }

            if (working.Count > 0)
            {
                return new Party.Found(await LeastBusy(tx, working), by);
            }
        }

        return new Party.Missing("没有运营支持专员，也没有默认运营和管理员");
    }

    /// <summary>Of the same team, by userid and name: to whom an episode can be handed.</summary>
    public async Task<IReadOnlyList<(string Userid, string Name)>> Colleagues(Tx tx, string owner)
    {
        if (!colleagues.TryGetValue(owner, out var found))
        {
            colleagues[owner] = found = [.. (await tx.Staff.Colleagues(owner)).Select(one => (one.Userid, one.Name))];
        }

        return found;
    }

    public void Busy(string ops) => load[ops] = load.GetValueOrDefault(ops) + 1;

    public async Task<string> NameOf(Tx tx, string userid) => (await Find(tx, userid))?.Name ?? userid;

    async Task<Party> Above(Tx tx, Staff person, IReadOnlyCollection<string> told)
    {
        var line = await tx.Staff.LineOf(person, defaultManager);
        var working = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in Everybody(line))
        {
            if (await Works(tx, candidate))
            {
                working.Add(candidate);
            }
        }

        return Parties.ManagerOf(line, userid => working.Contains(userid) && !told.Contains(userid));
    }

    static IEnumerable<string> Everybody(ReportingLine line) =>
        line.LeadersUpwards.SelectMany(level => level).Append(line.MappedLeader).Append(line.DirectLeader).Append(line.Default).OfType<string>().Distinct();

    async Task<Party?> Default(Tx tx) =>
        defaultManager is { } manager && await Works(tx, manager) ? new Party.Found(manager, FoundBy.Default) : null;

    /// <summary>Nobody's department is looked up twice in a scan; whoever has none is 0.</summary>
    async Task<IReadOnlyList<Standby>> Standbys(Tx tx, long? department)
    {
        if (!standbys.TryGetValue(department ?? 0, out var found))
        {
            standbys[department ?? 0] = found = await specialists.Of(tx, Role.Ops, department);
        }

        return found;
    }

    async Task<string> LeastBusy(Tx tx, List<string> people)
    {
        var unknown = people.Where(one => !load.ContainsKey(one)).ToList();
        if (unknown.Count > 0)
        {
            var counts = await tx.Stalls.OpenCounts(unknown);
            unknown.ForEach(one => load[one] = counts.GetValueOrDefault(one));
        }

        return people.OrderBy(one => load[one]).ThenBy(one => one, StringComparer.Ordinal).First();
    }

    async Task<bool> Works(Tx tx, string userid) => (await Find(tx, userid))?.Active == true;

    async Task<Staff?> Find(Tx tx, string userid)
    {
        if (!staff.TryGetValue(userid, out var person))
        {
            staff[userid] = person = await tx.Staff.ByUserid(userid);
        }

        return person;
    }
}
