using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Archive;
using WeComSales.Data;
using WeComSales.Shared;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>The archive's reader is killed at random while messages arrive: each is stored once, in the order of its chat.</summary>
public sealed class ArchiveKillTests(ITestOutputHelper output)
{
    const int Chats = 20;
    static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [CompiledFact]
    public async Task A_reader_that_is_killed_at_random_loses_nothing_and_doubles_nothing()
    {
        var (kills, messages) = (Setting.Count(5, 100), Setting.Count(2_000, 20_000));
        var dice = Setting.Dice(seed: 11);
        await using var desk = await Desk.Open();
        desk.Arrive(messages / 4);
        var running = desk.Worker.StartAsync(CancellationToken.None);
        await running;
        var arriving = Task.Run(async () =>
        {
            for (var rest = messages - (messages / 4); rest > 0; rest -= 50)
            {
                desk.Arrive(Math.Min(50, rest));
                desk.Worker.Wake();
                await Task.Delay(dice.Next(1, 20));
            }
        });
        for (var kill = 1; kill <= kills; kill++)
        {
            var reader = await desk.Reader();
            await Task.Delay(dice.Next(50, 600));
            Kill(reader);
        }

        await arriving;
        await desk.Worker.Idle().WaitAsync(Patience);
        await desk.Worker.StopAsync(CancellationToken.None);

        output.WriteLine($"{kills} kills, {messages} messages");
        await desk.IsWhole(messages);
    }

    /// <summary>What the position must never do: move before the messages are durable. The kill then loses what lay between.</summary>
    [CompiledFact]
    public async Task Control_a_position_that_is_saved_first_loses_messages_when_the_reader_is_killed()
    {
        const int Messages = 2_000;
        var dice = Setting.Dice(seed: 12);
        await using var desk = await Desk.Open();
        desk.Arrive(Messages);
        var (position, stored, deadline) = (0L, new HashSet<long>(), Stopwatch.GetTimestamp());
        for (var life = 0; position < Messages && Stopwatch.GetElapsedTime(deadline) < Patience; life++)
        {
            using var reader = desk.StartReader(position);
            using var killing = new CancellationTokenSource();
            var death = life < 10 ? Task.Delay(dice.Next(250, 700), killing.Token).ContinueWith(_ => Kill(reader.Id), TaskScheduler.Default) : Task.CompletedTask;
            while (await reader.StandardOutput.ReadLineAsync() is { } line && JsonNode.Parse(line)!.AsObject() is var said)
            {
                if (said["caughtUp"] is not null)
                {
                    break;
                }

                // The batch that has begun counts as read: its end is its first seq and the reader's limit.
                var seq = said["seq"]!.GetValue<long>();
                position = Math.Max(position, Math.Min(Messages, ((seq - 1) / Desk.Limit * Desk.Limit) + Desk.Limit));
                stored.Add(seq);
                if (seq == position)
                {
                    await desk.Acknowledge(reader, seq);
                }
            }

            await killing.CancelAsync();
            await death.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Kill(reader.Id);
        }

        output.WriteLine($"{Messages - stored.Count} of {Messages} lost");
        stored.Count.ShouldBeLessThan(Messages);
    }

    static void Kill(int reader)
    {
        try
        {
            using var process = Process.GetProcessById(reader);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    /// <summary>A database, WeCom's stand-in, and the service's own supervisor between them.</summary>
    sealed class Desk : IAsyncDisposable
    {
        public const int Limit = 200;

        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-archive-");
        readonly StandIn wecom = new();
        readonly Db db;
        int arrived;

        Desk()
        {
            wecom.NewKey(1);
            db = Db.Open(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "archive.db")}");
            Environment.SetEnvironmentVariable("FINANCE_STANDIN", wecom.Folder);
            var pace = new ArchivePace(10, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20));
            Worker = new(db, new ArchiveFlow(db, TimeProvider.System), Settings(), pace, TimeProvider.System, NullLogger<ArchiveWorker>.Instance);
        }

        public ArchiveWorker Worker { get; }

        static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "wecomsales-archive-reader.exe" : "wecomsales-archive-reader");

        public static async Task<Desk> Open()
        {
            var desk = new Desk();
            await desk.db.Migrate(Start);
            return desk;
        }

        /// <summary>Messages of several chats, two in the same millisecond each.</summary>
        public void Arrive(int count) => wecom.Arrive(Enumerable.Range(arrived, count).Select(Next).ToList());

        JsonObject Next(int number)
        {
            arrived = number + 1;
            return StandIn.Text($"m{number}", $"wm{number % Chats}", "linxiao", $"第 {number} 条", Start.AddMilliseconds(number / 2));
        }

        public async Task<int> Reader()
        {
            var started = Stopwatch.GetTimestamp();
            while (true)
            {
                if (Worker.ReaderId is { } reader)
                {
                    return reader;
                }

                Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience);
                await Task.Delay(5);
            }
        }

        public Process StartReader(long after)
        {
            var reader = Process.Start(new ProcessStartInfo(Program, "read-archive") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            reader.StandardInput.WriteLine(System.Text.Json.JsonSerializer.Serialize(new
            {
                corpId = StandIn.CorpId, secret = StandIn.Secret, library = StandIn.Library, keys = new Dictionary<string, string> { ["1"] = wecom.KeyFile(1) }, after, limit = Limit,
            }));
            reader.StandardInput.Flush();
            return reader;
        }

        public async Task Acknowledge(Process reader, long seq)
        {
            try
            {
                await reader.StandardInput.WriteLineAsync($$"""{"ack":{{seq}}}""");
                await reader.StandardInput.FlushAsync();
            }
            catch (IOException)
            {
                // It was killed meanwhile.
            }
        }

        /// <summary>Everything is there once, each chat in its order, on the timeline as well.</summary>
        public async Task IsWhole(int messages)
        {
            (await db.Read(tx => tx.One<long>("select count(*) from chat_messages"))).ShouldBe(messages);
            (await db.Read(tx => tx.One<long>("select count(*) from timeline where kind = 'message'"))).ShouldBe(messages);
            (await db.Read(tx => tx.ArchivePositions.State()))!.Seq.ShouldBe(wecom.LastSeq);
            for (var chat = 0; chat < Chats; chat++)
            {
                var said = await db.Read(tx => tx.ChatMessages.Page($"linxiao~wm{chat}", Start.AddDays(1), 0, messages));
                said.Reverse().Select(line => line.Text).ShouldBe(Enumerable.Range(0, messages).Where(number => number % Chats == chat).Select(number => $"第 {number} 条"));
            }
        }

        AppSettings Settings()
        {
            var values = new Dictionary<string, string?>
            {
                ["PublicBaseUrl"] = "http://127.0.0.1:5080",
                ["WeCom:CorpId"] = StandIn.CorpId,
                ["WeCom:AgentId"] = "1000002",
                ["WeCom:Secret"] = "app",
                ["WeCom:Token"] = Wire.Token,
                ["WeCom:EncodingAesKey"] = Wire.Key,
                ["WeCom:Archive:Secret"] = StandIn.Secret,
                ["WeCom:Archive:Reader"] = Program,
                ["WeCom:Archive:Library"] = StandIn.Library,
                ["WeCom:Archive:PrivateKeys:1File"] = wecom.KeyFile(1),
            };
            var reading = AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
            return reading.Settings ?? throw new InvalidOperationException(string.Join("; ", reading.Faults));
        }

        public async ValueTask DisposeAsync()
        {
            Worker.Dispose();
            await db.DisposeAsync();
            wecom.Dispose();
            folder.Delete(recursive: true);
        }
    }
}
