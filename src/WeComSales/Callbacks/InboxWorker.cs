using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Callbacks;

/// <summary>Works on stored callbacks: in order per customer, several customers at once, retried, and given up with a reason (F1).</summary>
public sealed class InboxWorker : BackgroundService, IDrained<ClaimedCallback>
{
    readonly Db db;
    readonly CallbackRouter router;
    readonly BotDoor bots;
    readonly PersonalDigests digests;
    readonly TimeProvider time;
    readonly ILogger<InboxWorker> log;
    readonly Drain<ClaimedCallback> drain;

    public InboxWorker(Db db, CallbackRouter router, BotDoor bots, PersonalDigests digests, TimeProvider time, DrainPace pace, ILogger<InboxWorker> log)
    {
        (this.db, this.router, this.bots, this.digests, this.time, this.log) = (db, router, bots, digests, time, log);
        drain = new(this, db.InboxBell, time, pace, broken => log.InboxUnavailable(broken));
    }

    /// <summary>Ends when everything that was new at the time of the call has had its effect or waits for its next try.</summary>
    public Task Idle() => drain.Idle();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => drain.Run(stoppingToken);

    public Task<IReadOnlyList<ClaimedCallback>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now) =>
        db.Write(tx => tx.Inbox.Claim(owner, count, leaseSeconds, now));

    public Task Renew(IReadOnlyCollection<ClaimedCallback> rows, string owner, int leaseSeconds) =>
        db.Write(tx => tx.Inbox.Renew(rows.Select(row => row.Seq), owner, leaseSeconds));

    public Task<DateTimeOffset?> NextDue() => db.Read(tx => tx.Inbox.NextDue());

    public string KeyOf(ClaimedCallback row) => row.OrderKey;

    public async Task Work(ClaimedCallback row)
    {
        using var step = Tracing.Step("callback.work", row.DedupeKey);
        step?.SetTag("kind", row.Kind);
        using var scope = log.BeginScope(new Dictionary<string, object> { ["callback"] = row.Seq, ["kind"] = row.Kind });
        try
        {
            await router.Route(row);
        }
        catch (LeaseLostException)
        {
            log.Zombie(row.Seq);
        }
        catch (Exception failure)
        {
            await Failed(row, failure);
        }
        finally
        {
            bots.Worked(row);
        }
    }

    async Task Failed(ClaimedCallback row, Exception failure)
    {
        var now = time.GetUtcNow();
        var reason = Failure.Of(failure);
        if (Retries.After(row.Attempts, Spread(row.Seq)) is { } pause)
        {
            log.Postponed(failure, row.Seq, digests.Of(row.OrderKey), row.Attempts, pause);
            await db.Write(tx => tx.Inbox.Later(row, reason, now + pause));
        }
        else
        {
            log.GivenUp(failure, row.Seq, digests.Of(row.OrderKey), row.Attempts);
            await db.Write(tx => tx.Inbox.GiveUp(row, reason, now));
        }
    }

    /// <summary>Spreads retries without chance, so that a run can be repeated exactly.</summary>
    static double Spread(long seq) => (seq * 0.6180339887498949) % 1;

    public override void Dispose()
    {
        drain.Dispose();
        base.Dispose();
    }
}
