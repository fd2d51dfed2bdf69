using System.Data.Common;
using System.Threading.Channels;

namespace WeComSales.Data;

/// <summary>
/// Callbacks on their way into a server's inbox: two writers, each stores what has gathered while its last batch was
/// under way. A failed batch is tried row by row, so that one bad row does not fail its neighbours (reliability rule 5).
/// </summary>
sealed class BatchIntake : IAsyncDisposable
{
    const int Writers = 2;
    const int QueueLength = 8192 / Writers;
    const int BatchLength = 512;
    const int Tries = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly ServerDb db;
    readonly Action<News> committed;
    readonly Channel<Waiting>[] queues;
    readonly Lazy<Task> loops;

    public BatchIntake(ServerDb db, Action<News> committed)
    {
        (this.db, this.committed) = (db, committed);
        queues = [.. Enumerable.Range(0, Writers).Select(_ => Channel.CreateBounded<Waiting>(
            new BoundedChannelOptions(QueueLength) { SingleReader = true }))];
        loops = new(() => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Loop(writer)))));
    }

    /// <summary>
    /// Callbacks of one customer, and with them all repeats of one callback, go to the same writer: order is kept, and
    /// two writers never wait for each other's rows.
    /// </summary>
    public Task<bool> Accept(InboxItem item)
    {
        _ = loops.Value;
        var waiting = new Waiting(item);
        var key = item.OrderKey.Length > 0 ? string.GetHashCode(item.OrderKey, StringComparison.Ordinal) : item.DedupeKey[^1];
        return queues[(int)((uint)key % Writers)].Writer.TryWrite(waiting) ? waiting.Done.Task : throw new WriterBusyException();
    }

    async Task Loop(int writer)
    {
        var queue = queues[writer].Reader;
        var batch = new List<Waiting>(BatchLength);
        while (await queue.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchLength && queue.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await Commit(batch, writer);
        }
    }

    /// <summary>Sorted by customer, so that instances that got the same repeats take their rows in the same order.</summary>
    async Task Commit(List<Waiting> batch, int writer)
    {
        Waiting[] inOrder = [.. batch.OrderBy(waiting => waiting.Item.OrderKey, StringComparer.Ordinal)];
        try
        {
            var isNew = await StoreAgain([.. inOrder.Select(waiting => waiting.Item)], writer);
            for (var i = 0; i < inOrder.Length; i++)
            {
                inOrder[i].Done.TrySetResult(isNew[i]);
            }

            committed(News.Callback);
        }
        catch (DbException refused) when (inOrder.Length > 1 && db.Dialect.TroubleOf(refused) == Trouble.Other)
        {
            foreach (var waiting in inOrder)
            {
                await Commit([waiting], writer);
            }
        }
        catch (Exception failure)
        {
            // Not stored: everybody in the batch hears so, and WeCom delivers again.
            Array.ForEach(inOrder, waiting => waiting.Done.TrySetException(failure));
        }
    }

    /// <summary>The statement passes over what is there, so a repeat is harmless even when the first try was committed after all.</summary>
    async Task<IReadOnlyList<bool>> StoreAgain(IReadOnlyList<InboxItem> items, int writer)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.StoreBatch(items, writer);
            }
            catch (DbException passing) when (attempt < Tries && TimeProvider.System.GetElapsedTime(started) < Patience && db.Dialect.IsPassing(passing))
            {
                db.ForgetConnections();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(queues, queue => queue.Writer.TryComplete());
        if (loops.IsValueCreated)
        {
            await loops.Value;
        }
    }

    sealed class Waiting(InboxItem item)
    {
        public InboxItem Item => item;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
