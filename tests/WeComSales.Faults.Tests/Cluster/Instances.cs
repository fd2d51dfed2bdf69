using System.Runtime.InteropServices;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>Several services on one database, and one WeCom.</summary>
sealed class Instances : IAsyncDisposable
{
    public const int Stop = 19;
    public const int Continue = 18;

    readonly List<(ServiceHome Home, KilledProcess Process)> all = [];

    readonly bool acknowledgeFirst;

    Instances(SimulatorServer weCom, Store store, bool acknowledgeFirst) => (WeCom, Store, this.acknowledgeFirst) = (weCom, store, acknowledgeFirst);

    public SimulatorServer WeCom { get; }

    public Store Store { get; }

    public IReadOnlyList<Uri> Addresses => [.. all.Select(one => one.Home.Address)];

    public static async Task<Instances> Start(PostgresServer server, int count, params (string Key, string Value)[] changes) =>
        await Start(server, await Wire.WeCom(), count, changes);

    public static Task<Instances> Start(PostgresServer server, SimulatorServer weCom, int count, params (string Key, string Value)[] changes) =>
        Start(server, weCom, count, _ => changes);

    /// <param name="changesOf">Settings of each one besides the usual.</param>
    /// <param name="acknowledgeFirst">The receivers of <see cref="AckFirst"/> instead.</param>
    public static async Task<Instances> Start(
        PostgresServer server, SimulatorServer weCom, int count, Func<int, (string Key, string Value)[]> changesOf, bool acknowledgeFirst = false)
    {
        var instances = new Instances(weCom, await server.CreateStore(), acknowledgeFirst);
        var homes = Enumerable.Range(0, count).Select(which => new ServiceHome(weCom.BaseUrl, instances.Store.Named(Name(which)), changesOf(which))).ToList();
        // Before they fetch their tokens: an app that may not be called back sends no cards with buttons.
        instances.WeCom.ConnectTo(homes[0].Address);
        foreach (var (home, process) in homes.Zip(await Task.WhenAll(homes.Select(instances.Begin))))
        {
            instances.all.Add((home, process));
        }

        return instances;
    }

    public int ProcessOf(int which) => all[which].Process.Id;

    public Task Kill(int which) => all[which].Process.Kill();

    /// <summary>Another life of an instance that was killed.</summary>
    public async Task StartAgain(int which) => all[which] = (all[which].Home, await Begin(all[which].Home));

    Task<KilledProcess> Begin(ServiceHome home) => acknowledgeFirst ? home.StartAckFirst() : home.Start();

    /// <summary>Waits until one of them waits in the database for a lock that the test holds, and says which.</summary>
    /// <param name="what">A word of the statement.</param>
    public async Task<int> Blocked(string what, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        await using var db = Store.Open();
        while (true)
        {
            var name = await db.Read(tx => tx.One<string?>(
                "select min(application_name) from pg_stat_activity where wait_event_type = 'Lock' and application_name like @any and query like @what",
                new { any = Name("%"), what = $"%{what}%" }));
            if (name is not null)
            {
                return int.Parse(name[Name("").Length..], System.Globalization.CultureInfo.InvariantCulture);
            }

            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>SIGSTOP: the process sleeps and does not know it.</summary>
    public void Pause(int which) => Signal(all[which].Process.Id, Stop);

    /// <summary>SIGCONT.</summary>
    public void Wake(int which) => Signal(all[which].Process.Id, Continue);

    public Task UntilWorkedOff(TimeSpan patience) => Harvest.UntilWorkedOff(Store, patience);

    /// <summary>Waits until every callback has had its effect and every letter is gone.</summary>
    public async Task UntilSent(TimeSpan patience)
    {
        await UntilWorkedOff(patience);
        await using var db = Store.Open();
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await db.Read(tx => tx.Outbox.Backlog()) > 0)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>By card: how many different messages WeCom took for it and did not recognise as repeats.</summary>
    public IReadOnlyDictionary<string, int> CardsAtWeCom() => CardsAt(WeCom);

    public static IReadOnlyDictionary<string, int> CardsAt(SimulatorServer weCom) => weCom.Calls
        .Where(call => call.Path == "message/send" && call.ErrCode == 0 && call.Status == 200 && !call.Duplicate)
        .Select(call => System.Text.Json.JsonDocument.Parse(call.Body).RootElement.TryGetProperty("template_card", out var card) && card.TryGetProperty("task_id", out var task) ? task.GetString()! : "")
        .Where(task => task.Length > 0)
        .CountBy(task => task)
        .ToDictionary();

    static string Name(object which) => $"instance-{which}";

    public static void Signal(int process, int signal)
    {
        if (0 != Send(process, signal))
        {
            throw new InvalidOperationException($"Signal {signal} did not reach process {process}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Send(int process, int signal);

    public async ValueTask DisposeAsync()
    {
        foreach (var (home, process) in all)
        {
            await process.DisposeAsync();
            home.Dispose();
        }

        await WeCom.DisposeAsync();
    }
}
