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

abstract class WriteItem<T> : WriteItem
{
    readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Done => done.Task;

    protected T Result { get; set; } = default!;

    public override void Committed() => done.TrySetResult(Result);

    public override void Failed(Exception failure) => done.TrySetException(failure);
}

/// <summary>A callback on its way into the inbox: one prepared statement, no savepoint of its own.</summary>
sealed class AcceptItem(InboxItem item) : WriteItem<bool>
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
            Failed(refused);
        }

        return Task.CompletedTask;
    }
}

/// <summary>A piece of work in its own savepoint: when it throws, its neighbours in the batch stay.</summary>
sealed class TransactionItem<T>(Func<Tx, Task<T>> work) : WriteItem<T>
{
    public override async Task Apply(Writing writing)
    {
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
            Failed(failure);
        }
    }
}
