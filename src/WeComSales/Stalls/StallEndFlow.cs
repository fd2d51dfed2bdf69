using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>Tells the people of an episode what became of it: their cards change in place.</summary>
public sealed class StallEndFlow(Db db, StallCards cards, AppSettings settings)
{
    const int AtOnce = 50;

    /// <summary>Episodes that an act ended since the last scan.</summary>
    public async Task<int> SettleAll(DateTimeOffset now, StallPeople people, CancellationToken stop)
    {
        var (all, settled) = (0, 0);
        do
        {
            stop.ThrowIfCancellationRequested();
            settled = await db.Write(tx => Settle(tx, people, now));
            all += settled;
        }
        while (settled == AtOnce);
        return all;
    }

    async Task<int> Settle(Tx tx, StallPeople people, DateTimeOffset now)
    {
        var ended = await tx.Stalls.Unsettled(now, AtOnce);
        foreach (var stall in ended)
        {
            if (await tx.Stalls.Settle(stall))
            {
                var title = StallTexts.Ended(stall, stall.EndedBy is { } by ? await people.NameOf(tx, by) : null, settings.TimeZone);
                await tx.Stalls.Step(stall, null, stall.EndedBy, title, stall.EndedAt!.Value);
                await UpdateCards(tx, stall, title, "ended", null, now);
            }
        }

        return ended.Count;
    }

    /// <summary>Changes the cards that are still at people's phones, but for the one that was tapped.</summary>
    public async Task UpdateCards(Tx tx, Stall stall, string title, string cause, StallAlert? tapped, DateTimeOffset now)
    {
        var facts = await tx.Stalls.Facts(stall.OpportunityId);
        foreach (var alert in (await tx.StallAlerts.Of(stall.Id)).Where(alert => alert.State == AlertState.Sent && alert.Id != tapped?.Id))
        {
            if (await tx.Cards.Spend(StallCards.TaskId(alert.Id), now) is { } code)
            {
                await tx.Outbox.Add(cards.Update(alert, stall, facts, title, code, cause), now);
            }
        }
    }
}
