using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>The database that a service, or several, store in.</summary>
sealed record Store(DatabaseProvider Provider, string ConnectionString)
{
    public static Store File(string path) => new(DatabaseProvider.Sqlite, $"Data Source={path}");

    public Db Open() => Db.Open(Provider, ConnectionString);

    /// <summary>A look from outside while the service runs.</summary>
    public async Task<T> Look<T>(Func<Tx, Task<T>> look)
    {
        await using var db = Open();
        return await db.Read(look);
    }
}
