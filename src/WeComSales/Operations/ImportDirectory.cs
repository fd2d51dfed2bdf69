using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>People from a file: for places where WeCom's directory is not available or lacks the role.</summary>
public sealed class ImportDirectory(Db db, OrganisationFlow organisation) : ImportKind
{
    readonly HashSet<string> inFile = new(StringComparer.OrdinalIgnoreCase);
    IReadOnlyDictionary<string, string> spellings = new Dictionary<string, string>();

    public override string Name => "directory";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("userid", Cells.Key, Required: true),
        new("name", Cells.Text, Required: true),
        new("department_path", (text, _) => string.Join('/', PathParts(text))),
        new("leader_userid", Cells.Key),
        new("role", Cells.RoleWord),
        new("store_code", Cells.Key),
        new("active", Cells.Flag),
    ];

    public override void Meet(string key) => inFile.Add(key);

    public override async Task Begin() => spellings = await db.Read(tx => tx.Staff.Spellings());

    public override Task End(DateTimeOffset now) => organisation.Settle();

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) => db.Write(async tx =>
    {
        var known = await tx.Staff.ByUserids([.. rows.Select(row => Spelled(row.Key))]);
        var previous = await tx.Imported.Of(Name, [.. rows.Select(row => row.Key)]);
        var departments = new ImportedDepartments(tx, await tx.Departments.ByPath());
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            var leader = row.Cells.GetValueOrDefault("leader_userid", "");
            outcomes.Add(leader.Length > 0 && !spellings.ContainsKey(leader) && !inFile.Contains(leader)
                ? RowOutcome.Rejected("leader_userid", $"没有这个人「{leader}」")
                : await Save(tx, departments, row, known.GetValueOrDefault(Spelled(row.Key)), previous.GetValueOrDefault(row.Key), now));
        }

        return (IReadOnlyList<RowOutcome>)outcomes;
    });

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count)
    {
        var departments = new ImportedDepartments(tx, await tx.Departments.ByPath());
        return [.. (await tx.Staff.After(afterKey, count)).Select(staff => Current(staff, departments))];
    }

    async Task<RowOutcome> Save(
        Tx tx, ImportedDepartments departments, ImportRow row, Staff? known, IReadOnlyDictionary<string, string>? previous, DateTimeOffset now)
    {
        var before = known ?? Staff.New(Spelled(row.Key), row.Cells["name"]);
        var changes = ImportDiff.Changes(previous, Current(before, departments), row.Cells);
        if (known is null || changes.Count > 0)
        {
            var department = changes.TryGetValue("department_path", out var path) ? await departments.IdOf(path) : before.DepartmentId;
            var after = Changed(before, changes, department, now);
            await tx.Staff.Put(after, null);
            if (before.Active && !after.Active)
            {
                await tx.Sessions.CloseAllOf(after.Userid);
            }
        }

        await Remember(tx, row, previous);
        return Fate(known is null, changes);
    }

    Staff Changed(Staff staff, IReadOnlyDictionary<string, string> changes, long? department, DateTimeOffset now)
    {
        staff = staff with
        {
            Name = changes.GetValueOrDefault("name", staff.Name),
            DepartmentId = department,
            MappedLeader = changes.TryGetValue("leader_userid", out var leader) ? Cells.OrNull(Spelled(leader)) : staff.MappedLeader,
            StoreCode = changes.TryGetValue("store_code", out var store) ? Cells.OrNull(store) : staff.StoreCode,
        };
        if (changes.TryGetValue("role", out var role))
        {
            staff = staff with { Role = Roles.Parse(role) ?? Role.Rep, RoleSource = role.Length > 0 ? RoleSource.Import : RoleSource.Derived };
        }

        return changes.GetValueOrDefault("active") switch
        {
            "false" => staff.Gone(LeftReason.Import, now),
            null => staff,
            _ => staff with { LeftAt = null, LeftReason = null },
        };
    }

    /// <summary>Only what imports own is written back: a role or leader that WeCom's directory implies stays WeCom's to change.</summary>
    static Dictionary<string, string> Current(Staff staff, ImportedDepartments departments) => new(StringComparer.Ordinal)
    {
        ["userid"] = staff.Userid,
        ["name"] = staff.Name.Trim(),
        ["department_path"] = departments.PathOf(staff.DepartmentId),
        ["leader_userid"] = staff.MappedLeader ?? "",
        ["role"] = staff.RoleSource == RoleSource.Import ? Roles.Word(staff.Role) : "",
        ["store_code"] = staff.StoreCode ?? "",
        ["active"] = staff.Active ? "true" : "false",
    };

    string Spelled(string userid) =>
        spellings.TryGetValue(userid, out var known) || inFile.TryGetValue(userid, out known) ? known : userid;

    static string[] PathParts(string path) => path.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
