using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace WeComSales.Data;

/// <summary>
/// SQL Server from 2017. Nothing here rests on a lock hint: what makes a row unique is a unique index, what makes a
/// claim exclusive is the state in the statement's own <c>where</c>.
/// </summary>
public sealed class SqlServerDialect : Dialect
{
    const int KeyTaken = 2627;
    const int IndexTaken = 2601;
    const int Deadlock = 1205;
    const int SnapshotConflict = 3960;

    static readonly int[] ReadOnly = [3906, 3908, 978];
    static readonly int[] Full = [1101, 1105, 9002];
    static readonly int[] NoSuchObject = [207, 208];

    /// <summary>Nobody there, no answer in time, session ended, database starting, stopping or moving.</summary>
    static readonly int[] Lost = [-2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 921, 922, 924, 927, 945, 983, 1225, 4060, 6005, 10053, 10054, 10060, 10061, 11001, 17142, 18401, 40197, 40501, 40613];

    public override string Name => "SqlServer";

    protected override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["sequence"] = "bigint identity primary key",
        ["key"] = "nvarchar(200) collate Latin1_General_100_BIN2",
        ["text"] = "nvarchar(max) collate Latin1_General_100_BIN2",
        ["time"] = "datetimeoffset(3)",
        ["json"] = "nvarchar(max) collate Latin1_General_100_BIN2",
        ["flag"] = "bit",
        ["int"] = "int",
        ["bigint"] = "bigint",
        ["money"] = "decimal(19, 4)",
        ["bytes"] = "varbinary(max)",
        ["digest"] = "varbinary(16)",
    };

    public override string Now => "todatetimeoffset(sysutcdatetime(), 0)";

    public override string NowPlus(string secondsParameter) => $"dateadd(second, {secondsParameter}, todatetimeoffset(sysutcdatetime(), 0))";

    internal override string InsertIfAbsent(string table, string key, string columns)
    {
        var same = string.Join(" and ", key.Split(',').Select(column => $"{column.Trim()} = @{Pascal(column.Trim())}"));
        return $"insert into {table} ({columns}) select {Parameters(columns)} where not exists (select 1 from {table} where {same})";
    }

    public override string Limit => "offset 0 rows fetch next @count rows only";

    /// <summary>For throughput only.</summary>
    public override (string Table, string Select) PassLocked => (" with (readpast)", "");

    public override string Lock =>
        """
        declare @granted int;
        exec @granted = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = @milliseconds;
        if @granted < 0 throw 51000, 'The lock was not granted in time.', 1;
        """;

    public override string TableCount => "select count(*) from sys.tables where schema_id = schema_id() and name = @table";

    internal override void AddMany(DbCommand command, string name, Many values) => AddEach(command, name, values);

    public override bool IsUniqueViolation(DbException exception) => exception is SqlException { Number: KeyTaken or IndexTaken };

    public override Trouble TroubleOf(DbException exception) => exception is not SqlException { Number: var number } ? Trouble.Other
        : ReadOnly.Contains(number) ? Trouble.ReadOnly
        : Full.Contains(number) ? Trouble.Full
        : NoSuchObject.Contains(number) ? Trouble.TooOld
        : number == 18456 || Lost.Contains(number) ? Trouble.Unreachable
        : number == 51000 ? Trouble.Busy
        : Trouble.Other;

    public override bool IsPassing(DbException exception) =>
        exception is SqlException { Number: var number } && (number is Deadlock or SnapshotConflict || Lost.Contains(number));
}
