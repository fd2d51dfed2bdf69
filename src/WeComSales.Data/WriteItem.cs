using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

/// <summary>What a waiting write needs when its batch comes round.</summary>
sealed record Writing(SqliteTransaction Transaction, Tx Tx, InboxInsert InboxInsert);

/// <summary>One waiting write. Its caller hears of it after the batch's commit, never before.</summary>
abstract class WriteItem
{
    public abstract Task Apply(Writing writing);

    public abstract void Committed();

    public abstract void Failed(Exception failure);
}

abstract class WriteItem<T>(TaskCreationOptions continuing) : WriteItem
{
    readonly TaskCompletionSource<T> done = new(continuing);

    public Task<T> Done => done.Task;

    protected T Result { get; set; } = default!;

    /// <summary>Why this write alone was refused; its neighbours are stored.</summary>
    protected Exception? Refused { get; set; }

    public override void Committed()
    {
        if (Refused is null)
        {
            done.TrySetResult(Result);
        }
        else
        {
            Failed(Refused);
        }
    }

    public override void Failed(Exception failure) => done.TrySetException(failure);
}

/// <summary>
/// A callback on its way into the inbox: one prepared statement, no savepoint of its own. What waits for it goes on where
/// it is told: that is an answer of a few microseconds, and a thread switch for each would cost more (see <see cref="Told"/>).
/// </summary>
sealed class AcceptItem(InboxItem item) : WriteItem<bool>(TaskCreationOptions.None)
{
    public override Task Apply(Writing writing)
    {
        try
        {
            Result = writing.InboxInsert.Run(item);
            writing.Tx.News |= News.Callback;
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode == SqliteDialect.Constraint)
        {
            Refused = refused;
        }

        return Task.CompletedTask;
    }
}

/// <summary>A piece of work in its own savepoint: when it throws, its neighbours in the batch stay.</summary>
sealed class TransactionItem<T>(Func<Tx, Task<T>> work) : WriteItem<T>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    readonly Activity? caller = Activity.Current;

    public override async Task Apply(Writing writing)
    {
        Activity.Current = caller;
        writing.Transaction.Save("item");
        try
        {
            var running = work(writing.Tx);
            var awaitedSomethingElse = !running.IsCompleted;
            Result = await running;
            if (awaitedSomethingElse)
            {
                throw new InvalidOperationException("A write awaited something other than the database; every other write had to wait for it.");
            }

            writing.Transaction.Release("item");
        }
        catch (Exception failure)
        {
            writing.Transaction.Rollback("item");
            writing.Transaction.Release("item");
            Refused = failure;
        }
    }
}
