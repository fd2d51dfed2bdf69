using System.Data;
using System.Data.Common;

namespace WeComSales.Data;

/// <summary>A database server: each write its own transaction, several at once, from several processes (reliability rules 5 and 9 to 13).</summary>
public abstract class ServerDb : Db
{
    const int Tries = 6;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly BatchIntake intake;

    private protected ServerDb() => intake = new(this, RingFor);

    public override bool IsShared => true;

    public override Task<bool> Accept(InboxItem item) => intake.Accept(item);

    public override async Task<T> Write<T>(Func<Tx, Task<T>> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                await using var connection = await Connect();
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
                var tx = new Tx(connection, transaction, Dialect);
                var result = await work(tx);
                committing = true;
                await transaction.CommitAsync();
                DatabaseMeters.Committed(started);
                Announce(tx.News);
                return result;
            }
            catch (DbException passing) when (!committing && attempt < Tries && Dialect.IsPassing(passing) && InTime(started, passing))
            {
                // Nothing of it was committed. When the commit itself got no answer nobody knows, so that is never repeated here.
                ForgetConnections(passing);
                await Task.Delay(Pause * attempt);
            }
        }
    }

    public override async Task<T> Read<T>(Func<Tx, Task<T>> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await Connect();
                await using var transaction = await connection.BeginTransactionAsync(await OneSnapshot(connection));
                return await work(new Tx(connection, transaction, Dialect));
            }
            catch (DbException passing) when (attempt < Tries && Dialect.IsPassing(passing) && InTime(started, passing))
            {
                ForgetConnections(passing);
                await Task.Delay(Pause * attempt);
            }
        }
    }

    /// <summary>Somebody waits for the answer: a server that was not reached in this time is told, not tried once more.</summary>
    bool InTime(long started, DbException passing) =>
        Dialect.TroubleOf(passing) != Trouble.Unreachable || TimeProvider.System.GetElapsedTime(started) < Patience;

    public override Task<IReadOnlyList<string>> Migrate(DateTimeOffset now) => Write(async tx =>
    {
        const int LongestSeconds = 600;
        await tx.Lock("migrations", LongestSeconds);
        return await new Migrator(tx).Apply(now);
    });

    public override Task<IReadOnlyList<Migration>> Pending() => Read(tx => new Migrator(tx).Pending());

    /// <summary>An open connection of the pool.</summary>
    /// <exception cref="DatabaseTooOldException">The server is older than the statements.</exception>
    private protected abstract Task<DbConnection> Connect();

    /// <summary>Stores a batch in one statement, committed when it returns; true for each item that is new.</summary>
    private protected abstract Task<IReadOnlyList<bool>> Store(IReadOnlyList<InboxItem> items);

    /// <summary>Many rows of one table in the fastest way that the server has, inside the transaction; values in the order of the columns.</summary>
    internal abstract Task BulkInsert(Tx tx, TableShape table, IReadOnlyList<object?[]> rows);

    /// <summary>After rows came with their numbers, new ones count on from the highest.</summary>
    internal abstract Task ContinueSequence(Tx tx, TableShape table, ColumnShape column);

    private protected abstract Task<IsolationLevel> OneSnapshot(DbConnection connection);

    /// <summary>The pool's connections are not to be trusted any more.</summary>
    private protected abstract void Forget();

    /// <summary>Tells this process's workers, and others where there is a way.</summary>
    private protected virtual void Announce(News news) => RingFor(news);

    internal Task<IReadOnlyList<bool>> StoreBatch(IReadOnlyList<InboxItem> items) => Store(items);

    /// <summary>After a connection was lost the others of its pool are not to be trusted either; after a deadlock they are.</summary>
    internal void ForgetConnections(DbException passing)
    {
        if (Dialect.TroubleOf(passing) == Trouble.Unreachable)
        {
            Forget();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await intake.DisposeAsync();
        Forget();
        GC.SuppressFinalize(this);
    }
}
