using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

public sealed class SqliteDialect : Dialect
{
    internal const int Constraint = 19;
    const int PrimaryKeyTaken = 1555;
    const int UniqueTaken = 2067;

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
    };

    public override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    public override string NowPlus(string secondsParameter) =>
        $"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', {secondsParameter} || ' seconds')";

    public override string InsertIfAbsent(string table, string key, string columns) =>
        $"insert into {table} ({columns}) values ({Parameters(columns)}) on conflict ({key}) do nothing";

    public override string Limit => "limit @count";

    public override string SkipLocked => "";

    public override string TableCount =>
        "select count(*) from sqlite_master where type = 'table' and name = @table";

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: PrimaryKeyTaken or UniqueTaken };
}
