using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What the alerts of a level are about.</summary>
sealed record AlertedOf(AlertSubject Subject, string Id, string ExternalUserid, int Level, int Turn)
{
    public static AlertedOf Stall(Stall stall) => new(AlertSubject.Stall, stall.Id, stall.ExternalUserid, Math.Max(1, stall.Level), stall.Turn);

    public static AlertedOf Wait(CustomerWait wait) => new(AlertSubject.Wait, wait.Id, wait.ExternalUserid, Math.Max(1, wait.Level), 0);
}

/// <summary>To whom the alerts of a level go. Nobody is skipped silently: whoever is missing becomes an alert for ops.</summary>
static class StallAddressing
{
    /// <summary>Level 1, or whoever is new after the owner changed: the parties of the rule, once each.</summary>
    public static async Task<(Stall Stall, IReadOnlyList<StallAlert> Alerts)> First(Scanning scan, Stall stall, IReadOnlyList<StallParty> tells)
    {
        var at = scan.Terms.Sending.NextWorking(scan.Now);
        var ops = await scan.People.Ops(scan.Tx, stall.Owner);
        var parties = new List<(StallParty Party, Party Who)>();
        foreach (var party in tells)
        {
            parties.Add((party, party switch
            {
                StallParty.Rep => await scan.People.Rep(scan.Tx, stall.Rep, stall.Owner),
                StallParty.Manager => await scan.People.Manager(scan.Tx, stall.Owner),
                _ => ops,
            }));
        }

        var addressed = stall with
        {
            Manager = Userid(parties, StallParty.Manager) ?? stall.Manager,
            Ops = Userid(parties, StallParty.Ops) ?? stall.Ops ?? (ops as Party.Found)?.Userid,
        };
        if (addressed.Ops is { } busy && stall.Ops != busy)
        {
            scan.People.Busy(busy);
        }

        return (addressed, Alerts(scan, AlertedOf.Stall(addressed), parties, ops, at));
    }

    /// <summary>One leader more, or null when nobody is above.</summary>
    public static async Task<(Stall? Stall, IReadOnlyList<StallAlert> Alerts, string Why)> Up(Scanning scan, Stall stall, DateTimeOffset at)
    {
        var last = stall.Leader ?? stall.Manager ?? stall.Owner;
        var told = new[] { stall.Rep, stall.Owner, stall.Manager, stall.Leader }.OfType<string>().ToList();
        var above = last is null ? new Party.Missing("没有上级") : await scan.People.Above(scan.Tx, last, told);
        if (above is not Party.Found leader)
        {
            return (null, [], "");
        }

        var moved = stall.Escalate(leader.Userid, at);
        return (moved, [Alert(scan, AlertedOf.Stall(moved), StallParty.Leader, "", StallTexts.Found(leader.By), leader.Userid, at)],
            StallTexts.Escalated(moved.Level, await scan.People.NameOf(scan.Tx, leader.Userid)));
    }

    /// <summary>The rep once more, after a postponement that ran out.</summary>
    public static async Task<(Stall? Stall, IReadOnlyList<StallAlert> Alerts, string Why)> Again(Scanning scan, Stall stall, DateTimeOffset at) =>
        (stall, Alerts(scan, AlertedOf.Stall(stall), [(StallParty.Rep, await scan.People.Rep(scan.Tx, stall.Rep, stall.Owner))], await scan.People.Ops(scan.Tx, stall.Owner), at), "延后到期，再次提醒");

    public static StallAlert Alert(Scanning scan, AlertedOf of, StallParty party, string about, string why, string userid, DateTimeOffset at) => new(
        Ids.New(scan.Now), of.Id, of.ExternalUserid, of.Level, of.Turn, party, about, why, userid, AlertState.Waiting, at, scan.Now, null, null, null, of.Subject);

    public static IReadOnlyList<StallAlert> Alerts(Scanning scan, AlertedOf of, IReadOnlyList<(StallParty Party, Party Who)> parties, Party ops, DateTimeOffset at)
    {
        var alerts = new List<StallAlert>();
        foreach (var (party, who) in parties)
        {
            if (who is Party.Found found)
            {
                // Who stands for two parties hears once.
                if (alerts.Exists(one => one.Userid == found.Userid && one.Party != StallParty.Missing))
                {
                    continue;
                }

                alerts.Add(Alert(scan, of, party, "", StallTexts.Found(found.By), found.Userid, at));
            }
            else if (ops is Party.Found substitute && who is Party.Missing missing)
            {
                alerts.Add(Alert(scan, of, StallParty.Missing, Word(party), missing.Why, substitute.Userid, at));
            }
        }

        return alerts;
    }

    static string? Userid(IEnumerable<(StallParty Party, Party Who)> parties, StallParty wanted) =>
        parties.Where(one => one.Party == wanted).Select(one => (one.Who as Party.Found)?.Userid).FirstOrDefault();

    static string Word(StallParty party) => party.ToString().ToLowerInvariant();
}
