using System.Diagnostics;
using WeComSales.Data;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Faults.Tests;

/// <summary>
/// The scanner that must never be built: it reads what is due, keeps a lease, and sends each card without asking whether
/// the lease still holds. It shows that the pause would be noticed.
/// </summary>
sealed class LeaseOnly : IAsyncDisposable
{
    public const string Name = "lease-only";

    readonly Store store;
    readonly SimulatorServer weCom;
    readonly List<Process> scanners = [];

    LeaseOnly(Store store, SimulatorServer weCom) => (this.store, this.weCom) = (store, weCom);

    public static async Task<LeaseOnly> Pair(Store store, SimulatorServer weCom, int opportunities)
    {
        await using (var db = store.Open())
        {
            await db.Write(async tx =>
            {
                await tx.Run("create table lease (owner integer not null, until timestamptz not null)");
                await tx.Run("insert into lease values (0, now())");
                await tx.Run("create table due (title text primary key, looked boolean not null)");
                await tx.Run("insert into due select 'B' || i, false from generate_series(1, @opportunities) i", new { opportunities });
            });
        }

        var pair = new LeaseOnly(store, weCom);
        pair.scanners.AddRange([pair.Scanner(), pair.Scanner()]);
        return pair;
    }

    /// <summary>The scanner that has the lease and has sent some, but not all.</summary>
    public async Task<int> OneThatSends(TimeSpan patience)
    {
        await Until(() => Task.FromResult(weCom.Phone("rep-0").Cards.Count >= 3), patience);
        var owner = await store.Look(tx => tx.One<int>("select owner from lease"));
        return scanners.FindIndex(scanner => scanner.Id == owner);
    }

    public void Pause(int which) => Instances.Signal(scanners[which].Id, Instances.Stop);

    public void Wake(int which) => Instances.Signal(scanners[which].Id, Instances.Continue);

    public Task UntilSent(int opportunities, TimeSpan patience) =>
        Until(async () => opportunities == await store.Look(tx => tx.One<long>("select count(*) from due where looked")), patience);

    public Task UntilEnded(TimeSpan patience) => Task.WhenAll(scanners.Select(scanner => scanner.WaitForExitAsync())).WaitAsync(patience);

    /// <summary>The child: <c>lease-only DATABASE WECOM</c>.</summary>
    public static async Task Run(string[] args)
    {
        await using var db = Db.Open(DatabaseProvider.PostgreSql, args[1]);
        var options = new SimulatorOptions();
        using var client = new WeComClient(
            new WeComAccount { ApiBase = new Uri(args[2]), CorpId = options.CorpId, Secret = options.Secret, App = $"{options.AgentId}" }, new MemoryTokenVault(), TimeProvider.System);
        while (await db.Read(tx => tx.All<string>("select title from due where not looked order by title")) is { Count: > 0 } due)
        {
            if (!await Leased(db))
            {
                await Task.Delay(50);
                continue;
            }

            foreach (var title in due)
            {
                var card = new TemplateCard.TextNotice { MainTitle = new CardTitle(title, $"{Environment.ProcessId}"), CardAction = CardAction.Open("http://127.0.0.1/") };
                await client.Send(MessageBody.Card(options.AgentId, ["rep-0"], card), CancellationToken.None);
                await db.Write(tx => tx.Run("update due set looked = true where title = @title", new { title }));
                await Leased(db);
                await Task.Delay(50);
            }
        }
    }

    static async Task<bool> Leased(Db db) => 1 == await db.Write(tx => tx.Run(
        "update lease set owner = @me, until = now() + interval '1 second' where owner = @me or until < now()", new { me = Environment.ProcessId }));

    Process Scanner()
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var arg in new[] { Path.Combine(AppContext.BaseDirectory, "WeComSales.Faults.Tests.dll"), Name, store.ConnectionString, weCom.BaseUrl.ToString() })
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    static async Task Until(Func<Task<bool>> there, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await there())
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var scanner in scanners)
        {
            scanner.Kill();
            scanner.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
