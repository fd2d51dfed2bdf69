using System.Data.Common;
using System.Text.RegularExpressions;

namespace WeComSales.Data;

/// <summary>What differs between databases, and nothing else (house rule: one text per statement).</summary>
public abstract partial class Dialect
{
    public abstract string Name { get; }

    /// <summary>The words that migrations are written with, and what this database calls them.</summary>
    protected abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The database's own clock, for leases only; every time with a meaning comes from the caller.</summary>
    public abstract string Now { get; }

    /// <summary>An expression for the database's clock plus a number of seconds given as a parameter.</summary>
    public abstract string NowPlus(string secondsParameter);

    /// <summary>Insert one row unless its key is there; 1 row affected means it is new. Run it by <see cref="Tx.InsertIfAbsent"/>.</summary>
    internal abstract string InsertIfAbsent(string table, string key, string columns);

    /// <summary>Suffix behind <c>order by</c>; the parameter is <c>@count</c>.</summary>
    public abstract string Limit { get; }

    /// <summary>Behind a table's name and behind the whole of a select: rows that another transaction holds are passed by, not waited for.</summary>
    public abstract (string Table, string Select) PassLocked { get; }

    /// <summary>Waits for the lock named <c>@name</c>, at most <c>@milliseconds</c>, and holds it until the transaction ends. Empty where one writer has no rival.</summary>
    public abstract string Lock { get; }

    /// <summary>How many tables have the name <c>@table</c>: 0 or 1.</summary>
    public abstract string TableCount { get; }

    /// <summary>Rewrites <c>in @name</c> where a database takes all values as one.</summary>
    internal abstract void AddMany(DbCommand command, string name, Many values);

    /// <summary>Every statement passes here on its way to the database; the tests that approve the texts listen.</summary>
    internal virtual string Heard(string statement) => statement;

    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>What keeps the whole database from working, as its exceptions tell.</summary>
    public abstract Trouble TroubleOf(DbException exception);

    /// <summary>Undone by no fault of the statement, such as by a deadlock or a lost connection: the same again may work.</summary>
    public abstract bool IsPassing(DbException exception);

    /// <summary>The migration text as this database will run it.</summary>
    public string Expand(string template)
    {
        foreach (var (word, type) in Words)
        {
            template = template.Replace("{" + word + "}", type, StringComparison.Ordinal);
        }

        return OneOf().Replace(OnlyMine(template), check => OneOf(check.Groups["column"].Value, check.Groups["values"].Value));
    }

    /// <summary>The rule of a column that holds one of a few values.</summary>
    protected virtual string OneOf(string column, string values) => $"check ({column} in ({values}))";

    [GeneratedRegex(@"check \((?<column>\w+) in \((?<values>[^()]+)\)\)")]
    private static partial Regex OneOf();

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
    private protected static string Pascal(string column) =>
        string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>One parameter for each value; the count is rounded up to a power of two, so that few different texts arise.</summary>
    private protected static void AddEach(DbCommand command, string name, Many values)
    {
        var names = new List<string>();
        var rounded = values.Items.Count == 0 ? 0 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Items.Count);
        for (var i = 0; i < rounded; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}{i}";
            Data.Parameters.Set(parameter, values.Items[Math.Min(i, values.Items.Count - 1)]);
            command.Parameters.Add(parameter);
            names.Add(parameter.ParameterName);
        }

        Replace(command, name, names.Count == 0 ? "in (select null where 1 = 0)" : $"in ({string.Join(", ", names)})");
    }

    private protected static void Replace(DbCommand command, string name, string by)
    {
#pragma warning disable CA2100 // only the names of parameters are put in
        command.CommandText = InMany().Replace(command.CommandText, match => match.Groups[1].Value == name ? by : match.Value);
#pragma warning restore CA2100
    }

    [GeneratedRegex(@"\bin @(\w+)")]
    private static partial Regex InMany();
}
