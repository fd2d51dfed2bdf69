namespace WeComSales.Domain;

/// <summary>What a person is in the sales organisation; one role each.</summary>
public enum Role { Rep, Manager, Director, Ops, Presales, Clerk, StoreManager, Admin }

/// <summary>Where a role comes from: the last directory import, or the leadership that WeCom's directory shows.</summary>
public enum RoleSource { Import, Derived }

/// <summary>How far somebody leads, as the directory shows it.</summary>
public enum Leadership
{
    None,

    /// <summary>Leads a department below which nobody else leads.</summary>
    Team,

    /// <summary>Leads a department below which others lead teams.</summary>
    Region,
}

public static class Roles
{
    static readonly string[] Words = ["rep", "manager", "director", "ops", "presales", "clerk", "store_manager", "admin"];

    /// <summary>The word as import files and tables spell it.</summary>
    public static string Word(Role role) => Words[(int)role];

    /// <returns>Null for a word that names no role.</returns>
    public static Role? Parse(string? word) =>
        Array.IndexOf(Words, word?.Trim().ToLowerInvariant()) is var index and >= 0 ? (Role)index : null;

    /// <summary>All words, as an error message lists them.</summary>
    public static string Known { get; } = string.Join(", ", Words);

    /// <summary>The last import decides; without one, leadership does; leadership makes nobody an administrator.</summary>
    public static (Role Role, RoleSource Source) Of(Role? imported, Leadership leads) => (imported, leads) switch
    {
        ({ } role, _) => (role, RoleSource.Import),
        (_, Leadership.Region) => (Role.Director, RoleSource.Derived),
        (_, Leadership.Team) => (Role.Manager, RoleSource.Derived),
        _ => (Role.Rep, RoleSource.Derived),
    };
}
