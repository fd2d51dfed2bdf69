using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>Puts words where databases differ, remembers each statement as it was written, and lets SQLite run it.</summary>
sealed class WordedDialect : Dialect
{
    static readonly SqliteDialect Sqlite = new();

    public SortedSet<string> Statements { get; } = new(StringComparer.Ordinal);

    public override string Name => "Worded";

    protected override IReadOnlyDictionary<string, string> Words => new Dictionary<string, string>();

    public override string Now => "«now»";

    public override string NowPlus(string secondsParameter) => $"«plus|{secondsParameter}»";

    internal override string InsertIfAbsent(string table, string key, string columns) => $"«insert|{table}|{key}|{columns}»";

    public override string Limit => "«limit»";

    public override (string Table, string Select) PassLocked => ("«pass-table»", "«pass-select»");

    public override string Lock => "«lock»";

    public override string TableCount => "«tables»";

    internal override void AddMany(DbCommand command, string name, Many values) => Sqlite.AddMany(command, name, values);

    public override bool IsUniqueViolation(DbException exception) => Sqlite.IsUniqueViolation(exception);

    public override Trouble TroubleOf(DbException exception) => Sqlite.TroubleOf(exception);

    public override bool IsPassing(DbException exception) => false;

    internal override string Heard(string statement)
    {
        if (statement == Lock)
        {
            return "select 1";
        }

        Statements.Add(statement);
        return Spelled(statement, Sqlite);
    }

    /// <summary>The statement as this database gets it; an <c>in</c> as it is for two values.</summary>
    public static string Resolve(string statement, Dialect dialect)
    {
        using DbCommand command = dialect switch
        {
            PostgresDialect => new NpgsqlCommand(),
            SqlServerDialect => new SqlCommand(),
            _ => new SqliteCommand(),
        };
#pragma warning disable CA2100 // nothing runs
        command.CommandText = Spelled(statement, dialect);
#pragma warning restore CA2100
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(command.CommandText, @"\bin @(\w+)"))
        {
            string[] two = ["one", "two"];
            dialect.AddMany(command, match.Groups[1].Value, new Many(dialect, two, two));
        }

        return string.Join('\n', command.CommandText.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    static string Spelled(string statement, Dialect dialect)
    {
        var parts = statement.Split('«', '»');
        for (var i = 1; i < parts.Length; i += 2)
        {
            parts[i] = parts[i].Split('|') switch
            {
                ["now"] => dialect.Now,
                ["plus", var seconds] => dialect.NowPlus(seconds),
                ["insert", var table, var key, var columns] => dialect.InsertIfAbsent(table, key, columns),
                ["limit"] => dialect.Limit,
                ["pass-table"] => dialect.PassLocked.Table,
                ["pass-select"] => dialect.PassLocked.Select,
                ["lock"] => dialect.Lock,
                _ => dialect.TableCount,
            };
        }

        return string.Concat(parts);
    }
}
