using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>The database that a service, or several, store in.</summary>
sealed record Store(DatabaseProvider Provider, string ConnectionString)
{
    public static Store File(string path) => new(DatabaseProvider.Sqlite, $"Data Source={path}");

    /// <summary>The same database, its sessions under a name that the server shows.</summary>
    public Store Named(string session) => this with { ConnectionString = $"{ConnectionString};Application Name={session}" };

    public Db Open() => Db.Open(Provider, ConnectionString);

    /// <summary>A look from outside while the service runs.</summary>
    public async Task<T> Look<T>(Func<Tx, Task<T>> look)
    {
        await using var db = Open();
        return await db.Read(look);
    }
}
