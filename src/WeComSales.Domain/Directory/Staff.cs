namespace WeComSales.Domain;

/// <summary>Why somebody no longer works here.</summary>
public enum LeftReason { Vanished, Disabled, Import }

/// <summary>A person of the company, as WeCom's directory and the last directory import know them together.</summary>
/// <param name="DepartmentId">The main department: the only one a person counts in.</param>
/// <param name="MappedLeader">The leader that an import named; comes before <paramref name="DirectLeader"/>.</param>
/// <param name="LeftAt">Null for everybody who works here.</param>
public sealed record Staff(
    string Userid,
    string Name,
    long? DepartmentId,
    string? Position,
    Role Role,
    RoleSource RoleSource,
    string? MappedLeader,
    string? DirectLeader,
    string? StoreCode,
    DateTimeOffset? LeftAt,
    LeftReason? LeftReason)
{
    public bool Active => LeftAt is null;

    /// <summary>Somebody first heard of: a rep until an import or leadership says otherwise.</summary>
    public static Staff New(string userid, string name) =>
        new(userid, name, null, null, Role.Rep, RoleSource.Derived, null, null, null, null, null);

    /// <summary>What WeCom's directory says now. It never brings back somebody whom an import has signed off.</summary>
    public Staff SeenInDirectory(DirectoryEntry entry, DateTimeOffset now) => this with
    {
        Name = entry.Name,
        DepartmentId = entry.MainDepartmentId,
        Position = entry.Position,
        DirectLeader = entry.DirectLeader,
        LeftAt = LeftReason == Domain.LeftReason.Import ? LeftAt : entry.Active ? null : LeftAt ?? now,
        LeftReason = LeftReason == Domain.LeftReason.Import ? LeftReason : entry.Active ? null : Domain.LeftReason.Disabled,
    };

    /// <summary>No longer in a directory that was read to the end.</summary>
    public Staff Gone(LeftReason reason, DateTimeOffset now) =>
        Active ? this with { LeftAt = now, LeftReason = reason } : this;
}

/// <summary>One person as WeCom's directory shows them (D90196).</summary>
/// <param name="Active">False for status 2 (disabled) and 5 (left).</param>
public sealed record DirectoryEntry(
    string Userid,
    string Name,
    long? MainDepartmentId,
    IReadOnlyList<Membership> Memberships,
    string? Position,
    string? DirectLeader,
    bool Active);

/// <summary>One of the departments that somebody is in.</summary>
public sealed record Membership(long DepartmentId, bool Leads, int SortOrder);
