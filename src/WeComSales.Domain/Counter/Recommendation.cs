namespace WeComSales.Domain;

/// <summary>Who acted at a counter: the phone's account, and who of the shop had it in hand.</summary>
/// <param name="By">The person who acted; the account itself on a phone of one's own.</param>
/// <param name="Phone">The account that is signed in on the phone.</param>
/// <param name="TurnId">The badge's turn on a shared phone; null on a phone of one's own.</param>
public sealed record CounterHand(string By, string Phone, string? TurnId, string StoreCode);

/// <summary>Something was recommended to a member (推荐记录): one tap, and one more for how they took it.</summary>
/// <param name="Id">Made by the page, so that a double tap is one record.</param>
/// <param name="At">When it was tapped; the network may have come later.</param>
/// <param name="Reaction">The name as the list had it; null while it is open.</param>
/// <param name="Signal">What the reaction means, of <see cref="SignalLabels"/>.</param>
public sealed record Recommendation(
    string Id, string MemberCode, string ProductCode, CounterHand Hand, DateTimeOffset At, DateTimeOffset RecordedAt,
    string? Reaction = null, string? Signal = null, DateTimeOffset? ReactedAt = null, string? ReactedBy = null, DateTimeOffset? UndoneAt = null)
{
    /// <summary>For so long after the tap it can be taken back.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    /// <summary>Taking it back may wait for a network for so long after the tap itself came in.</summary>
    public static readonly TimeSpan UndoArrivesWithin = TimeSpan.FromHours(1);

    /// <summary>What is older belongs to nobody's shift any more.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(48);

    /// <summary>A page may bring taps that waited for a network for so long.</summary>
    public static readonly TimeSpan OldestTap = TimeSpan.FromDays(14);

    /// <summary>Both taps as the phone tells them; a phone may tell what it likes, so its clock counts only as long as a dropped line may take to come back.</summary>
    /// <param name="now">When the second tap came in.</param>
    public bool MayUndo(DateTimeOffset at, DateTimeOffset now) => UndoneAt is null && at - At <= UndoFor && now - RecordedAt <= UndoArrivesWithin;
}

/// <summary>The time of a tap as a phone tells it.</summary>
public static class TapTime
{
    /// <summary>Phones' clocks differ from ours: a tap from the future happened now, one from long ago as early as can be.</summary>
    public static DateTimeOffset Of(DateTimeOffset? told, DateTimeOffset now) =>
        told is not { } at || at > now ? now : at < now - Recommendation.OldestTap ? now - Recommendation.OldestTap : at;
}
