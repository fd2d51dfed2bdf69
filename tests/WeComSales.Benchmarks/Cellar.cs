using WeComSales.Data;

namespace WeComSales.Benchmarks;

/// <summary>An empty database of its own, and how its engine says what a stock is made of.</summary>
/// <param name="database">A connection string of PostgreSQL (<c>Host=…</c>) or the path of a SQLite file.</param>
sealed class Cellar(string database, Func<Task> cleared) : IAsyncDisposable
{
    public static string? Server => Environment.GetEnvironmentVariable("WECOMSALES_TEST_POSTGRES");

    public string Database => database;

    public Db Db { get; } = Open(database);

    bool IsPostgres => IsServer(database);

    public string Numbers => IsPostgres
        ? "with n(i) as (select * from generate_series(cast(@from as bigint), @to - 1))"
        : "with recursive n(i) as (select @from union all select i + 1 from n where i + 1 < @to)";

    public string At => IsPostgres ? "timestamptz '2026-01-01 00:00:00Z' + i * interval '1 second'" : "strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', i || ' seconds')";

    /// <param name="prefix">What the ids of this stock begin with.</param>
    public string Id(string prefix) => IsPostgres ? $"'{prefix}' || lpad(cast(i as text), 19, '0')" : $"printf('{prefix}%019d', i)";

    /// <summary>The whole part of a number that is not negative.</summary>
    public string Whole(string number) => IsPostgres ? $"cast(floor({number}) as integer)" : $"cast({number} as integer)";

    public string Yes => IsPostgres ? "true" : "1";

    /// <summary>Keys that arrive in no order are kept in memory while the writer fills; readers have connections of their own.</summary>
    public string Roomy => IsPostgres ? "set work_mem = '64MB'" : "pragma cache_size = -1000000";

    /// <summary>What creates each index of these tables that is no key.</summary>
    /// <param name="tables">Names in quotes, with commas between.</param>
    public string Indexes(string tables) => IsPostgres
        ? $"select indexdef from pg_indexes where schemaname = current_schema() and tablename in ({tables}) and indexname not like '%pk'"
        : $"select sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ({tables})";

    public static bool IsServer(string database) => database.StartsWith("Host=", StringComparison.Ordinal);

    public static Db Open(string database) => IsServer(database)
        ? Db.Open(DatabaseProvider.PostgreSql, database)
        : Db.Open(DatabaseProvider.Sqlite, $"Data Source={database}");

    public static Task<Cellar> Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-cellar-");
        return Task.FromResult(new Cellar(Path.Combine(folder.FullName, "stock.db"), () =>
        {
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        }));
    }

    public static async Task<Cellar> Postgres()
    {
        var name = $"cellar_{Guid.NewGuid():N}";
        await OnServer($"create database {name}");
        return new($"{Server};Database={name};Command Timeout=600", () => OnServer($"drop database if exists {name} with (force)"));
    }

    static async Task OnServer(string statement)
    {
        await using var connection = new Npgsql.NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is made above
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await cleared();
    }
}
