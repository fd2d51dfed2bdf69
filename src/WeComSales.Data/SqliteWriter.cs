using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace WeComSales.Data;

/// <summary>
/// The only read-write connection. Waiting writes share a transaction: while one fsync runs the next batch fills,
/// so no timer is needed, and nobody is told "stored" before the commit.
/// </summary>
sealed class SqliteWriter : IAsyncDisposable
{
    const int QueueLength = 8192;
    const int BatchLength = 1024;

    readonly Channel<WriteItem> queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    readonly SqliteSynchronous synchronous;
    readonly Func<SqliteConnection> way;
    readonly WriterLock writerLock;
    readonly Dialect dialect;
    readonly Action<News> committed;
    readonly Task loop;
    (SqliteConnection Connection, InboxInsert Insert)? opened;

    SqliteWriter(SqliteSynchronous synchronous, Func<SqliteConnection> way, WriterLock writerLock, Dialect dialect, Action<News> committed)
    {
        (this.synchronous, this.way, this.writerLock, this.dialect, this.committed) =
            (synchronous, way, writerLock, dialect, committed);
        loop = Task.Run(Run);
    }

    /// <param name="path">The file.</param>
    /// <param name="synchronous">How hard a commit is made durable.</param>
    /// <param name="way">A connection to the file, not open yet: for the first write, and again whenever one was lost.</param>
    /// <param name="dialect">What the statements are written in.</param>
    /// <param name="committed">Hears of each commit.</param>
    /// <exception cref="DatabaseInUseException">Another process writes to this file.</exception>
    public static SqliteWriter Open(string path, SqliteSynchronous synchronous, Func<SqliteConnection> way, Dialect dialect, Action<News> committed) =>
        new(synchronous, way, WriterLock.Take(path), dialect, committed);

    public Task<T> Write<T>(Func<Tx, Task<T>> work) => Enqueue(new TransactionItem<T>(work)).Done;

    public Task<bool> Accept(InboxItem item) => Enqueue(new AcceptItem(item)).Done;

    T Enqueue<T>(T item) where T : WriteItem =>
        queue.Writer.TryWrite(item) ? item : throw new WriterBusyException();

    async Task Run()
    {
        var batch = new List<WriteItem>(BatchLength);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            await CommitBatch(batch);
        }
    }

    async Task CommitBatch(List<WriteItem> batch)
    {
        News news;
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            // Whoever waits is there before this is tried, so that a failure is heard and the next try waits for the next write.
            var (connection, inboxInsert) = opened ??= Connect();
            await using var transaction = connection.BeginTransaction(deferred: false);
            var writing = new Writing(transaction, new Tx(connection, transaction, dialect), inboxInsert);
            while (batch.Count < BatchLength && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
                await item.Apply(writing);
            }

            transaction.Commit();
            DatabaseMeters.Committed(begun);
            news = writing.Tx.News;
        }
        catch (Exception failure)
        {
            if (batch.Count == 0)
            {
                // Nothing could begin: what waits behind would find the same.
                TakeAll(batch);
            }

            // Nothing of this batch is stored: everybody in it hears so, and the connection starts afresh.
            Told.Each(batch, item => item.Failed(failure));
            Disconnect();
            return;
        }

        Told.Each(batch, static item => item.Committed());
        committed(news);
    }

    /// <summary>As many as wait now: who comes meanwhile is for the next try.</summary>
    void TakeAll(List<WriteItem> batch)
    {
        for (var waiting = queue.Reader.Count; waiting > 0 && queue.Reader.TryRead(out var item); waiting--)
        {
            batch.Add(item);
        }
    }

    (SqliteConnection, InboxInsert) Connect()
    {
        var connection = way();
        try
        {
            connection.Open();
            SqliteDb.Pragmas(
                connection,
                "busy_timeout = 5000",
                "journal_mode = wal",
                synchronous == SqliteSynchronous.Full ? "synchronous = full" : "synchronous = normal",
                "foreign_keys = on",
                // What is deleted is overwritten: an erasure reaches the file itself.
                "secure_delete = on",
                "journal_size_limit = 67108864",
                // 16 MB of log between two checkpoints, each of which syncs twice more; 64 MB of pages kept.
                "wal_autocheckpoint = 4000",
                "cache_size = -65536");
            return (connection, new InboxInsert(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    void Disconnect()
    {
        opened?.Insert.Dispose();
        opened?.Connection.Dispose();
        opened = null;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        Disconnect();
        writerLock.Dispose();
    }
}
