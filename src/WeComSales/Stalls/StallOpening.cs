using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>The episodes that one transaction of the scan opens, with their alerts: collected, then written table by table.</summary>
sealed class StallOpening(Scanning scan)
{
    readonly List<(Stall Stall, string Why)> opened = [];
    readonly List<StallAlert> alerts = [];

    public async Task Add(DueClock due, StallReading reading)
    {
        var stall = Stall.Open(Ids.New(scan.Now), due.OpportunityId, due.ExternalUserid, due.Stage, due.OwnerUserid, reading, scan.Terms.Version.Version, scan.Now);
        var (addressed, toTell) = await StallAddressing.First(scan, stall, reading.Rule.Tells);
        var elapsed = StallTexts.Stalled(reading.Elapsed(scan.Now, scan.Terms.Calendar), stall.Hours);
        opened.Add((addressed, StallTexts.Opened(stall.RuleName, stall.Stage, elapsed)));
        alerts.AddRange(toTell);
    }

    public async Task Save()
    {
        await scan.Tx.Stalls.Add(opened.Select(one => one.Stall));
        await scan.Tx.StallAlerts.Add(alerts);
        await scan.Tx.Timeline.Tell(opened.Select(one => Told(scan, one.Stall, one.Why)));
        await scan.Tx.Stalls.Steps(opened, null, null, scan.Now);
        scan.Counts.Opened += opened.Count;
    }

    public static TimelineRow Told(Scanning scan, Stall stall, string summary) => new(
        Ids.New(scan.Now), stall.ExternalUserid, stall.OpportunityId, TimelineKinds.Alert, scan.Now, null, summary, null, stall.Id, scan.Now);
}
