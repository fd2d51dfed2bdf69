using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>
/// Goal 14: several services on one PostgreSQL under a steady load, with kills, standbys, crashes and restarts of the
/// database and wrong clocks; at the end every acknowledged callback was stored once and worked on once, and every card
/// came once.
/// </summary>
static class Soak
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(15);

    /// <summary><c>soak [MINUTES [PER-SECOND [INSTANCES]]]</c>: prints the table, ends with 1 when something is wrong.</summary>
    public const string Name = "soak";

    public static async Task<int> FromCommandLine(IReadOnlyList<string> words)
    {
        var report = await Run(SoakPlan.Read(words), seed: Environment.TickCount, Console.Error.WriteLine);
        Console.WriteLine(report.Table());
        foreach (var complaint in report.Complaints)
        {
            Console.WriteLine($"WRONG: {complaint}");
        }

        return report.Complaints.Count == 0 ? 0 : 1;
    }

    public static async Task<SoakReport> Run(SoakPlan plan, int seed, Action<string> tell, bool acknowledgeFirst = false)
    {
        await using var server = await PostgresServer.Start();
        await using var clocks = await SkewedClocks.Start(plan.Instances);
        await using var instances = await Instances.Start(server, await WeCom(), plan.Instances, which => [clocks.SettingOf(which)], acknowledgeFirst);
        var troubles = new Troubles(plan, instances, server, clocks, new Random(seed));
        using var load = new SteadyLoad(instances.Addresses, Wire.Sender(seed), plan.PerSecond, () => troubles.Calm);
        using var gauges = new Gauges(instances, plan.Instances, () => troubles.IsCalm);
        using var enough = new CancellationTokenSource();
        var beside = Task.WhenAll(troubles.Run(enough.Token), gauges.Run(enough.Token));
        tell($"{plan.Instances} instances, {plan.PerSecond} callbacks a second, {plan.Length.TotalMinutes:0.#} minutes, seed {seed}");
        await load.Run(plan.Length);
        await enough.CancelAsync();
        await beside;
        tell($"{load.Last} sent, {load.Acknowledged.Count} acknowledged; working off what is left");
        var left = Stopwatch.StartNew();
        if (!acknowledgeFirst)
        {
            await instances.UntilSent(patience);
        }

        return await SoakReport.Of(plan, instances, load, gauges, troubles, left.Elapsed, isWorkedOn: !acknowledgeFirst);
    }

    static Task<Simulator.SimulatorServer> WeCom() => Simulator.SimulatorServer.Start(new Simulator.SimulatorOptions
    {
        // Its licences, times 200, are the messages of a day.
        AccountCap = 5_000,
        Company = Enumerable.Range(0, SoakPlan.Reps).Aggregate(new Simulator.Company(), (company, number) => company.WithPerson($"rep-{number}", $"销售{number}")),
    });
}
