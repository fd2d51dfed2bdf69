namespace WeComSales.Data;

/// <summary>Which engine stores everything.</summary>
public enum DatabaseProvider { Sqlite, SqlServer, PostgreSql }

/// <summary>The database is too busy to take one more write; nothing was stored (HTTP: 503).</summary>
public sealed class WriterBusyException() : Exception("The writer's queue is full; nothing was stored.");

/// <summary>
/// The way to the database: <see cref="Write{T}"/> commits before it returns, <see cref="Read{T}"/> sees one snapshot.
/// </summary>
public abstract class Db : IAsyncDisposable
{
    /// <summary>The database of a provider. Nothing is opened before the first use.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Db Open(DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.SqlServer => new SqlServerDb(connectionString),
        DatabaseProvider.PostgreSql => new PostgresDb(connectionString),
        _ => new SqliteDb(connectionString),
    };

    public abstract Dialect Dialect { get; }

    /// <summary>The engine and, once it was reached, its version: for the log and the readiness page.</summary>
    public abstract string Engine { get; }

    /// <summary>True when other processes may work on the same database at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Rings when a new callback may be there.</summary>
    public Bell InboxBell { get; } = new();

    /// <summary>Rings when a new letter may be there.</summary>
    public Bell OutboxBell { get; } = new();

    /// <summary>Rings when a job may be due.</summary>
    public Bell JobBell { get; } = new();

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and returns after the commit. The work awaits nothing but the
    /// database; when it throws, only its own statements are undone. On a server it may run again from its start
    /// after a deadlock or a lost connection, so it changes nothing outside the database.
    /// </summary>
    /// <exception cref="WriterBusyException">More writes wait than the queue holds.</exception>
    public abstract Task<T> Write<T>(Func<Tx, Task<T>> work);

    public Task Write(Func<Tx, Task> work) => Write(async tx =>
    {
        await work(tx);
        return true;
    });

    public abstract Task<T> Read<T>(Func<Tx, Task<T>> work);

    /// <summary>
    /// False from a callback that could not be stored to the next one that could. A full disk lets small writes through
    /// for long, so whoever says that the database works looks harder meanwhile.
    /// </summary>
    public bool Stores
    {
        get => stores;
        set => stores = value;
    }

    volatile bool stores = true;

    /// <summary>Stores a callback once. The hot path: batched with whatever else arrives meanwhile.</summary>
    /// <returns>False when the same content was there already.</returns>
    /// <exception cref="WriterBusyException">More writes wait than the queue holds.</exception>
    public abstract Task<bool> Accept(InboxItem item);

    /// <summary>After an erasure: what the engine still holds of deleted rows in files of its own goes, as far as it can be asked to.</summary>
    public virtual Task Scrub() => Task.CompletedTask;

    /// <summary>Brings the schema up to date, once however many instances start together; returns the names of what was applied.</summary>
    public abstract Task<IReadOnlyList<string>> Migrate(DateTimeOffset now);

    /// <summary>The migrations that have not run yet, with their texts as this database would run them.</summary>
    public abstract Task<IReadOnlyList<Migration>> Pending();

    public abstract ValueTask DisposeAsync();

    private protected void RingFor(News news)
    {
        if (news.HasFlag(News.Callback))
        {
            InboxBell.Ring();
        }

        if (news.HasFlag(News.Letter))
        {
            OutboxBell.Ring();
        }

        if (news.HasFlag(News.Job))
        {
            JobBell.Ring();
        }
    }
}

/// <summary>What a transaction brought that a worker should look at after its commit.</summary>
[Flags]
public enum News { None = 0, Callback = 1, Letter = 2, Job = 4 }
