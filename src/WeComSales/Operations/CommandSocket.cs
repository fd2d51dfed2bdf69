using System.Net.Sockets;
using System.Text.Json;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>One line from the service to the command: words, an error's words, progress, or the end.</summary>
sealed record SocketLine(string? Output = null, string? Error = null, int? Done = null, int? Of = null, int? Exit = null);

/// <summary>What a command asks the service to do for it.</summary>
sealed record SocketCommand(string[] Words, string Folder);

/// <summary>
/// The command's end of the way to the running service on SQLite, where one process writes: a socket beside the
/// database that only the owner of the service can open (contract).
/// </summary>
static class CommandSocket
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Beside the database; null where no socket can be.</summary>
    public static string? PathFor(DatabaseSettings database)
    {
        if (database.Provider != DatabaseProvider.Sqlite || !Socket.OSSupportsUnixDomainSockets)
        {
            return null;
        }

        var source = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = database.ConnectionString.Reveal() }["Data Source"].ToString()!;
        return Path.GetFullPath(source) + ".sock";
    }

    /// <summary>Lets the running service do it; null when none runs.</summary>
    public static async Task<int?> Ask(DatabaseSettings database, IReadOnlyList<string> words)
    {
        if (PathFor(database) is not { } path || !File.Exists(path))
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            return null; // a service that was killed left it behind
        }

        await using var stream = new NetworkStream(socket);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        await writer.WriteLineAsync(JsonSerializer.Serialize(new SocketCommand([.. words], Environment.CurrentDirectory)));
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Tell(JsonSerializer.Deserialize<SocketLine>(line)!) is { } exit)
            {
                return exit;
            }
        }

        await Console.Error.WriteLineAsync("服务在做完之前停止了");
        return Cli.Failed;
    }

    static int? Tell(SocketLine line)
    {
        switch (line)
        {
            case { Output: { } text }:
                Console.WriteLine(text);
                break;
            case { Error: { } text }:
                Console.Error.WriteLine(text);
                break;
            case { Done: { } done, Of: { } of } when !Console.IsOutputRedirected:
                Console.Write($"\r{done}/{of}{(done >= of ? "\n" : "")}");
                break;
        }

        return line.Exit;
    }
}
