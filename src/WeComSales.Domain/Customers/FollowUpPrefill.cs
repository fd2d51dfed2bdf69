namespace WeComSales.Domain;

/// <summary>What the five fields of a log begin with, from the signals of the newest note (F10): a proposal in the customer's own words, never more.</summary>
public sealed record FollowUpPrefill(string? Goal, DateOnly? NextContact, string? DecisionProgress, string? Obstacle, string? SupportNeeded)
{
    public static readonly FollowUpPrefill Nothing = new(null, null, null, null, null);

    static readonly string[] progress = [SignalLabels.DecisionMaker, SignalLabels.DecisionProcess, SignalLabels.BudgetConfirmed];

    static readonly string[] obstacles =
    [
        SignalLabels.PriceObjection, SignalLabels.CompetitorMention, SignalLabels.BudgetLacking, SignalLabels.DelayOrStall,
        SignalLabels.DeliveryConcern, SignalLabels.ComplaintQuality, SignalLabels.ComplaintService, SignalLabels.LossRisk,
    ];

    static readonly string[] support = [SignalLabels.NeedsSupport, SignalLabels.TechnicalRequirement, SignalLabels.TrialOrSampleRequest];

    /// <param name="today">A date that the customer named is proposed only when it lies ahead.</param>
    public static FollowUpPrefill From(Reading reading, DateOnly today) => new(
        reading.NextAction, NextDay(reading.Entities, today),
        Words(reading.Signals, progress), Words(reading.Signals, obstacles), Words(reading.Signals, support));

    static string? Words(IReadOnlyList<Signal> signals, string[] labels)
    {
        var found = signals.Where(signal => signal.Polarity == Polarity.Affirmed && labels.Contains(signal.Label))
            .DistinctBy(signal => signal.Label)
            .Select(signal => signal.Evidence.Length == 0 ? SignalLabels.NameOf(signal.Label) : $"{SignalLabels.NameOf(signal.Label)}（{signal.Evidence}）");
        return string.Join('、', found) is { Length: > 0 } words ? words : null;
    }

    static DateOnly? NextDay(IReadOnlyList<Entity> entities, DateOnly today) => entities
        .Where(entity => entity.Kind == EntityKind.Date)
        .Select(entity => entity.Value.Split('/')[^1])
        .Select(last => last.Length >= 10 && DateOnly.TryParseExact(last[..10], "yyyy-MM-dd", out var day) ? day : (DateOnly?)null)
        .Where(day => day > today)
        .Min();
}
