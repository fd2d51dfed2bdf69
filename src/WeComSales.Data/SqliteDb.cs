using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

/// <summary>How hard SQLite makes a commit durable. Full is the only one that keeps the promise of an acknowledged callback.</summary>
public enum SqliteSynchronous { Full, Normal }

/// <summary>SQLite: one writer for the process, as many readers as wanted (reliability rules 2 to 4 and 26).</summary>
public sealed class SqliteDb : Db
{
    const int ScrubTries = 5;

    readonly SqliteConnectionStringBuilder source;
    readonly SqliteSynchronous synchronous;
    readonly Lock gate = new();
    SqliteWriter? writer;

    public SqliteDb(string connectionString, SqliteSynchronous synchronous = SqliteSynchronous.Full)
        : this(connectionString, synchronous, new SqliteDialect())
    {
    }

    internal SqliteDb(string connectionString, SqliteSynchronous synchronous, SqliteDialect dialect)
    {
        Dialect = dialect;
        source = new SqliteConnectionStringBuilder(connectionString);
        source.DataSource = Path.GetFullPath(source.DataSource);
        this.synchronous = synchronous;
        WriterWay = () => new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source.DataSource,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
    }

    /// <summary>How the writer reaches the file; tests take it away.</summary>
    internal Func<SqliteConnection> WriterWay { get; init; }

    public override Dialect Dialect { get; }

    public override bool IsShared => false;

    public override string Engine => "SQLite " + SQLitePCL.raw.sqlite3_libversion().utf8_to_string();

    public override Task<T> Write<T>(Func<Tx, Task<T>> work) => Writer.Write(work);

    public override Task<bool> Accept(InboxItem item) => Writer.Accept(item);

    public override async Task<T> Read<T>(Func<Tx, Task<T>> work)
    {
        await using var connection = new SqliteConnection(Readers);
        await connection.OpenAsync();
        Pragmas(connection, "busy_timeout = 5000", "query_only = on");
        await using var transaction = connection.BeginTransaction(deferred: true);
        return await work(new Tx(connection, transaction, Dialect));
    }

    /// <summary>
    /// Moves the log into the file and empties it: the log holds rows as they were before. Readers of a moment ago hold it
    /// up, so it is tried a few times; what is left then goes with the next one that succeeds.
    /// </summary>
    public override async Task Scrub()
    {
        // The writer makes the file, and is not held up: SQLite lets another connection move the log.
        _ = Writer;
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source.DataSource,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        await connection.OpenAsync();
        Pragmas(connection, "busy_timeout = 1000");
        for (var tries = 0; tries < ScrubTries && !Truncates(connection); tries++)
        {
        }
    }

    static bool Truncates(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        // The first column is 1 where somebody held it up.
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    public override Task<IReadOnlyList<string>> Migrate(DateTimeOffset now) =>
        Write(tx => new Migrator(tx).Apply(now));

    public override async Task<IReadOnlyList<Migration>> Pending() =>
        File.Exists(source.DataSource)
            ? await Read(tx => new Migrator(tx).Pending())
            : Migration.All(Dialect);

    public override async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }

        using var connection = new SqliteConnection(Readers);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Opened by the first write, so that reading commands work while another process writes.</summary>
    SqliteWriter Writer
    {
        get
        {
            lock (gate)
            {
                return writer ??= SqliteWriter.Open(source.DataSource, synchronous, WriterWay, Dialect, RingFor);
            }
        }
    }

    string Readers => new SqliteConnectionStringBuilder
    {
        DataSource = source.DataSource,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
    }.ToString();

    internal static void Pragmas(SqliteConnection connection, params ReadOnlySpan<string> pragmas)
    {
        foreach (var pragma in pragmas)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the pragmas are constants of this assembly
            command.CommandText = "pragma " + pragma;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
