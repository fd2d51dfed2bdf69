using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>One rule as it stood: what the clock showed, and when it warns and fires.</summary>
public sealed record RuleExplanation(
    string Name, bool Concerns, string Threshold, HoursKind Hours, DateTimeOffset? Base, string? BaseKind, string? Elapsed,
    DateTimeOffset? PausedUntil, DateTimeOffset? WarnAt, DateTimeOffset? StallAt, bool Fires);

/// <summary>One person who was told, or was to be.</summary>
public sealed record RecipientExplanation(
    int Level, string Party, string? Userid, string Name, string Why, string State, DateTimeOffset DueAt, string Delivery);

public sealed record StepExplanation(DateTimeOffset At, string What, string? By);

/// <summary>The episode as it was at the time.</summary>
public sealed record EpisodeExplanation(
    string Id, string State, int Level, string Rule, DateTimeOffset Since, DateTimeOffset DueAt, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, string? End);

/// <summary>Why an opportunity did or did not raise an alert (为什么): inputs, clock, calendar, rules, recipients, deliveries.</summary>
/// <param name="Waiting">The same for messages of this customer that nobody answered.</param>
/// <param name="FirstReason">Why no alert was sent, the first reason that holds; null when one was.</param>
public sealed record StallExplanation(
    string OpportunityId, string Code, string Title, string Customer, string ExternalUserid, string? Owner, DateTimeOffset At, string Stage, DateTimeOffset StageSince,
    bool IsOpen, string? LastAct, int RuleVersion, DateTimeOffset RulesSince, string WorkHours, string SendHours, bool IsWorkingDay, bool IsSendingTime,
    DateTimeOffset NextSending, string? CalendarDoubt, DateTimeOffset? LastScan, IReadOnlyList<RuleExplanation> Rules, EpisodeExplanation? Episode,
    IReadOnlyList<StepExplanation> Steps, IReadOnlyList<RecipientExplanation> Recipients, string? FirstReason, WaitingExplanation Waiting);
