using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Stalls;

/// <summary>Taps on the cards of waiting customers: 无需回复 ends the wait, 催办 tells the rep.</summary>
public sealed class WaitTapFlow(Db db, WaitCards cards, StallCards refusals, AppSettings settings, TimeProvider time)
{
    public Task Tapped(ClaimedCallback row, TemplateCardEvent tap) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        await tx.Inbox.Finish(row, await Tapped(tx, row, tap, now), now);
    });

    async Task<string> Tapped(Tx tx, ClaimedCallback row, TemplateCardEvent tap, DateTimeOffset now)
    {
        var cause = $"tap:{row.Seq}";
        if (await tx.StallAlerts.ById(WaitCards.AlertId(tap.TaskId)) is not { } alert || alert.Userid != tap.FromUserName
            || tap.EventKey != (alert.Party == StallParty.Rep ? WaitCards.CloseKey : WaitCards.UrgeKey))
        {
            await tx.Outbox.Add(refusals.Refuse(tap.TaskId, tap.FromUserName ?? "", tap.ResponseCode, cause), now);
            return "refused";
        }

        // The code that the send brought is gone with the tap: the card is changed by the tap's own.
        await tx.Cards.Spend(tap.TaskId, now);
        var known = await tx.CustomerWaits.ById(alert.StallId);
        var title = known?.Wait is { } wait ? await Acted(tx, alert, wait, now) : StallTexts.WaitOver;
        var facts = await tx.CustomerWaits.Facts(alert.ExternalUserid, known?.Userid ?? alert.Userid);
        await tx.Outbox.Add(cards.Update(alert, facts, title, tap.ResponseCode, cause), now);
        return $"wait {alert.StallId}: {tap.EventKey}";
    }

    async Task<string> Acted(Tx tx, StallAlert alert, CustomerWait wait, DateTimeOffset now)
    {
        var name = (await tx.Staff.ByUserid(alert.Userid))?.Name ?? alert.Userid;
        if (alert.Party == StallParty.Rep)
        {
            await tx.CustomerWaits.Close(wait, alert.Userid, now);
            return StallTexts.WaitEnded(name, closed: true, now, settings.TimeZone);
        }

        var terms = await StallTerms.At(tx, settings, now);
        var facts = await tx.CustomerWaits.Facts(wait.ExternalUserid, wait.Userid);
        await tx.Outbox.Add(cards.Urge(alert, wait, facts, name, StallTexts.Waited(terms.Calendar.WorkedBetween(wait.Since, now))), now);
        return $"{name} 已催办 · {StallTexts.Clock(now, settings.TimeZone)}";
    }
}
