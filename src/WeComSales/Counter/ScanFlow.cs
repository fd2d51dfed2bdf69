using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.WeCom;

namespace WeComSales.Counter;

/// <summary>A code scanned from the app's menu, without any page: the member comes as a card (D90240, scancode_waitmsg).</summary>
public sealed class ScanFlow(Db db, MemberLookFlow looks, ScanCards cards, TimeProvider time)
{
    public async Task Scanned(ClaimedCallback row, ScanCodeEvent scan)
    {
        var now = time.GetUtcNow();
        var staff = await db.Read(tx => tx.Staff.ByUserid(scan.FromUserName ?? ""));
        if (staff is not { Active: true, Role: Role.Clerk or Role.StoreManager })
        {
            await Answer(row, staff is { Active: true } ? cards.Says(row.Seq, staff.Userid, CounterTexts.ScanNotCounter, CounterTexts.ScanNotCounterHint) : null, "not at a counter", now);
            return;
        }

        // A second try after a crash between the look and the answer looks again: every look is written down.
        var seen = await looks.Look(new(staff.Userid, staff.Name, staff.Role), scan.ScanResult, "menu");
        await Answer(row, seen.Refusal switch
        {
            null => cards.Member(row.Seq, staff.Userid, seen.Card!),
            CounterOutcome.Locked => cards.Says(row.Seq, staff.Userid, CounterTexts.ScanBadge, CounterTexts.ScanBadgeHint),
            CounterOutcome.Wrong { Title: CounterTexts.NoStore } wrong => cards.Says(row.Seq, staff.Userid, wrong.Title, ""),
            CounterOutcome.TooMany => cards.Says(row.Seq, staff.Userid, CounterTexts.TooMany, ""),
            _ => cards.Says(row.Seq, staff.Userid, CounterTexts.ScanUnknown, CounterTexts.ScanUnknownHint),
        }, seen.Refusal is null ? "member card" : "refused", now);
    }

    Task Answer(ClaimedCallback row, Letter? card, string outcome, DateTimeOffset now) => db.Write(async tx =>
    {
        if (card is not null)
        {
            await tx.Outbox.Add(card, now);
        }

        await tx.Inbox.Finish(row, outcome, now);
    });
}
