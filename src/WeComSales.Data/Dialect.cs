using System.Data.Common;

namespace WeComSales.Data;

/// <summary>What differs between databases, and nothing else (house rule: one text per statement).</summary>
public abstract class Dialect
{
    public abstract string Name { get; }

    /// <summary>The words that migrations are written with, and what this database calls them.</summary>
    protected abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The database's own clock, for leases only; every time with a meaning comes from the caller.</summary>
    public abstract string Now { get; }

    /// <summary>An expression for the database's clock plus a number of seconds given as a parameter.</summary>
    public abstract string NowPlus(string secondsParameter);

    /// <summary>Insert one row unless its key is there; 1 row affected means it is new.</summary>
    public abstract string InsertIfAbsent(string table, string key, string columns);

    /// <summary>Suffix behind <c>order by</c>; the parameter is <c>@count</c>.</summary>
    public abstract string Limit { get; }

    /// <summary>What a row in a claim needs so that two claimers do not wait for each other.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>How many tables have the name <c>@table</c>: 0 or 1.</summary>
    public abstract string TableCount { get; }

    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>The migration text as this database will run it.</summary>
    public string Expand(string template)
    {
        foreach (var (word, type) in Words)
        {
            template = template.Replace("{" + word + "}", type, StringComparison.Ordinal);
        }

        return OnlyMine(template);
    }

    string OnlyMine(string text)
    {
        const string fence = "-- only ";
        var lines = new List<string>();
        string? only = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(fence, StringComparison.Ordinal))
            {
                only = line[fence.Length..].Trim();
            }
            else if (line.StartsWith("-- all", StringComparison.Ordinal))
            {
                only = null;
            }
            else if (only is null || only.Split(' ').Contains(Name, StringComparer.Ordinal))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines);
    }

    protected static string Parameters(string columns) =>
        string.Join(", ", columns.Split(',').Select(column => "@" + Pascal(column.Trim())));

    /// <summary>Columns are snake_case, C# members PascalCase; SQLite tells @id from @Id, so arguments of an insert are PascalCase.</summary>
    static string Pascal(string column) =>
        string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
