namespace WeComSales.Domain;

/// <summary>A department as the directory shows it; parts of the tree may be invisible to us.</summary>
/// <param name="ParentId">0 or an id that is not among the departments: nothing above is visible.</param>
/// <param name="Leaders">In the order of the directory; may name people who left or whom we do not see.</param>
public sealed record Department(long Id, long ParentId, string Name, int SortOrder, IReadOnlyList<string> Leaders);

/// <summary>What decides whom somebody leads.</summary>
/// <param name="Leads">Departments whose membership marks them as leader.</param>
public sealed record OrganisationMember(string Userid, bool Active, long? MainDepartmentId, Role? ImportedRole, IReadOnlyList<long> Leads);

/// <summary>
/// The tree of departments with the people who lead in it. A team is a department with a leader; a leader is somebody
/// active whom the department names, whose membership says so, or whom an import made manager or director there.
/// </summary>
public sealed class Organisation
{
    readonly Dictionary<long, Department> departments;
    readonly Dictionary<long, IReadOnlyList<long>> upwards = [];
    readonly Dictionary<long, List<string>> leaders = [];
    readonly Dictionary<string, Leadership> leadership = new(StringComparer.Ordinal);
    readonly Dictionary<string, Role?> imported;

    public Organisation(IEnumerable<Department> departments, IReadOnlyCollection<OrganisationMember> members)
    {
        this.departments = departments.DistinctBy(department => department.Id).ToDictionary(department => department.Id);
        imported = members.DistinctBy(member => member.Userid).ToDictionary(member => member.Userid, member => member.ImportedRole, StringComparer.Ordinal);
        foreach (var id in this.departments.Keys)
        {
            upwards[id] = WalkUp(id);
        }

        FindLeaders([.. members.Where(member => member.Active)]);
        RankLeaders();
    }

    public IReadOnlyCollection<Department> Departments => departments.Values;

    /// <summary>The department, its parent, and so on to the topmost that is visible; a loop in the data ends the walk.</summary>
    public IReadOnlyList<long> Upwards(long departmentId) => upwards.GetValueOrDefault(departmentId, []);

    /// <summary>Names from the topmost visible department down, joined by a slash: the name of a team on the command line.</summary>
    public string Path(long departmentId) =>
        string.Join('/', Upwards(departmentId).Reverse().Select(id => departments[id].Name.Replace('/', '／')));

    public IReadOnlyList<string> Leaders(long departmentId) => leaders.GetValueOrDefault(departmentId, []);

    public (Role Role, RoleSource Source) RoleOf(string userid) =>
        Roles.Of(imported.GetValueOrDefault(userid), leadership.GetValueOrDefault(userid));

    List<long> WalkUp(long start)
    {
        var walk = new List<long>();
        for (var id = start; departments.TryGetValue(id, out var department) && !walk.Contains(id); id = department.ParentId)
        {
            walk.Add(id);
        }

        return walk;
    }

    void FindLeaders(IReadOnlyCollection<OrganisationMember> active)
    {
        var known = active.Select(member => member.Userid).ToHashSet(StringComparer.Ordinal);
        foreach (var department in departments.Values)
        {
            leaders[department.Id] = [.. department.Leaders.Where(known.Contains).Distinct()];
        }

        foreach (var member in active.OrderBy(member => member.Userid, StringComparer.Ordinal))
        {
            foreach (var id in LedBy(member).Where(leaders.ContainsKey).Where(id => !leaders[id].Contains(member.Userid)))
            {
                leaders[id].Add(member.Userid);
            }
        }
    }

    static IEnumerable<long> LedBy(OrganisationMember member) =>
        member is { ImportedRole: Role.Manager or Role.Director, MainDepartmentId: { } main } ? member.Leads.Append(main) : member.Leads;

    void RankLeaders()
    {
        foreach (var userid in leaders.Values.SelectMany(all => all))
        {
            leadership[userid] = Leadership.Team;
        }

        foreach (var (id, below) in leaders.Where(pair => pair.Value.Count > 0))
        {
            foreach (var leader in upwards[id].Skip(1).SelectMany(Leaders).Where(leader => below.Any(other => other != leader)))
            {
                leadership[leader] = Leadership.Region;
            }
        }
    }
}
