using System.Runtime.InteropServices;
using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary>Several services on one database, and one WeCom.</summary>
sealed class Instances : IAsyncDisposable
{
    const int Stop = 19;
    const int Continue = 18;

    readonly List<(ServiceHome Home, KilledProcess Process)> all = [];

    Instances(SimulatorServer weCom, Store store) => (WeCom, Store) = (weCom, store);

    public SimulatorServer WeCom { get; }

    public Store Store { get; }

    public IReadOnlyList<Uri> Addresses => [.. all.Select(one => one.Home.Address)];

    public static async Task<Instances> Start(PostgresServer server, int count, params (string Key, string Value)[] changes)
    {
        var instances = new Instances(await Wire.WeCom(), await server.CreateStore());
        var homes = Enumerable.Range(0, count).Select(_ => new ServiceHome(instances.WeCom.BaseUrl, instances.Store, changes)).ToList();
        // Before they fetch their tokens: an app that may not be called back sends no cards with buttons.
        instances.WeCom.ConnectTo(homes[0].Address);
        foreach (var (home, process) in homes.Zip(await Task.WhenAll(homes.Select(home => home.Start()))))
        {
            instances.all.Add((home, process));
        }

        return instances;
    }

    public Task Kill(int which) => all[which].Process.Kill();

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
    public IReadOnlyDictionary<string, int> CardsAtWeCom() => WeCom.Calls
        .Where(call => call.Path == "message/send" && call.ErrCode == 0 && call.Status == 200 && !call.Duplicate)
        .Select(call => System.Text.Json.JsonDocument.Parse(call.Body).RootElement.TryGetProperty("template_card", out var card) && card.TryGetProperty("task_id", out var task) ? task.GetString()! : "")
        .Where(task => task.Length > 0)
        .CountBy(task => task)
        .ToDictionary();

    static void Signal(int process, int signal)
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
