using System.Data.Common;
using System.Threading.Channels;

namespace WeComSales.Data;

/// <summary>
/// Callbacks on their way into a server's inbox: one writer stores what has gathered while its last batch was under way.
/// Two would make smaller batches, and the cost is by the batch (docs/performance.md). A failed batch is tried row by
/// row, so that one bad row does not fail its neighbours (reliability rule 5).
/// </summary>
sealed class BatchIntake : IAsyncDisposable
{
    const int QueueLength = 8192;
    const int BatchLength = 512;
    const int Tries = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly ServerDb db;
    readonly Action<News> committed;
    readonly Lazy<Task> loop;
    readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    public BatchIntake(ServerDb db, Action<News> committed)
    {
        (this.db, this.committed) = (db, committed);
        loop = new(() => Task.Run(Loop));
    }

    public Task<bool> Accept(InboxItem item)
    {
        _ = loop.Value;
        var waiting = new Waiting(item);
        return queue.Writer.TryWrite(waiting) ? waiting.Done.Task : throw new WriterBusyException();
    }

    async Task Loop()
    {
        var batch = new List<Waiting>(BatchLength);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchLength && queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await Commit(batch);
        }
    }

    /// <summary>Sorted by customer, so that instances that got the same repeats take their rows in the same order.</summary>
    async Task Commit(List<Waiting> batch)
    {
        Waiting[] inOrder = [.. batch.OrderBy(waiting => waiting.Item.OrderKey, StringComparer.Ordinal)];
        try
        {
            var isNew = await StoreAgain([.. inOrder.Select(waiting => waiting.Item)]);
            Told.Each(inOrder.Zip(isNew), static told => told.First.Done.TrySetResult(told.Second));
            committed(News.Callback);
        }
        catch (DbException refused) when (inOrder.Length > 1 && db.Dialect.TroubleOf(refused) == Trouble.Other)
        {
            foreach (var waiting in inOrder)
            {
                await Commit([waiting]);
            }
        }
        catch (Exception failure)
        {
            // Not stored: everybody in the batch hears so, and WeCom delivers again.
            Told.Each(inOrder, waiting => waiting.Done.TrySetException(failure));
        }
    }

    /// <summary>The statement passes over what is there, so a repeat is harmless even when the first try was committed after all.</summary>
    async Task<IReadOnlyList<bool>> StoreAgain(IReadOnlyList<InboxItem> items)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var isNew = await db.StoreBatch(items);
                DatabaseMeters.Committed(started);
                return isNew;
            }
            catch (DbException passing) when (attempt < Tries && TimeProvider.System.GetElapsedTime(started) < Patience && db.Dialect.IsPassing(passing))
            {
                db.ForgetConnections(passing);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop.IsValueCreated)
        {
            await loop.Value;
        }
    }

    sealed class Waiting(InboxItem item)
    {
        public InboxItem Item => item;

        public TaskCompletionSource<bool> Done { get; } = new();
    }
}
