using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

public class SqliteDialect : Dialect
{
    internal const int Constraint = 19;
    const int PrimaryKeyTaken = 1555;
    const int UniqueTaken = 2067;
    const int Busy = 5;
    const int Locked = 6;
    const int ReadOnly = 8;
    const int Full = 13;

    public override string Name => "Sqlite";

    protected override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["sequence"] = "integer primary key autoincrement",
        ["key"] = "text",
        ["text"] = "text",
        ["time"] = "text",
        ["json"] = "text",
        ["flag"] = "integer",
        ["int"] = "integer",
        ["bigint"] = "integer",
        ["money"] = "text",
        ["bytes"] = "blob",
        ["digest"] = "blob",
    };

    /// <summary>For a list of more than two SQLite fills a table in memory at every insert (docs/performance.md).</summary>
    protected override string OneOf(string column, string values) =>
        $"check ({string.Join(" or ", values.Split(", ").Select(value => $"{column} = {value}"))})";

    public override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    public override string NowPlus(string secondsParameter) =>
        $"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', {secondsParameter} || ' seconds')";

    internal override string InsertIfAbsent(string table, string key, string columns) =>
        $"insert into {table} ({columns}) values ({Parameters(columns)}) on conflict ({key}) do nothing";

    public override string Limit => "limit @count";

    public override (string Table, string Select) PassLocked => ("", "");

    public override string Lock => "";

    public override string TableCount =>
        "select count(*) from sqlite_master where type = 'table' and name = @table";

    internal override void AddMany(DbCommand command, string name, Many values) => AddEach(command, name, values);

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: PrimaryKeyTaken or UniqueTaken };

    public override Trouble TroubleOf(DbException exception) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        ReadOnly => Trouble.ReadOnly,
        Full => Trouble.Full,
        Busy or Locked => Trouble.Busy,
        _ => Trouble.Other,
    };

    /// <summary>The one writer has nobody to collide with.</summary>
    public override bool IsPassing(DbException exception) => false;
}
