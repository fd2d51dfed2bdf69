using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What became of the due alerts.</summary>
public sealed record AlertsSent(int Cards, int Digests, int Held, int Unreached);

/// <summary>Lets due alerts go, person by person: as cards, as one digest, or later, as the noise budget says.</summary>
public sealed class StallAlertFlow(Db db, StallCards cards, WaitCards waitCards, AppSettings settings, ILogger<StallAlertFlow> log)
{
    const int PeopleAtOnce = 100;
    const int CardsAtOnce = 300;
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

    /// <summary>Several people share a commit, and each statement; false when another instance has taken from somebody's budget meanwhile.</summary>
    async Task<bool> SendTo(Scanning scan, IReadOnlyList<string> people, Tally tally)
    {
        var (tx, now) = (scan.Tx, scan.Now);
        await tx.StallAlerts.Withdraw(people, now);
        var today = scan.Terms.Sending.DayOf(now);
        var (due, spent) = (await tx.StallAlerts.Due(people, now, scan.Terms.Rules.DigestAbove + 1), await tx.StallAlerts.Spent(people, today));
        var plans = people.ToDictionary(userid => userid, userid => NoiseBudget.Plan(
            [.. due[userid].Select(alert => new DueAlert(alert.Id, alert.State == AlertState.Held))], spent.GetValueOrDefault(userid), now, scan.Terms.Rules, scan.Terms.Sending),
            StringComparer.Ordinal);
        var spending = plans.Where(one => one.Value.Spends > 0).Select(one => (one.Key, spent.GetValueOrDefault(one.Key), one.Value.Spends)).ToList();
        var taken = await tx.StallAlerts.Spend(today, spending);
        List<string> served = [.. people.Where(userid => plans[userid].Spends == 0 || taken.Contains(userid))];

        await SendCards(scan, [.. served.SelectMany(userid => due[userid].Where(alert => plans[userid].Cards.Contains(alert.Id)))], tally);
        foreach (var userid in served.Where(userid => plans[userid].Digest.Count > 0))
        {
            await SendDigest(scan, userid, tally);
        }

        foreach (var userid in served.Where(userid => plans[userid].HeldUntil is not null))
        {
            tally.Held += await tx.StallAlerts.Hold(userid, now, plans[userid].HeldUntil!.Value, StallTexts.OverBudget);
        }

        return served.Count == people.Count;
    }

    async Task SendCards(Scanning scan, IReadOnlyList<StallAlert> alerts, Tally tally)
    {
        foreach (var some in alerts.Chunk(CardsAtOnce))
        {
            var sent = await scan.Tx.StallAlerts.Sent(some, scan.Now, NextStep(scan));
            List<Letter> letters = [.. (await Contents(scan.Tx, [.. sent.Where(alert => alert.Subject == AlertSubject.Stall)], scan.Terms, scan.People, scan.Now)).Select(cards.Card)];
            foreach (var alert in sent.Where(alert => alert.Subject == AlertSubject.Wait))
            {
                if (await WaitFlow.Content(scan.Tx, alert, scan.Terms, scan.Now) is { } waiting)
                {
                    letters.Add(waitCards.Card(waiting));
                }
            }

            await scan.Tx.Outbox.Add(letters, scan.Now);
            tally.Cards += letters.Count;
        }
    }

    async Task SendDigest(Scanning scan, string userid, Tally tally)
    {
        var digestId = Ids.New(scan.Now);
        var (stalls, waits) = await scan.Tx.StallAlerts.Digested(userid, digestId, scan.Now, NextStep(scan));
        if (stalls + waits > 0)
        {
            // Whoever waits is waiting now: they come before the deals.
            var waiting = waits == 0 ? [] : await scan.Tx.CustomerWaits.Lines(digestId, DigestLines);
            var largest = waiting.Count == DigestLines ? [] : await scan.Tx.StallAlerts.Lines(digestId, DigestLines - waiting.Count);
            await scan.Tx.Outbox.Add(cards.Digest(digestId, userid, new(stalls, waits, largest, waiting), scan.Terms.Calendar, scan.Now), scan.Now);
            tally.Digests++;
        }
    }

    /// <summary>Everything a card says, as it stands now; null when the opportunity is gone.</summary>
    public async Task<StallCardContent?> Content(Tx tx, StallAlert alert, StallTerms terms, DateTimeOffset now) =>
        await Contents(tx, [alert], terms, new StallPeople(settings), now) is [var content] ? content : null;

