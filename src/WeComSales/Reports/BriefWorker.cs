using WeComSales.Data;

namespace WeComSales.Reports;

/// <summary>Makes the briefs that are due, two at a time; several instances share them, and what a dead one held is taken over.</summary>
public sealed class BriefWorker : BackgroundService, IDrained<ClaimedBrief>, ISettles
{
    const int AtOnce = 2;

    readonly Db db;
    readonly BriefFlow flow;
    readonly Drain<ClaimedBrief> drain;
    readonly Bell bell = new();

    public BriefWorker(Db db, BriefFlow flow, TimeProvider time, DrainPace pace, ILogger<BriefWorker> log)
    {
        (this.db, this.flow) = (db, flow);
        drain = new(this, bell, time, pace with { AtOnce = AtOnce }, broken => log.Broken(broken));
    }

    /// <summary>Ends when every brief that is due has been made.</summary>
    public Task Settled(CancellationToken stop) => this.UntilIdle(drain.Idle, stop);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => drain.Run(stoppingToken);

    public async Task<IReadOnlyList<ClaimedBrief>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now)
    {
        await flow.Watch(now);
        return await db.Write(tx => tx.Reports.Claim(owner, Math.Min(count, AtOnce), leaseSeconds, now));
    }

    public Task Renew(IReadOnlyCollection<ClaimedBrief> rows, string owner, int leaseSeconds) =>
        db.Write(tx => tx.Reports.Renew(rows.Select(row => row.Id), owner, leaseSeconds));

    /// <summary>The bell rings for work by hand; the end of the day is looked for every second.</summary>
    public Task<DateTimeOffset?> NextDue() => db.Read(tx => tx.Reports.NextDue());

    public string KeyOf(ClaimedBrief row) => "";

    public async Task Work(ClaimedBrief row)
    {
        try
        {
            await flow.Make(row);
        }
        catch (Exception broken)
        {
            await flow.Failed(row, broken);
        }
    }

    public override void Dispose()
    {
        drain.Dispose();
        bell.Dispose();
        base.Dispose();
    }
}
