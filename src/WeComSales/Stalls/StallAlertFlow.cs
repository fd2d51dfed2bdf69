using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What became of the due alerts.</summary>
public sealed record AlertsSent(int Cards, int Digests, int Held, int Unreached);

/// <summary>Lets due alerts go, person by person: as cards, as one digest, or later, as the noise budget says.</summary>
public sealed class StallAlertFlow(Db db, StallCards cards, ILogger<StallAlertFlow> log)
{
    const int PeopleAtOnce = 20;
    const int DigestLines = 3;

    public async Task<AlertsSent> SendDue(StallTerms terms, StallPeople people, DateTimeOffset now, CancellationToken stop)
    {
        var tally = new Tally { Unreached = await db.Write(tx => TellOfUnreached(new(tx, terms, people, now, new Counts()))) };
        if (terms.Sending.IsWorking(now))
        {
            while (await db.Read(tx => tx.StallAlerts.DuePeople(now, PeopleAtOnce)) is { Count: > 0 } due)
            {
                stop.ThrowIfCancellationRequested();
                if (!await db.Write(tx => SendTo(new(tx, terms, people, now, new Counts()), due, tally)))
                {
                    // Somebody else sends to one of them at this moment; what is left is found by the next scan.
                    return tally.Sum;
                }
            }
        }
        else
        {
            await db.Write(tx => tx.StallAlerts.Delay(now, terms.Sending.NextWorking(now)));
        }

        return tally.Sum;
    }

    /// <summary>Several people share a commit; false when another instance has taken from somebody's budget meanwhile.</summary>
    async Task<bool> SendTo(Scanning scan, IReadOnlyList<string> people, Tally tally)
    {
        foreach (var userid in people)
        {
            if (!await SendTo(scan, userid, tally))
            {
                return false;
            }
        }

        return true;
    }

    async Task<bool> SendTo(Scanning scan, string userid, Tally tally)
    {
        var (tx, now) = (scan.Tx, scan.Now);
        await tx.StallAlerts.Withdraw(userid, now);
        var due = await tx.StallAlerts.Due(userid, now);
        var today = scan.Terms.Sending.DayOf(now);
        var spent = await tx.StallAlerts.Spent(userid, today);
        var plan = NoiseBudget.Plan([.. due.Select(alert => new DueAlert(alert.Id, alert.State == AlertState.Held))], spent, now, scan.Terms.Rules, scan.Terms.Sending);
        if (plan.Spends > 0 && !await tx.StallAlerts.Spend(userid, today, spent, plan.Spends))
        {
            return false;
        }

        var byId = due.ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        foreach (var id in plan.Cards)
        {
            await SendCard(scan, byId[id], tally);
        }

        if (plan.Digest.Count > 0)
        {
            await SendDigest(scan, userid, tally);
        }

        if (plan.HeldUntil is { } until)
        {
            tally.Held += await tx.StallAlerts.Hold(userid, now, until, StallTexts.OverBudget);
        }

        return true;
    }

    async Task SendCard(Scanning scan, StallAlert alert, Tally tally)
    {
        if (await scan.Tx.StallAlerts.Sent(alert.Id, scan.Now, NextStep(scan)) && await Content(scan.Tx, alert, scan.Terms, scan.Now) is { } content)
        {
            await scan.Tx.Outbox.Add(cards.Card(content), scan.Now);
            tally.Cards++;
        }
    }

    async Task SendDigest(Scanning scan, string userid, Tally tally)
    {
        var digestId = Ids.New(scan.Now);
        var count = await scan.Tx.StallAlerts.Digested(userid, digestId, scan.Now, NextStep(scan));
        if (count > 0)
        {
            var largest = await scan.Tx.StallAlerts.Lines(digestId, DigestLines);
            await scan.Tx.Outbox.Add(cards.Digest(digestId, userid, count, largest, scan.Terms.Calendar, scan.Now), scan.Now);
            tally.Digests++;
        }
    }

    /// <summary>Everything a card says, as it stands now; null when the opportunity is gone.</summary>
    public async Task<StallCardContent?> Content(Tx tx, StallAlert alert, StallTerms terms, DateTimeOffset now)
    {
        if (await tx.Stalls.ById(alert.StallId) is not { } stall || await tx.Stalls.Facts(stall.OpportunityId) is not { } facts)
        {
            return null;
        }

        var colleagues = alert.Party is StallParty.Manager or StallParty.Leader && stall.Owner is { } owner
            ? (await tx.Staff.Colleagues(owner)).Where(one => one.Userid != stall.Rep && one.Userid != alert.Userid).Select(one => (one.Userid, one.Name)).ToList()
            : [];
        return new(alert, stall, facts, await Elapsed(tx, stall, terms, now), colleagues);
    }

    /// <summary>What the clock of an episode shows: since its last sign of life, without a pause.</summary>
    public static async Task<TimeSpan> Elapsed(Tx tx, Stall stall, StallTerms terms, DateTimeOffset now)
    {
        if (await tx.Stalls.ClockOf(stall.OpportunityId) is { } due
            && StallLook.At(now, due.Stage, due.Clock(now), terms.Rules, terms.Calendar).Readings.FirstOrDefault(one => one.Rule.Name == stall.RuleName) is { } reading)
        {
            return reading.Elapsed(now, terms.Calendar);
        }

        return stall.Hours == HoursKind.Natural ? now - stall.ClockBase : terms.Calendar.WorkedBetween(stall.ClockBase, now);
    }

    /// <summary>Whom WeCom would not deliver to: told to ops, once per alert.</summary>
    async Task<int> TellOfUnreached(Scanning scan)
    {
        var unreached = await scan.Tx.StallAlerts.Unreached();
        foreach (var alert in unreached)
        {
            const string Why = "企业微信送不到：不在应用可见范围、未激活或已离职";
            await scan.Tx.StallAlerts.Failed(alert.Id, Why, scan.Now);
            if (await scan.Tx.Stalls.ById(alert.StallId) is { } stall
                && await scan.People.Ops(scan.Tx, stall.Owner, except: alert.Userid) is Party.Found ops
                && alert.Party != StallParty.Missing)
            {
                var told = StallAddressing.Alert(
                    scan, stall, StallParty.Missing, alert.Party.ToString().ToLowerInvariant(), Why, ops.Userid, scan.Terms.Sending.NextWorking(scan.Now));
                await scan.Tx.StallAlerts.Add(told with { Level = alert.Level, Turn = alert.Turn });
            }
            else
            {
                log.NobodyToTell(alert.StallId);
            }
        }

        return unreached.Count;
    }

    static DateTimeOffset NextStep(Scanning scan) => scan.Now.AddHours(scan.Terms.Rules.EscalateAfterHours);

    sealed class Tally
    {
        public int Cards { get; set; }
        public int Digests { get; set; }
        public int Held { get; set; }
        public int Unreached { get; init; }

        public AlertsSent Sum => new(Cards, Digests, Held, Unreached);
    }
}
