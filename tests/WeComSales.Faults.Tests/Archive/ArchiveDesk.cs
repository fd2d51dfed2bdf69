using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Archive;
using WeComSales.Data;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>A database, WeCom's stand-in, and the service's own supervisor between them.</summary>
sealed class ArchiveDesk : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    const int Chats = 20;
    static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    public const int Limit = 200;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-archive-");
    int arrived;

    /// <summary>WeCom's side.</summary>
    public StandIn WeCom { get; } = new();

    public Db Db { get; }

    ArchiveDesk()
    {
        WeCom.NewKey(1);
        Db = Db.Open(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "archive.db")}");
        Environment.SetEnvironmentVariable("FINANCE_STANDIN", WeCom.Folder);
        Worker = NewWorker();
    }

    public ArchiveWorker Worker { get; private set; }

    ArchiveWorker NewWorker() => new(
        Db, new ArchiveFlow(Db, TimeProvider.System), Settings(),
        new ArchivePace(10, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)),
        TimeProvider.System, NullLogger<ArchiveWorker>.Instance);

    /// <summary>The service is stopped and another one starts.</summary>
    public async Task Restart()
    {
        await Worker.StopAsync(CancellationToken.None);
        Worker.Dispose();
        Worker = NewWorker();
        await Worker.StartAsync(CancellationToken.None);
    }

    public async Task Until(Func<Task<bool>> happened)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await happened())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            Worker.Wake();
            await Task.Delay(20);
        }
    }

    /// <summary>What is stored, by msgid, in the order of the archive.</summary>
    public Task<IReadOnlyList<string>> Stored() => Db.Read(tx => tx.All<string>("select msgid from chat_messages order by seq"));

    public static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "wecomsales-archive-reader.exe" : "wecomsales-archive-reader");

    public static async Task<ArchiveDesk> Open()
    {
        var desk = new ArchiveDesk();
        await desk.Db.Migrate(Start);
        return desk;
    }

    /// <summary>Messages of several chats, two in the same millisecond each.</summary>
    public void Arrive(int count) => WeCom.Arrive(Enumerable.Range(arrived, count).Select(Next).ToList());

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
            corpId = StandIn.CorpId, secret = StandIn.Secret, library = StandIn.Library, keys = new Dictionary<string, string> { ["1"] = WeCom.KeyFile(1) }, after, limit = Limit,
        }));
        reader.StandardInput.Flush();
        return reader;
    }

    public static async Task Acknowledge(Process reader, long seq)
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
        (await Db.Read(tx => tx.One<long>("select count(*) from chat_messages"))).ShouldBe(messages);
        (await Db.Read(tx => tx.One<long>("select count(*) from timeline where kind = 'message'"))).ShouldBe(messages);
        (await Db.Read(tx => tx.ArchivePositions.State()))!.Seq.ShouldBe(WeCom.LastSeq);
        for (var chat = 0; chat < Chats; chat++)
        {
            var said = await Db.Read(tx => tx.ChatMessages.Page($"linxiao~wm{chat}", Start.AddDays(1), 0, messages));
            said.Reverse().Select(line => line.Text).ShouldBe(Enumerable.Range(0, messages).Where(number => number % Chats == chat).Select(number => $"第 {number} 条"));
        }
    }

    /// <param name="changes">Settings that differ from the right ones; null takes one away.</param>
    public AppSettings Settings(params (string Key, string? Value)[] changes)
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
            ["WeCom:Archive:PrivateKeys:1File"] = WeCom.KeyFile(1),
        };
        foreach (var (key, value) in changes)
        {
            values[key] = value;
        }

        var reading = AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        return reading.Settings ?? throw new InvalidOperationException(string.Join("; ", reading.Faults));
    }

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        await Db.DisposeAsync();
        WeCom.Dispose();
        folder.Delete(recursive: true);
    }
}
