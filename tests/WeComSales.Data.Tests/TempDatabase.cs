using WeComSales.Data;
using WeComSales.Fixtures;

namespace WeComSales.Data.Tests;

/// <summary>A migrated database of its own, gone when the test is over.</summary>
public sealed class TempDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    readonly TestDatabase database;

    TempDatabase(TestDatabase database) => (this.database, Db) = (database, database.Open());

    public string Path => database.Path;

    public Db Db { get; private set; }

    public static async Task<TempDatabase> Create() => new(await TestDatabase.Create());

    public static async Task<TempDatabase> CreateEmpty() => new(await TestDatabase.CreateEmpty());

    /// <summary>Another instance on the same database.</summary>
    public Db Another() => database.Open();

    /// <summary>Closes and opens again, as a restart does.</summary>
    public async Task Reopen()
    {
        await Db.DisposeAsync();
        Db = database.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await database.DisposeAsync();
    }
}
