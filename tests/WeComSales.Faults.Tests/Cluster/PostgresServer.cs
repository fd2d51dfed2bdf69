using System.Diagnostics;
using Npgsql;
using WeComSales.Data;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>A PostgreSQL of its own that can be crashed: loopback, a free port, never as root, every commit on disk.</summary>
sealed class PostgresServer : IAsyncDisposable
{
    static readonly string? bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order().LastOrDefault()
        : null;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-pg-");
    readonly int port = FreeAddress.Take().Port;
    int databases;

    public static bool IsInstalled => bin is not null;

    public static async Task<PostgresServer> Start()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", "nobody", server.folder.FullName);
        }

        await server.Act("initdb", "-U", "tests", "--auth=trust", "--encoding=UTF8", "--locale=C");
        await server.Open();
        return server;
    }

    /// <summary>An empty database on it.</summary>
    public async Task<Store> CreateStore()
    {
        var name = $"fault{Interlocked.Increment(ref databases)}";
        await Sql($"create database {name}");
        return new(DatabaseProvider.PostgreSql, Connection(name));
    }

    /// <summary>An empty database whose tables lie in this folder; the server's log of writes stays where it is.</summary>
    public async Task<Store> CreateStore(string tables)
    {
        var name = $"fault{Interlocked.Increment(ref databases)}";
        await Sql($"create tablespace {name} location '{tables}'");
        await Sql($"create database {name} tablespace {name}");
        return new(DatabaseProvider.PostgreSql, Connection(name));
    }

    public Task Open() => Act(
        "pg_ctl", "-w", "-l", Path.Combine(folder.FullName, "data", "server.log"),
        "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300", "start");

    /// <summary>As losing power: no checkpoint, no goodbye; the next start recovers from the log.</summary>
    public Task Crash() => Act("pg_ctl", "-w", "-m", "immediate", "stop");

    /// <summary>As an administrator stops it: open transactions are undone, everything is written.</summary>
    public Task Stop() => Act("pg_ctl", "-w", "-m", "fast", "stop");

    public async Task Sql(string statement)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // statements of the tests
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=tests;Database={database}";

    Task Act(string program, params string[] args)
    {
        string[] command = [Path.Combine(bin!, program), "-D", Path.Combine(folder.FullName, "data"), .. args];
        return Environment.IsPrivilegedProcess ? Run("runuser", ["-u", "nobody", "--", .. command]) : Run(command[0], command[1..]);
    }

    static async Task Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        // The server that pg_ctl leaves behind must not hold our pipes.
        string[] words = ["-c", "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. args];
        Array.ForEach(words, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await Crash();
        }
        catch (InvalidOperationException)
        {
            // It is down already.
        }

        folder.Delete(recursive: true);
    }
}

/// <summary>Runs where PostgreSQL's server is installed, else is skipped by name.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.IsInstalled ? null : "PostgreSQL's server programs are not installed";
}
