using System.Text.RegularExpressions;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>What no statement and no migration may contain, because one of the databases would not take it or would take it differently.</summary>
public sealed partial class PortabilityTests
{
    /// <summary>Words that SQL Server reserves and that could be a column's or a table's name here.</summary>
    static readonly HashSet<string> Reserved =
    [
        "add", "all", "alter", "any", "as", "asc", "authorization", "backup", "begin", "between", "break", "browse", "bulk", "by", "cascade",
        "case", "check", "checkpoint", "close", "clustered", "coalesce", "collate", "column", "commit", "compute", "constraint", "contains",
        "containstable", "continue", "convert", "create", "cross", "current", "current_date", "current_time", "current_timestamp",
        "current_user", "cursor", "database", "dbcc", "deallocate", "declare", "default", "delete", "deny", "desc", "disk", "distinct",
        "distributed", "double", "drop", "dump", "else", "end", "errlvl", "escape", "except", "exec", "execute", "exists", "exit", "external",
        "fetch", "file", "fillfactor", "for", "foreign", "freetext", "freetexttable", "from", "full", "function", "goto", "grant", "group",
        "having", "holdlock", "identity", "identity_insert", "identitycol", "if", "in", "index", "inner", "insert", "intersect", "into", "is",
        "join", "key", "kill", "left", "like", "lineno", "load", "merge", "national", "nocheck", "nonclustered", "not", "null", "nullif", "of",
        "off", "offsets", "on", "open", "opendatasource", "openquery", "openrowset", "openxml", "option", "or", "order", "outer", "over",
        "percent", "pivot", "plan", "precision", "primary", "print", "proc", "procedure", "public", "raiserror", "read", "readtext",
        "reconfigure", "references", "replication", "restore", "restrict", "return", "revert", "revoke", "right", "rollback", "rowcount",
        "rowguidcol", "rule", "save", "schema", "securityaudit", "select", "session_user", "set", "setuser", "shutdown", "some",
        "statistics", "system_user", "table", "tablesample", "textsize", "then", "to", "top", "tran", "transaction", "trigger", "truncate",
        "try_convert", "tsequal", "union", "unique", "unpivot", "update", "updatetext", "use", "user", "values", "varying", "view",
        "waitfor", "when", "where", "while", "with", "within", "writetext", "analyse", "analyze", "array", "both", "do", "false", "true", "limit",
        "offset", "only", "placing", "returning", "symmetric", "variadic", "window", "end", "initially", "leading", "trailing", "lateral", "localtime",
    ];

    [Fact]
    public void No_table_and_no_column_has_a_name_that_a_database_reserves()
    {
        var names = Templates().SelectMany(text => Names().Matches(text)).Select(match => match.Groups[1].Value).ToList();

        names.Count.ShouldBeGreaterThan(100);
        names.Where(Reserved.Contains).ShouldBeEmpty();
    }

    [Fact]
    public void Every_check_and_every_default_has_a_name_of_its_own_so_that_a_later_migration_finds_it()
    {
        var text = string.Join('\n', Templates());

        Unnamed().Matches(text).Select(match => match.Value).ShouldBeEmpty();
        Constraints().Matches(text).Select(match => match.Groups[1].Value).ShouldBeUnique();
    }

    [Fact]
    public async Task No_statement_merges_updates_through_a_query_or_rests_on_a_hint()
    {
        var statements = (await StatementTour.All()).Select(statement => WordedDialect.Resolve(statement, new SqlServerDialect())).ToList();

        statements.Where(statement => Exotic().IsMatch(statement)).ShouldBeEmpty();
        foreach (var hinted in statements.Where(statement => statement.Contains("readpast", StringComparison.Ordinal)))
        {
            // The row is taken by the state in the update's own condition, not by the hint.
            hinted.ShouldMatch(@"^update \w+ set state = 0 where state (= 1|in \(1, 2\)) and");
        }
    }

    static IReadOnlyList<string> Templates() => [.. Migration.All(new WordedDialect()).Select(migration => migration.Sql)];

    [GeneratedRegex(@"^(?:create table |  )([a-z_]+) (?:\(|\{)", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"^(?!.*constraint).*\b(check|default|primary key)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Unnamed();

    [GeneratedRegex(@"constraint (\w+)")]
    private static partial Regex Constraints();

    [GeneratedRegex(@"\bmerge\b|^\s*with\b|\bupdlock\b|\bholdlock\b|\bnolock\b|\bupdate top\b", RegexOptions.IgnoreCase)]
    private static partial Regex Exotic();
}
