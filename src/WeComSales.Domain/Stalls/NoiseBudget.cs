namespace WeComSales.Domain;

/// <summary>An alert whose time has come, as far as noise is concerned.</summary>
/// <param name="Held">It was held back before; now it comes with the digest.</param>
public sealed record DueAlert(string Id, bool Held);

/// <summary>What becomes of one person's due alerts.</summary>
/// <param name="Cards">Each as a card of its own.</param>
/// <param name="Digest">All in one card.</param>
/// <param name="Held">Not now, but at <paramref name="HeldUntil"/>.</param>
public sealed record NoisePlan(IReadOnlyList<string> Cards, IReadOnlyList<string> Digest, IReadOnlyList<string> Held, DateTimeOffset? HeldUntil)
{
    /// <summary>How much of the day's budget it takes. The digest of what was held back is on top: it is the one at 17:00.</summary>
    public int Spends { get; init; }
}

/// <summary>Six cards per person and day, more than three at once in one card, the rest in the digest at 17:00; nothing is dropped (F3).</summary>
public static class NoiseBudget
{
    /// <param name="due">Of one person, what was held back first, then the oldest; one more than may come as cards is enough. At a moment at which cards may be sent.</param>
    /// <param name="spent">Cards that this person got today.</param>
    public static NoisePlan Plan(IReadOnlyList<DueAlert> due, int spent, DateTimeOffset now, StallRules rules, WorkCalendar sending)
    {
        var ids = due.Select(alert => alert.Id).ToList();
        var left = Math.Max(0, rules.CardsPerDay - spent);
        if (due.Any(alert => alert.Held))
        {
            return InOne(ids, 0);
        }

        if (ids.Count > rules.DigestAbove && left > 0)
        {
            return InOne(ids, 1);
        }

        var cards = ids.Count > rules.DigestAbove ? [] : ids.Take(left).ToList();
        var held = ids.Skip(cards.Count).ToList();
        return new(cards, [], held, held.Count == 0 ? null : HeldUntil(now, rules, sending)) { Spends = cards.Count };
    }

    /// <summary>A digest of one is that card itself.</summary>
    static NoisePlan InOne(List<string> ids, int spends) =>
        ids.Count == 1 ? new(ids, [], [], null) { Spends = spends } : new([], ids, [], null) { Spends = spends };

    /// <summary>Today's digest, or when that is over the next beginning of sending time.</summary>
    static DateTimeOffset HeldUntil(DateTimeOffset now, StallRules rules, WorkCalendar sending)
    {
        var today = sending.DayOf(now);
        var digest = sending.At(today, rules.DigestAt);
        return now < digest ? digest : sending.NextWorking(sending.At(sending.NextWorkingDay(today), TimeOnly.MinValue));
    }
}
