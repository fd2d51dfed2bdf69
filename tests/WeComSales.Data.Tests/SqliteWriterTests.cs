using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>A disk that goes away: everybody who waits is told at once, and the writer goes on when it is back.</summary>
public sealed class SqliteWriterTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SqliteFact]
    public async Task When_nothing_can_begin_everybody_who_waits_is_told_and_the_next_write_is_stored()
    {
        await using var disk = await Disk.Mounted();
        await disk.Cut();

        var writes = Enumerable.Range(1, 50).Select(i => disk.Db.Accept(InboxTests.Callback((byte)i))).ToList();

        var fates = await Task.WhenAll(writes.Select(Fate)).WaitAsync(Patience);
        fates.Count(stored => !stored).ShouldBeGreaterThan(0);
        (await disk.Db.Accept(InboxTests.Callback(51)).WaitAsync(Patience)).ShouldBeTrue();
        (await disk.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(fates.Count(stored => stored) + 1);
    }

    [SqliteFact]
    public async Task As_long_as_the_file_cannot_be_opened_each_write_is_told_and_all_goes_on_when_it_can()
    {
        await using var disk = await Disk.Mounted();
        disk.IsThere = false;
        await disk.Cut();
        (await Fate(disk.Db.Accept(InboxTests.Callback(1))).WaitAsync(Patience)).ShouldBeFalse();

        for (byte number = 2; number < 5; number++)
        {
            await Should.ThrowAsync<SqliteException>(disk.Db.Accept(InboxTests.Callback(number)).WaitAsync(Patience));
            await Should.ThrowAsync<SqliteException>(disk.Db.Write(tx => tx.Outbox.ReleaseAll()).WaitAsync(Patience));
        }

        disk.IsThere = true;
        (await disk.Db.Accept(InboxTests.Callback(9)).WaitAsync(Patience)).ShouldBeTrue();
        (await disk.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(1);
    }

    static async Task<bool> Fate(Task<bool> write)
    {
        try
        {
            return await write;
        }
        catch (Exception told) when (told is SqliteException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A database whose file can go away under its writer.</summary>
    sealed class Disk : IAsyncDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-");
        readonly ConcurrentQueue<SqliteConnection> ways = new();
        volatile bool isThere = true;

        Disk() => Db = new SqliteDb($"Data Source={Path("")}") { WriterWay = Way };

        public SqliteDb Db { get; }

        public bool IsThere { set => isThere = value; }

        public static async Task<Disk> Mounted()
        {
            var disk = new Disk();
            await disk.Db.Migrate(TempDatabase.Noon);
            return disk;
        }

        /// <summary>The connection is gone without the writer's doing; nothing is under way meanwhile.</summary>
        public async Task Cut()
        {
            await Db.Write(tx => tx.Outbox.ReleaseAll());
            ways.Last().Close();
        }

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            folder.Delete(recursive: true);
        }

        SqliteConnection Way()
        {
            var way = new SqliteConnection($"Data Source={Path(isThere ? "" : "unmounted")};Pooling=False");
            ways.Enqueue(way);
            return way;
        }

        string Path(string inside) => System.IO.Path.Combine(folder.FullName, inside, "test.db");
    }
}
