namespace WeComSales.Faults.Tests;

/// <summary>One trouble after another until told to stop: a kill, a standby, a crash and a restart of the database, a clock that is wrong.</summary>
sealed class Troubles(SoakPlan plan, Instances instances, PostgresServer server, SkewedClocks clocks, Random dice)
{
    /// <summary>Longer than a lease: the others take the work over.</summary>
    static readonly TimeSpan standby = TimeSpan.FromSeconds(14);

    /// <summary>Within the ten minutes by which a callback's own time may differ.</summary>
    static readonly TimeSpan wrong = TimeSpan.FromMinutes(8), wrongFor = TimeSpan.FromSeconds(10);

    /// <summary>After a trouble its traces are worked off before anything counts as calm again.</summary>
    static readonly TimeSpan after = TimeSpan.FromSeconds(3);

    long calmFrom;
    int rounds;

    public bool IsCalm => Environment.TickCount64 >= Interlocked.Read(ref calmFrom);

    /// <summary>Which of the calm times between troubles this is; null while something is broken.</summary>
    public int? Calm => IsCalm ? Volatile.Read(ref rounds) : null;

    /// <summary>How often each came.</summary>
    public SortedDictionary<string, int> Count { get; } = new(StringComparer.Ordinal);

    public async Task Run(CancellationToken stop)
    {
        for (var round = 0; await Passes(plan.Pause, stop); round++)
        {
            Interlocked.Exchange(ref calmFrom, long.MaxValue);
            Interlocked.Increment(ref rounds);
            var what = await One(round);
            Count[what] = Count.GetValueOrDefault(what) + 1;
            Interlocked.Exchange(ref calmFrom, Environment.TickCount64 + (long)after.TotalMilliseconds);
        }
    }

    async Task<string> One(int round)
    {
        // The first instance lives through all of it, so that its memory can be followed.
        var victim = dice.Next(1, plan.Instances);
        switch (round % 5)
        {
            case 0:
                await instances.Kill(victim);
                await Task.Delay(dice.Next(500, 3000));
                await instances.StartAgain(victim);
                return "an instance killed";
            case 1:
                await server.Crash();
                await Task.Delay(dice.Next(500, 2000));
                await server.Open();
                return "the database crashed";
            case 2:
                await Wrong(dice.Next(plan.Instances));
                return "a clock put 8 minutes forward, then back, then right";
            case 3:
                instances.Pause(victim);
                await Task.Delay(standby);
                instances.Wake(victim);
                return "an instance asleep for 14 s";
            default:
                await server.Stop();
                await server.Open();
                return "the database restarted";
        }
    }

    async Task Wrong(int which)
    {
        foreach (var by in new[] { wrong, -wrong, TimeSpan.Zero })
        {
            clocks.Put(which, by);
            await Task.Delay(by == TimeSpan.Zero ? TimeSpan.Zero : wrongFor / 2);
        }
    }

    static async Task<bool> Passes(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        return !stop.IsCancellationRequested;
    }
}
