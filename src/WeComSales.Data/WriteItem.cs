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
            Result = writing.InboxInsert.Run(item, writing.Transaction);
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

/// <summary>The prepared insert of the hot path.</summary>
sealed class InboxInsert : IDisposable
{
    readonly SqliteCommand command;
    readonly SqliteParameter key, source, kind, orderKey, payload, receivedAt;

    public InboxInsert(SqliteConnection connection)
    {
        command = connection.CreateCommand();
        command.CommandText =
            """
            insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
            values (@key, @source, @kind, @order_key, @payload, @received_at)
            on conflict (dedupe_key) do nothing
            """;
        key = command.Parameters.Add("@key", SqliteType.Blob);
        source = command.Parameters.Add("@source", SqliteType.Text);
        kind = command.Parameters.Add("@kind", SqliteType.Text);
        orderKey = command.Parameters.Add("@order_key", SqliteType.Text);
        payload = command.Parameters.Add("@payload", SqliteType.Blob);
        receivedAt = command.Parameters.Add("@received_at", SqliteType.Text);
    }

    public bool Run(InboxItem item, SqliteTransaction transaction)
    {
        command.Transaction = transaction;
        key.Value = item.DedupeKey;
        source.Value = item.Source;
        kind.Value = item.Kind;
        orderKey.Value = item.OrderKey;
        payload.Value = item.Payload;
        receivedAt.Value = Parameters.Text(item.ReceivedAt);
        return command.ExecuteNonQuery() == 1;
    }

    public void Dispose() => command.Dispose();
}
