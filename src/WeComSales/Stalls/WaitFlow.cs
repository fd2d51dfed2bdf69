using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>
/// Customers who wait (客户等待回复), within the scan of stalls: whoever is due is brought up, level by level, and the cards
/// of those who were answered say so. It reads what is due and nothing else.
/// </summary>
public sealed class WaitFlow(Db db, WaitCards cards, AppSettings settings)
{
    const int AtOnce = 200;

    /// <returns>How many waits were brought up.</returns>
    public async Task<int> Run(StallTerms terms, StallPeople people, DateTimeOffset now, CancellationToken stop)
    {
        var counts = new Counts();
        await Each(tx => Settle(tx, now), stop);
        await Each(tx => Look(new(tx, terms, people, now, counts)), stop);
        return counts.Opened;
    }

    /// <summary>What a card says now; null when the customer waits no more.</summary>
    public static async Task<WaitCardContent?> Content(Tx tx, StallAlert alert, StallTerms terms, DateTimeOffset now) =>
        await tx.CustomerWaits.ById(alert.StallId) is { Wait: { } wait }
            ? new(alert, wait, await tx.CustomerWaits.Facts(wait.ExternalUserid, wait.Userid), StallTexts.Waited(terms.Calendar.WorkedBetween(wait.Since, now)))
            : null;

    async Task Each(Func<Tx, Task<int>> part, CancellationToken stop)
    {
        while (await db.Write(part) == AtOnce)
        {
            stop.ThrowIfCancellationRequested();
        }
    }

    static async Task<int> Look(Scanning scan)
    {
        var steps = new List<(OpenWait Read, CustomerWait Now, DateTimeOffset? Next, IReadOnlyList<StallAlert> Alerts)>();
        foreach (var read in await scan.Tx.CustomerWaits.Due(scan.Now, AtOnce))
        {
            steps.Add(await Step(scan, read));
        }

        var held = await scan.Tx.CustomerWaits.Looked(steps.Select(step => (step.Read, step.Now, step.Next)));
        var told = steps.Zip(held).Where(pair => pair.Second && pair.First.Alerts.Count > 0).Select(pair => pair.First).ToList();
        await scan.Tx.StallAlerts.Add(told.SelectMany(step => step.Alerts));
        await scan.Tx.Timeline.Tell(told.Select(step => new TimelineRow(
            Ids.New(scan.Now), step.Now.ExternalUserid, null, TimelineKinds.Alert, scan.Now, null,
            StallTexts.WaitTold(StallTexts.Waited(scan.Terms.Calendar.WorkedBetween(step.Now.Since, scan.Now)), step.Now.Level), null, step.Now.Id, scan.Now)));
        scan.Counts.Opened += told.Count;
        return steps.Count;
    }

    static async Task<(OpenWait, CustomerWait, DateTimeOffset?, IReadOnlyList<StallAlert>)> Step(Scanning scan, OpenWait read)
    {
        var (wait, rules) = (read.Wait, scan.Terms.Rules);
        if (rules.Waiting is not { } rule)
        {
            return (read, wait, null, []);
        }

        if (wait.NextStepAt(rule, rules, scan.Terms.Calendar) is var due && due > scan.Now)
        {
            return (read, wait, due, []);
        }

        var at = scan.Terms.Sending.NextWorking(scan.Now);
        var told = wait.Told(at);
        var alerts = wait.Level == 0 ? await First(scan, rule, told, at) : await Up(scan, told, at);
        return alerts.Count == 0 && wait.Level > 0 ? (read, wait, null, []) : (read, told, told.NextStepAt(rule, rules, scan.Terms.Calendar), alerts);
    }

    static async Task<IReadOnlyList<StallAlert>> First(Scanning scan, WaitingRule rule, CustomerWait wait, DateTimeOffset at)
    {
        var parties = new List<(StallParty, Party)>();
        foreach (var party in rule.Tells)
        {
            parties.Add((party, party == StallParty.Rep ? await scan.People.Rep(scan.Tx, wait.Userid, wait.Userid) : await scan.People.Manager(scan.Tx, wait.Userid)));
        }

        return StallAddressing.Alerts(scan, AlertedOf.Wait(wait), parties, await scan.People.Ops(scan.Tx, wait.Userid), at);
    }

    static async Task<IReadOnlyList<StallAlert>> Up(Scanning scan, CustomerWait wait, DateTimeOffset at)
    {
        var before = (await scan.Tx.StallAlerts.Of(wait.Id)).Where(alert => alert.Party is StallParty.Manager or StallParty.Leader).Select(alert => alert.Userid).ToList();
        return await scan.People.Above(scan.Tx, before.LastOrDefault() ?? wait.Userid, [wait.Userid, .. before]) is Party.Found leader
            ? [StallAddressing.Alert(scan, AlertedOf.Wait(wait), StallParty.Leader, "", StallTexts.Found(leader.By), leader.Userid, at)]
            : [];
    }

    async Task<int> Settle(Tx tx, DateTimeOffset now)
    {
        var ended = await tx.CustomerWaits.Unsettled(now, AtOnce);
        foreach (var wait in ended)
        {
            if (!await tx.CustomerWaits.Settle(wait.Id))
            {
                continue;
            }

            var facts = await tx.CustomerWaits.Facts(wait.ExternalUserid, wait.Userid);
            var title = StallTexts.WaitEnded(facts.Member, wait.ClosedBy is not null, wait.AnsweredAt ?? now, settings.TimeZone);
            foreach (var alert in (await tx.StallAlerts.Of(wait.Id)).Where(alert => alert.State == AlertState.Sent))
            {
                if (await tx.Cards.Spend(WaitCards.TaskId(alert.Id), now) is { } code)
                {
                    await tx.Outbox.Add(cards.Update(alert, facts, title, code, "ended"), now);
                }
            }
        }

        return ended.Count;
    }
}
