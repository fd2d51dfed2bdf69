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

    readonly string path;
    readonly SqliteSynchronous synchronous;
    readonly WriterLock writerLock;
    readonly Dialect dialect;
    readonly Action<News> committed;
    readonly Task loop;
    SqliteConnection connection;
    InboxInsert inboxInsert;

    SqliteWriter(string path, SqliteSynchronous synchronous, WriterLock writerLock, Dialect dialect, Action<News> committed)
    {
        (this.path, this.synchronous, this.writerLock, this.dialect, this.committed) =
            (path, synchronous, writerLock, dialect, committed);
        (connection, inboxInsert) = Connect();
        loop = Task.Run(Run);
    }

    /// <exception cref="DatabaseInUseException">Another process writes to this file.</exception>
    public static SqliteWriter Open(string path, SqliteSynchronous synchronous, Dialect dialect, Action<News> committed)
    {
        var writerLock = WriterLock.Take(path);
        try
        {
            return new SqliteWriter(path, synchronous, writerLock, dialect, committed);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

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
            // Nothing of this batch is stored: everybody in it hears so, and the connection starts afresh.
            Told.Each(batch, item => item.Failed(failure));
            Reconnect();
            return;
        }

        Told.Each(batch, static item => item.Committed());
        committed(news);
    }

    void Reconnect()
    {
        inboxInsert.Dispose();
        connection.Dispose();
        (connection, inboxInsert) = Connect();
    }

    (SqliteConnection, InboxInsert) Connect()
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        opened.Open();
        SqliteDb.Pragmas(
            opened,
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
        return (opened, new InboxInsert(opened));
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        inboxInsert.Dispose();
        await connection.DisposeAsync();
        writerLock.Dispose();
    }
}
