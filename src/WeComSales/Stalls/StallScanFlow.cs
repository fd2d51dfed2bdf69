using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What a scan did.</summary>
/// <param name="Waiting">Customers of whom somebody was told that they wait.</param>
public sealed record StallScan(int Looked, int Opened, int Escalated, int Ended, int Waiting, AlertsSent Alerts);

/// <summary>
/// Looks at every clock whose time has come, opens, escalates and ends episodes, and lets the alerts go. It reads what
/// is due and nothing else; a doubled or late scan finds nothing left to do.
/// </summary>
public sealed class StallScanFlow(Db db, StallAlertFlow alerts, StallEndFlow ends, WaitFlow waits, AppSettings settings, ILogger<StallScanFlow> log)
{
    /// <summary>Small enough that a callback does not wait long for the one writer.</summary>
    public const int ChunkLength = 200;

    /// <summary>An open episode that waits for people is looked at again after so long, in case nobody told of a change.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    /// <param name="now">As of which it runs.</param>
    public async Task<StallScan> Run(DateTimeOffset now, CancellationToken stop)
    {
        var terms = await db.Write(tx => Terms(tx, now));
        Doubt(terms, now);
        var people = new StallPeople(settings);
        var ended = await ends.SettleAll(now, people, stop);
        var counts = new Counts();
        while (await db.Write(tx => Chunk(tx, terms, people, counts, now)) == ChunkLength)
        {
            stop.ThrowIfCancellationRequested();
        }

        var waiting = await waits.Run(terms, people, now, stop);
        var sent = await alerts.SendDue(terms, people, now, stop);
        await db.Write(tx => tx.Stalls.ScanEnded(now));
        return new(counts.Looked, counts.Opened, counts.Escalated, ended + counts.Ended, waiting, sent);
    }

    async Task<StallTerms> Terms(Tx tx, DateTimeOffset now)
    {
        if (await tx.StallRules.At(now) is null)
        {
            await tx.StallRules.Add(StallTerms.First(settings, now));
        }

        return await StallTerms.At(tx, settings, now);
    }

    void Doubt(StallTerms terms, DateTimeOffset now)
    {
        if (terms.Calendar.Doubt(terms.Calendar.DayOf(now).Year) is { } doubt)
        {
            log.CalendarUnknown(doubt);
        }
    }

    /// <summary>In few statements, however many are due: each claim first, then everything that follows from those that held.</summary>
    static async Task<int> Chunk(Tx tx, StallTerms terms, StallPeople people, Counts counts, DateTimeOffset now)
    {
        var scan = new Scanning(tx, terms, people, now, counts);
        var due = await tx.Stalls.Due(now, ChunkLength);
        var open = due.Count == 0 ? new Dictionary<string, Stall>() : await tx.Stalls.OpenOf([.. due.Select(clock => clock.OpportunityId)]);
        var looks = due.Select(clock => Look(scan, clock, open.GetValueOrDefault(clock.OpportunityId))).ToList();
        var held = await tx.Stalls.Looked([.. looks.Select(look => look.Written)]);
        var opening = new StallOpening(scan);
        foreach (var (look, written, stall) in looks.Zip(held).Where(pair => pair.Second).Select(pair => pair.First))
        {
            if (stall is not null)
            {
                await Continue(scan, written.Due, stall, look);
            }
            else if (look.Stalled is { } stalled)
            {
                await opening.Add(written.Due, stalled);
            }
        }

        await opening.Save();
        counts.Looked += due.Count;
        return due.Count;
    }

    static (StallLook Look, ClockLook Written, Stall? Open) Look(Scanning scan, DueClock due, Stall? open)
    {
        var clock = due.Clock(scan.Now);
        var look = due.ClosedAt is null ? StallLook.At(scan.Now, due.Stage, clock, scan.Terms.Rules, scan.Terms.Calendar) : new([], null);
        var next = due.ClosedAt is not null ? (DateTimeOffset?)null : open is null ? NextLook(look, scan.Now) : NextLook(open, look, scan);
        return (look, new(due, clock.Plan, look.WarnAt, look.StallAt, next), open);
    }

    /// <summary>Without an episode: when the first rule fires, or the pause is over.</summary>
    static DateTimeOffset NextLook(StallLook look, DateTimeOffset now) =>
        look.Stalled is not null ? now + Idle
        : look.StallAt is not { } at ? now + Idle
        : at > now ? at
        : look.PausedUntil(now) ?? now + Idle;

    static DateTimeOffset NextLook(Stall open, StallLook look, Scanning scan)
    {
        var idle = scan.Now + Idle;
        var wanted = look.PausedUntil(scan.Now) ?? (open.NextStepAt(scan.Terms.Rules) is { } step && step > scan.Now ? step : idle);
        return wanted < idle ? wanted : idle;
    }

    static async Task Continue(Scanning scan, DueClock due, Stall open, StallLook look)
    {
        var paused = look.PausedUntil(scan.Now) is not null;
        if (due.ClosedAt is not null || (look.Stalled is null && !paused))
        {
            var kind = due.ClosedAt is not null ? "closed" : look.Readings.Any(reading => reading.Base > open.ClockBase) ? "imported_log" : "rules";
            await End(scan, open, kind);
        }
        else if (open.Owner != due.OwnerUserid)
        {
            await Follow(scan, open, due.OwnerUserid);
        }
        else if (!paused && open.NextStepAt(scan.Terms.Rules) <= scan.Now)
        {
            await NextStep(scan, open);
        }
    }

    static async Task NextStep(Scanning scan, Stall open)
    {
        var at = scan.Terms.Sending.NextWorking(scan.Now);
        var (moved, alerts, why) = open.State == StallState.Postponed
            ? await StallAddressing.Again(scan, open.Remind(at), at)
            : await StallAddressing.Up(scan, open, at);
        if (moved is null || !await scan.Tx.Stalls.Move(open, moved))
        {
            return;
        }

        await scan.Tx.StallAlerts.Add(alerts);
        await scan.Tx.Timeline.Tell([StallOpening.Told(scan, moved, why)]);
        await scan.Tx.Stalls.Step(moved, open.State, null, why, scan.Now);
        await scan.Tx.Stalls.LookAgain(open.OpportunityId, moved.NextStepAt(scan.Terms.Rules) ?? scan.Now + Idle);
        scan.Counts.Escalated++;
    }

    /// <summary>A new owner in mid-episode: the episode follows, and whoever is new is told.</summary>
    static async Task Follow(Scanning scan, Stall open, string? owner)
    {
        var (moved, alerts) = await StallAddressing.First(scan, open.Follow(owner), [StallParty.Rep, StallParty.Manager, StallParty.Ops]);
        if (await scan.Tx.Stalls.Move(open, moved))
        {
            await scan.Tx.StallAlerts.Add(alerts);
            await scan.Tx.Stalls.Step(moved, open.State, null, "商机换了负责人，提醒跟随", scan.Now);
        }
    }

    static async Task End(Scanning scan, Stall open, string kind)
    {
        if (await scan.Tx.Stalls.Move(open, open.End(kind, scan.Now)))
        {
            scan.Counts.Ended++;
            await scan.Tx.Stalls.LookAgain(open.OpportunityId, kind == "closed" ? null : scan.Now);
        }
    }
}

/// <summary>What every look of one scan shares.</summary>
sealed record Scanning(Tx Tx, StallTerms Terms, StallPeople People, DateTimeOffset Now, Counts Counts);

sealed class Counts
{
    public int Looked { get; set; }
    public int Opened { get; set; }
    public int Escalated { get; set; }
    public int Ended { get; set; }
}