    /// <summary>Of many alerts; one whose opportunity is gone has none.</summary>
    static async Task<IReadOnlyList<StallCardContent>> Contents(Tx tx, IReadOnlyList<StallAlert> alerts, StallTerms terms, StallPeople people, DateTimeOffset now)
    {
        var stalls = await tx.Stalls.ByIds([.. alerts.Select(alert => alert.StallId).Distinct()]);
        List<string> opportunities = [.. stalls.Values.Select(stall => stall.OpportunityId)];
        var (facts, clocks) = (await tx.Stalls.Facts(opportunities), await tx.Stalls.ClocksOf(opportunities));
        var contents = new List<StallCardContent>();
        foreach (var alert in alerts)
        {
            if (stalls.TryGetValue(alert.StallId, out var stall) && facts.TryGetValue(stall.OpportunityId, out var fact))
            {
                var colleagues = alert.Party is StallParty.Manager or StallParty.Leader && stall.Owner is { } owner
                    ? (await people.Colleagues(tx, owner)).Where(one => one.Userid != stall.Rep && one.Userid != alert.Userid).ToList()
                    : [];
                contents.Add(new(alert, stall, fact, Elapsed(stall, clocks.GetValueOrDefault(stall.OpportunityId), terms, now), colleagues));
            }
        }

        return contents;
    }

    /// <summary>What the clock of an episode shows: since its last sign of life, without a pause.</summary>
    public static async Task<TimeSpan> Elapsed(Tx tx, Stall stall, StallTerms terms, DateTimeOffset now) =>
        Elapsed(stall, await tx.Stalls.ClockOf(stall.OpportunityId), terms, now);

    static TimeSpan Elapsed(Stall stall, DueClock? due, StallTerms terms, DateTimeOffset now) =>
        due is not null && StallLook.At(now, due.Stage, due.Clock(now), terms.Rules, terms.Calendar).Readings.FirstOrDefault(one => one.Rule.Name == stall.RuleName) is { } reading
            ? reading.Elapsed(now, terms.Calendar)
            : stall.Hours == HoursKind.Natural ? now - stall.ClockBase : terms.Calendar.WorkedBetween(stall.ClockBase, now);

    /// <summary>Cards that WeCom would not deliver: told to ops, once per alert.</summary>
    async Task<int> TellOfUnreached(Scanning scan)
    {
        var unreached = await Unreached(scan.Tx);
        foreach (var alert in unreached)
        {
            const string Why = "企业微信送不到：不在应用可见范围、未激活或已离职";
            await scan.Tx.StallAlerts.Failed(alert.Id, Why, scan.Now);
            if (await About(scan.Tx, alert) is ({ } of, var owner)
                && await scan.People.Ops(scan.Tx, owner, except: alert.Userid) is Party.Found ops
                && alert.Party != StallParty.Missing)
            {
                var told = StallAddressing.Alert(
                    scan, of, StallParty.Missing, alert.Party.ToString().ToLowerInvariant(), Why, ops.Userid, scan.Terms.Sending.NextWorking(scan.Now));
                await scan.Tx.StallAlerts.Add([told with { Level = alert.Level, Turn = alert.Turn }]);
            }
            else
            {
                log.NobodyToTell(alert.StallId);
            }
        }

        return unreached.Count;
    }

    /// <summary>That somebody is not reached now says nothing about a card of yesterday: its own letter does.</summary>
    static async Task<IReadOnlyList<StallAlert>> Unreached(Tx tx)
    {
        var unreached = new List<StallAlert>();
        foreach (var some in (await tx.StallAlerts.ToUnreachable()).Chunk(CardsAtOnce))
        {
            var letters = await tx.Stalls.Letters([.. some.Select(StallCards.LetterKey).OfType<string>()]);
            unreached.AddRange(some.Where(alert => StallCards.LetterKey(alert) is { } key && letters.GetValueOrDefault(key) is { IsDead: true }));
        }

        return unreached;
    }

    static async Task<(AlertedOf? Of, string? Owner)> About(Tx tx, StallAlert alert) => alert.Subject == AlertSubject.Wait
        ? await tx.CustomerWaits.ById(alert.StallId) is { Wait: { } wait } ? (AlertedOf.Wait(wait), wait.Userid) : default
        : await tx.Stalls.ById(alert.StallId) is { } stall ? (AlertedOf.Stall(stall), stall.Owner) : default;

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
