using Microsoft.Data.SqlClient;
using Npgsql;
using WeComSales.Data;

namespace WeComSales.Fixtures;

/// <summary>
/// Where a suite runs. <c>WECOMSALES_TEST_DATABASE</c> names the provider (Sqlite when it is absent);
/// <c>WECOMSALES_TEST_POSTGRES</c> or <c>WECOMSALES_TEST_SQLSERVER</c> is the connection string of a server on which
/// this may make databases and drop them.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Migrated once: that costs more than most tests.</summary>
    static readonly Lazy<Task<TestDatabase>> template = new(MakeTemplate);

    static readonly DateTimeOffset migratedAt = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    readonly string admin;
    readonly string name = "wecomsales_test_" + Guid.NewGuid().ToString("N");
    readonly DirectoryInfo? folder;

    TestDatabase(DatabaseProvider provider, string admin)
    {
        (Provider, this.admin) = (provider, admin);
        folder = provider == DatabaseProvider.Sqlite ? Directory.CreateTempSubdirectory("wecomsales-") : null;
        ConnectionString = provider switch
        {
            DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(admin) { Database = name }.ToString(),
            DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(admin) { InitialCatalog = name }.ToString(),
            _ => $"Data Source={Path}",
        };
    }

    public static DatabaseProvider Wanted { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("WECOMSALES_TEST_DATABASE") is { Length: > 0 } given ? given : nameof(DatabaseProvider.Sqlite));

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>The file, on SQLite.</summary>
    public string Path => System.IO.Path.Combine(folder?.FullName ?? throw new InvalidOperationException($"{Provider} has no file."), "test.db");

    /// <summary>A database of the wanted kind with the tables of today.</summary>
    public static async Task<TestDatabase> Create()
    {
        var from = await template.Value;
        switch (Wanted)
        {
            case DatabaseProvider.PostgreSql:
                return await Create(Wanted, $" template {from.name}");
            case DatabaseProvider.Sqlite:
                var copy = await CreateEmpty();
                File.Copy(from.Path, copy.Path);
                return copy;
            default:
                var database = await CreateEmpty();
                await database.Migrate();
                return database;
        }
    }

    public static Task<TestDatabase> CreateEmpty() => Create(Wanted);

    static async Task<TestDatabase> Create(DatabaseProvider provider, string like = "")
    {
        var database = new TestDatabase(provider, provider switch
        {
            DatabaseProvider.PostgreSql => Given("WECOMSALES_TEST_POSTGRES"),
            DatabaseProvider.SqlServer => Given("WECOMSALES_TEST_SQLSERVER"),
            _ => "",
        });
        await database.Admin($"create database {database.name}{like}");
        if (provider == DatabaseProvider.SqlServer)
        {
            await database.Admin($"alter database {database.name} set read_committed_snapshot on");
            await database.Admin($"alter database {database.name} set allow_snapshot_isolation on");
        }

        return database;
    }

    public Db Open() => Db.Open(Provider, ConnectionString);

    public async ValueTask DisposeAsync()
    {
        switch (Provider)
        {
            case DatabaseProvider.PostgreSql:
                await Admin($"drop database {name} with (force)");
                break;
            case DatabaseProvider.SqlServer:
                await Admin($"alter database {name} set single_user with rollback immediate; drop database {name}");
                break;
            default:
                folder!.Delete(recursive: true);
                break;
        }
    }

    static async Task<TestDatabase> MakeTemplate()
    {
        var made = await CreateEmpty();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.DisposeAsync().AsTask().GetAwaiter().GetResult();
        await made.Migrate();
        return made;
    }

    async Task Migrate()
    {
        await using var db = Open();
        await db.Migrate(migratedAt);
    }

    async Task Admin(string statement)
    {
        await using System.Data.Common.DbConnection? connection = Provider switch
        {
            DatabaseProvider.PostgreSql => new NpgsqlConnection(admin),
            DatabaseProvider.SqlServer => new SqlConnection(admin),
            _ => null,
        };
        if (connection is null)
        {
            return;
        }

        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is made above
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    static string Given(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{variable} is not set.");
}

/// <summary>A promise that only SQLite makes.</summary>
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.Wanted == DatabaseProvider.Sqlite ? null : "a promise of SQLite alone";
}

/// <summary>A promise that only PostgreSQL makes.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = TestDatabase.Wanted == DatabaseProvider.PostgreSql ? null : "a promise of PostgreSQL alone";
}

/// <summary>A promise that only a database server makes.</summary>
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = TestDatabase.Wanted == DatabaseProvider.Sqlite ? "a promise of database servers alone" : null;
}
