using WeComSales.Data;

namespace WeComSales.Delivery;

/// <summary>Sends what the outbox holds: at least once, the same bytes each time, below every limit of WeCom (F8, reliability rules 15 to 19).</summary>
public sealed class OutboxWorker : BackgroundService, IDrained<ClaimedLetter>, ISettles
{
    /// <summary>So often a letter may be what a lane is closed for, while others come through in between.</summary>
    const int MostVainTries = 3;

    readonly Db db;
    readonly WeComDoor door;
    readonly FileStep files;
    readonly PersonalDigests digests;
    readonly TimeProvider time;
    readonly ILogger<OutboxWorker> log;
    readonly Drain<ClaimedLetter> drain;

    public OutboxWorker(Db db, WeComDoor door, FileStep files, PersonalDigests digests, TimeProvider time, DrainPace pace, ILogger<OutboxWorker> log)
    {
        (this.db, this.door, this.files, this.digests, this.time, this.log) = (db, door, files, digests, time, log);
        drain = new(this, db.OutboxBell, time, pace with { AtOnce = 4 }, broken => log.OutboxUnavailable(broken));
    }

    /// <summary>Ends when everything that could be sent at the time of the call has been sent.</summary>
    public Task Idle() => drain.Idle();

    public Task Settled(CancellationToken stop) => this.UntilIdle(drain.Idle, stop);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => drain.Run(stoppingToken);

    public Task<IReadOnlyList<ClaimedLetter>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now) =>
        db.Write(tx => tx.Outbox.Claim(owner, count, leaseSeconds, now));

    public Task Renew(IReadOnlyCollection<ClaimedLetter> rows, string owner, int leaseSeconds) =>
        db.Write(tx => tx.Outbox.Renew(rows.Select(row => row.Id), owner, leaseSeconds));

    public Task<DateTimeOffset?> NextDue() => db.Read(tx => tx.Outbox.NextDue());

    /// <summary>Letters about one card in order; letters with one file one after another, so that it is uploaded once.</summary>
    public string KeyOf(ClaimedLetter row) => row.TaskId ?? row.FileId ?? "";

    public async Task Work(ClaimedLetter letter)
    {
        using var step = Tracing.Step("letter.send", letter.Trace);
        step?.SetTag("call", letter.Call);
        using var scope = log.BeginScope(new Dictionary<string, object> { ["letter"] = letter.Id, ["call"] = letter.Call });
        var (body, obstacle) = await files.BodyOf(letter, time.GetUtcNow());
        if (obstacle is not null)
        {
            await db.Write(tx => Record(tx, letter, obstacle, time.GetUtcNow()));
            return;
        }

        if (!await Gate(letter))
        {
            return;
        }

        var verdict = await door.Send(letter, body!, time.GetUtcNow(), CancellationToken.None);
        DeliveryMeters.Sent(letter.Call, verdict);
        var now = time.GetUtcNow();
        await db.Write(tx => Record(tx, letter, verdict, now));
    }

    /// <summary>The limiter and the fence in one statement's reach: whoever passes is the only one, and is counted.</summary>
    async Task<bool> Gate(ClaimedLetter letter)
    {
        var now = time.GetUtcNow();
        var (passed, wait) = await db.Write(async tx =>
        {
            if (letter.Call == Call.MessageSend && SendLimits.WaitUntil(await tx.Outbox.Recent(letter.Receiver, now)) is { } until)
            {
                await tx.Outbox.Later(letter, "limit per member", until, inDoubt: false);
                return (false, (DateTimeOffset?)until);
            }

            return (await tx.Outbox.Gate(letter, now), null);
        });
        if (wait is { } at)
        {
            log.Postponed(letter.Id, at, "limit per member");
        }
        else if (!passed)
        {
            log.Zombie(letter.Id);
        }

        return passed;
    }

    async Task Record(Tx tx, ClaimedLetter letter, Verdict verdict, DateTimeOffset now)
    {
        switch (verdict)
        {
            case Verdict.Delivered delivered:
                await tx.Outbox.Sent(letter, delivered.Detail, delivered.MsgId, now);
                await tx.SendLanes.Open(letter.Call);
                await Remember(tx, letter, delivered, now);
                break;
            case Verdict.Unreachable unreachable:
                await tx.SendLanes.Unreachable(letter.Receiver, unreachable.Reason, now);
                await GiveUp(tx, letter, unreachable.Reason, inDoubt: false, now);
                break;
            case Verdict.Expired when letter.Instead is { } instead:
                await tx.Outbox.Sent(letter, "the card's code had expired; sent as a message", null, now);
                await tx.Outbox.Add(new Letter($"{letter.DedupeKey}:instead", Call.MessageSend, letter.Lane, letter.Receiver, instead), now);
                break;
            case Verdict.Closed { BySetting: true } closed when await OthersComeThrough(tx, letter):
                await GiveUp(tx, letter, $"{closed.Reason}; others came through meanwhile", inDoubt: false, now);
                break;
            case Verdict.Closed closed:
                await tx.SendLanes.Close(letter.Call, closed.Until, closed.Reason);
                await tx.Outbox.Later(letter, closed.Reason, closed.Until, inDoubt: false);
                log.LaneClosed(letter.Call, closed.Until, closed.Reason);
                break;
            case Verdict.FileGone gone when letter.Attempts == 0:
                await tx.OutboxFiles.Drop(letter.FileId!);
                await tx.Outbox.Later(letter, gone.Reason, now, inDoubt: false);
                break;
            case Verdict.Later later:
                await tx.Outbox.Later(letter, later.Reason, later.At, later.InDoubt);
                log.Postponed(letter.Id, later.At, later.Reason);
                break;
            default:
                await GiveUp(tx, letter, verdict.Reason, verdict is Verdict.Dead { InDoubt: true }, now);
                break;
        }
    }

    /// <summary>A fault that looked like the lane's but is this letter's own: since its last try others of its API were taken.</summary>
    static async Task<bool> OthersComeThrough(Tx tx, ClaimedLetter letter) =>
        letter.Attempts + 1 >= MostVainTries && letter.GatedAt is { } last && await tx.Outbox.AnySent(letter.Call, last);

    static async Task Remember(Tx tx, ClaimedLetter letter, Verdict.Delivered delivered, DateTimeOffset now)
    {
        if (letter.Call == Call.MessageSend)
        {
            await tx.SendLanes.Reached(letter.Receiver);
        }

        if (letter.TaskId is { } taskId && delivered.ResponseCode is { } code)
        {
            await tx.Cards.Remember(taskId, letter.Receiver, code, now + WeComDoor.CodeLife, now);
        }
    }

    async Task GiveUp(Tx tx, ClaimedLetter letter, string reason, bool inDoubt, DateTimeOffset now)
    {
        await tx.Outbox.GiveUp(letter, reason, inDoubt, now);
        log.GivenUp(letter.Id, digests.Of(letter.Receiver), reason);
    }

    public override void Dispose()
    {
        drain.Dispose();
        base.Dispose();
    }
}
