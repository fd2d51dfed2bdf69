using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A team as people name it: a department somebody leads.</summary>
public sealed class Team
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Path { get; init; }
}

/// <summary>A row of the tree or of the leaders that has to come or to go.</summary>
public sealed record OrganisationChange(bool Add, long DepartmentId, long? AncestorId, string? Userid, int Place);

/// <summary>Departments, the tree over them, and who leads in it.</summary>
public sealed class Departments(Tx tx)
{
    public async Task<IReadOnlyList<Department>> All() =>
        [.. (await tx.All<Row>("select id, parent_id, name, sort_order, leaders from departments order by id")).Select(row => row.Department)];

    /// <summary>Stores one department; true when that changed anything. Its path follows with <see cref="Name"/>.</summary>
    public async Task<bool> Put(Department department)
    {
        var args = new
        {
            department.Id,
            department.ParentId,
            department.Name,
            Path = department.Name,
            department.SortOrder,
            Leaders = Json.Text(department.Leaders),
        };
        return 1 == await tx.Run(
            """
            update departments set parent_id = @ParentId, name = @Name, sort_order = @SortOrder, leaders = @Leaders
            where id = @Id and (parent_id <> @ParentId or name <> @Name or sort_order <> @SortOrder or leaders <> @Leaders)
            """,
            args) || 1 == await tx.InsertIfAbsent(
            "departments", "id", "id, parent_id, name, path, sort_order, leaders", args);
    }

    /// <summary>A WeCom department that no longer exists. Its people are moved by their own refresh.</summary>
    public Task<int> Remove(long id) => tx.Run("delete from departments where id = @id", new { id });

    /// <summary>Every department by its path, the way import files name it.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ByPath() =>
        (await tx.All<Team>("select id, name, path from departments order by id"))
        .DistinctBy(department => department.Path)
        .ToDictionary(department => department.Path, department => department.Id, StringComparer.Ordinal);

    /// <summary>An id for a department that only an import knows: below zero, where WeCom has none.</summary>
    public async Task<long> NextImportedId()
    {
        await tx.Lock("departments-next-id");
        return Math.Min(0, await tx.One<long?>("select min(id) from departments") ?? 0) - 1;
    }

    /// <summary>The team with this path; null when nobody leads there.</summary>
    public Task<Team?> TeamByPath(string path) => tx.One<Team>(
        """
        select d.id, d.name, d.path from departments d
        where d.path = @path and exists (select 1 from department_leaders l where l.department_id = d.id)
        """,
        new { path });

    /// <summary>The teams that somebody leads.</summary>
    public Task<IReadOnlyList<Team>> LedBy(string userid) => tx.All<Team>(
        """
        select d.id, d.name, d.path from departments d join department_leaders l on l.department_id = d.id
        where l.userid = @userid order by d.path
        """,
        new { userid });

    /// <summary>Of the teams that somebody leads those that stand under no other one: together they hold everybody once.</summary>
    public Task<IReadOnlyList<Team>> TopmostLedBy(string userid) => tx.All<Team>(
        """
        select d.id, d.name, d.path from departments d join department_leaders l on l.department_id = d.id
        where l.userid = @userid and not exists (
          select 1 from department_tree t join department_leaders a on a.department_id = t.ancestor_id
          where t.department_id = d.id and t.ancestor_id <> d.id and a.userid = @userid)
        order by d.path
        """,
        new { userid });

    /// <summary>What has to come and go so that tree and leaders say what <paramref name="organisation"/> says.</summary>
    public async Task<IReadOnlyList<OrganisationChange>> Differences(Organisation organisation)
    {
        var tree = organisation.Departments.SelectMany(department =>
            organisation.Upwards(department.Id).Select((above, depth) => new OrganisationChange(true, department.Id, above, null, depth)));
        var leaders = organisation.Departments.SelectMany(department =>
            organisation.Leaders(department.Id).Select((userid, rank) => new OrganisationChange(true, department.Id, null, userid, rank)));
        var wanted = tree.Concat(leaders).ToHashSet();
        var stored = (await tx.All<Edge>("select department_id, ancestor_id, depth as place from department_tree"))
            .Concat(await tx.All<Edge>("select department_id, userid, rank as place from department_leaders"))
            .Select(edge => edge.Change)
            .ToHashSet();
        return [.. stored.Except(wanted).Select(gone => gone with { Add = false }), .. wanted.Except(stored)];
    }

    public Task<int> Apply(OrganisationChange change) => tx.Run(
        (change.Add, change.AncestorId is not null) switch
        {
            (true, true) => tx.Dialect.InsertIfAbsent("department_tree", "ancestor_id, department_id", "ancestor_id, department_id, depth"),
            (false, true) => "delete from department_tree where ancestor_id = @AncestorId and department_id = @DepartmentId",
            (true, false) => tx.Dialect.InsertIfAbsent("department_leaders", "department_id, userid", "department_id, userid, rank"),
            (false, false) => "delete from department_leaders where department_id = @DepartmentId and userid = @Userid",
        },
        new { change.AncestorId, change.DepartmentId, change.Userid, Depth = change.Place, Rank = change.Place });

    public Task<int> SetPath(long id, string path) =>
        tx.Run("update departments set path = @path where id = @id and path <> @path", new { id, path });

    sealed class Row
    {
        public required long Id { get; init; }
        public required long ParentId { get; init; }
        public required string Name { get; init; }
        public required int SortOrder { get; init; }
        public required string Leaders { get; init; }

        public Department Department => new(Id, ParentId, Name, SortOrder, Json.Read<string[]>(Leaders));
    }

    sealed class Edge
    {
        public required long DepartmentId { get; init; }
        public long? AncestorId { get; init; }
        public string? Userid { get; init; }
        public required int Place { get; init; }

        public OrganisationChange Change => new(true, DepartmentId, AncestorId, Userid, Place);
    }
}
