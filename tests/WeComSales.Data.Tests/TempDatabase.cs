using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>A migrated SQLite file of its own, gone when the test is over.</summary>
public sealed class TempDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-");

    TempDatabase() => Db = new SqliteDb($"Data Source={Path}");

    public string Path => System.IO.Path.Combine(folder.FullName, "test.db");

    public Db Db { get; private set; }

    public static async Task<TempDatabase> Create()
    {
        var database = new TempDatabase();
        await database.Db.Migrate(Noon);
        return database;
    }

    /// <summary>Closes and opens again, as a restart does.</summary>
    public async Task Reopen()
    {
        await Db.DisposeAsync();
        Db = new SqliteDb($"Data Source={Path}");
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
