using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace WeComSales.Data;

/// <summary>PostgreSQL, for one instance or several.</summary>
public sealed class PostgresDb : ServerDb
{
    /// <summary>The oldest version that its makers still mend is newer than this.</summary>
    public const int Oldest = 13;

    const int ConnectSeconds = 3;
    const int PoolSize = 30;

    /// <summary>Statements that come often are planned once for each connection, not each time.</summary>
    const int PreparedStatements = 200;

    /// <summary>
    /// A transaction here awaits nothing but the database. One that is silent for longer belongs to a process that was
    /// paused: the server ends it, so that nobody waits for its locks.
    /// </summary>
    const string EndPaused = "-c idle_in_transaction_session_timeout=5000";

    readonly NpgsqlDataSource source;
    PostgresStoring? storing;
    readonly PostgresHints hints;
    readonly int oldest;
    string version = "";

    public PostgresDb(string connectionString, int oldest = Oldest)
    {
        source = NpgsqlDataSource.Create(Completed(connectionString));
        hints = new(source, RingFor);
        this.oldest = oldest;
    }

    /// <summary>What the operator's string does not say itself.</summary>
    internal static NpgsqlConnectionStringBuilder Completed(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        given.Options = $"{EndPaused} {given.Options}".Trim();
        if (!given.ShouldSerialize("Maximum Pool Size"))
        {
            given.MaxPoolSize = PoolSize;
        }

        if (!given.ShouldSerialize("Timeout"))
        {
            given.Timeout = ConnectSeconds;
        }

        if (!given.ShouldSerialize("Max Auto Prepare"))
        {
            given.MaxAutoPrepare = PreparedStatements;
        }

        return given;
    }

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override string Engine => $"PostgreSQL {version}".TrimEnd();

    private protected override async Task<DbConnection> Connect() => await Opened();

    private protected override async Task<IReadOnlyList<bool>> Store(IReadOnlyList<InboxItem> items)
    {
        storing ??= new(await Opened());
        try
        {
            return await storing.Run(items);
        }
        catch
        {
            await storing.DisposeAsync();
            storing = null;
            throw;
        }
    }

    internal override async Task BulkInsert(Tx tx, TableShape table, IReadOnlyList<object?[]> rows)
    {
        await using var writer = await ((NpgsqlConnection)tx.Connection).BeginBinaryImportAsync($"copy {table.Name} ({table.ColumnNames}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            for (var i = 0; i < row.Length; i++)
            {
                await (row[i] is { } value ? writer.WriteAsync(value, Type(table.Columns[i].Word)) : writer.WriteNullAsync());
            }
        }

        await writer.CompleteAsync();
    }

    static NpgsqlDbType Type(string word) => word switch
    {
        "time" => NpgsqlDbType.TimestampTz,
        "flag" => NpgsqlDbType.Boolean,
        "int" => NpgsqlDbType.Integer,
        "bigint" or "sequence" => NpgsqlDbType.Bigint,
        "money" => NpgsqlDbType.Numeric,
        "bytes" or "digest" => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    internal override Task ContinueSequence(Tx tx, TableShape table, ColumnShape column) => tx.Run(
        $"select setval(pg_get_serial_sequence('{table.Name}', '{column.Name}'), coalesce(max({column.Name}), 0) + 1, false) from {table.Name}");

    private protected override Task<IsolationLevel> OneSnapshot(DbConnection connection) => Task.FromResult(IsolationLevel.RepeatableRead);

    private protected override void Forget() => source.Clear();

    private protected override void Announce(News news)
    {
        RingFor(news);
        hints.Tell(news);
    }

    async Task<NpgsqlConnection> Opened()
    {
        var connection = await source.OpenConnectionAsync();
        version = connection.PostgreSqlVersion.ToString();
        if (connection.PostgreSqlVersion.Major < oldest)
        {
            await connection.DisposeAsync();
            throw new DatabaseTooOldException(Engine, $"PostgreSQL {oldest}");
        }

        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await hints.DisposeAsync();
        await (storing?.DisposeAsync() ?? ValueTask.CompletedTask);

        await source.DisposeAsync();
    }
}
