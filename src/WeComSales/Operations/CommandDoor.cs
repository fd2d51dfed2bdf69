using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace WeComSales.Operations;

/// <summary>The service's end: takes writing commands through the owner-only socket and runs them here, where the one writer is.</summary>
public sealed class CommandDoor(IServiceProvider services, AppSettings settings, ILogger<CommandDoor> log) : BackgroundService
{
    static readonly string[] Allowed = ["import", "job", "dead", "migrate", "erase", "lexicon"];
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (CommandSocket.PathFor(settings.Database) is not { } path)
        {
            return;
        }

        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Whoever holds the writer's lock may: one that was killed left its socket behind.
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                // Before it listens: until then nobody can connect.
                File.SetUnixFileMode(path, CommandSocket.OwnerOnly);
            }

            listener.Listen();
        }
        catch (Exception impossible) when (impossible is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            log.NoCommandDoor(impossible, path);
            return;
        }

        await Receive(listener, path, stoppingToken);
    }

    async Task Receive(Socket listener, string path, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await listener.AcceptAsync(stop), stop);
            }
            catch (SocketException full)
            {
                // No handles are left, for instance: that passes, and the service goes on.
                log.CommandFailed(full);
                await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }
        }

        File.Delete(path);
    }

    async Task Serve(Socket socket, CancellationToken stop)
    {
        try
        {
            using (socket)
            {
                await using var stream = new NetworkStream(socket);
                using var reader = new StreamReader(stream);
                await using var writer = new StreamWriter(stream) { AutoFlush = true };
                var command = JsonSerializer.Deserialize<SocketCommand>(await reader.ReadLineAsync(stop) ?? "null");
                await Run(command ?? new([], "/"), new Relay(writer), stop);
            }
        }
        catch (Exception gone) when (gone is IOException or JsonException or OperationCanceledException)
        {
            // Whoever asked has left, or the service stops.
        }
        catch (Exception failure)
        {
            // Whoever asked sees the line cut; here it is the only trace.
            log.CommandFailed(failure);
        }
    }

    async Task Run(SocketCommand command, Relay relay, CancellationToken stop)
    {
        log.CommandTaken(string.Join(' ', command.Words.Take(2)));
        using var output = new RelayWriter(line => relay.Send(new(Output: line)));
        using var error = new RelayWriter(line => relay.Send(new(Error: line)));
        var listener = new Speaking.Listener(output, error, command.Folder, (done, of) => relay.Send(new(Done: done, Of: of)));
        var exit = command.Words is [var first, ..] && Allowed.Contains(first)
            ? await Speaking.To(listener, () => CommandWork.Inside(services, () => Cli.Run([], command.Words)))
            : Cli.WrongUse;
        stop.ThrowIfCancellationRequested();
        relay.Send(new(Exit: exit));
    }

    /// <summary>Lines from several tasks, one at a time.</summary>
    sealed class Relay(StreamWriter writer)
    {
        public void Send(SocketLine line)
        {
            lock (writer)
            {
                writer.WriteLine(JsonSerializer.Serialize(line));
            }
        }
    }

    /// <summary>Sends each line as it ends.</summary>
    sealed class RelayWriter(Action<string> send) : TextWriter
    {
        readonly StringBuilder line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (line)
            {
                if (value != '\n')
                {
                    line.Append(value);
                    return;
                }

                send(line.ToString().TrimEnd('\r'));
                line.Clear();
            }
        }
    }
}
