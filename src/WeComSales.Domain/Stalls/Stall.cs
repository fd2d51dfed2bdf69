namespace WeComSales.Domain;

/// <summary>Where an episode stands; drawn in docs/states.md.</summary>
public enum StallState { Open, Alerted, Answered, Postponed, Escalated, Ended }

/// <summary>What somebody did by a tap. None of these is a sign of life.</summary>
public enum StallAnswer { Asked, Postponed, Urged, Handed, Supporting, Handled }

/// <summary>One stall of one opportunity (停滞): from the hour the threshold was reached to the act that ended it.</summary>
/// <param name="DueAt">When the threshold was reached.</param>
/// <param name="Level">0 before anybody was told, 1 rep, manager and ops, from 2 on one leader more each.</param>
/// <param name="Turn">How often the rep was reminded after a postponement ran out.</param>
/// <param name="Rep">With whom it is: the owner, or the rep to whom a manager handed it.</param>
/// <param name="Leader">The highest leader who was told, above the manager.</param>
/// <param name="ToldAt">When the present level was told, or is to be.</param>
public sealed record Stall(
    string Id, string OpportunityId, string ExternalUserid, int RuleVersion, string RuleName, string Stage, int ThresholdHours, HoursKind Hours,
    DateTimeOffset ClockBase, DateTimeOffset DueAt, DateTimeOffset OpenedAt, StallState State, int Level, int Turn,
    string? Owner, string? Rep, string? Manager, string? Ops, string? Leader, DateTimeOffset? ToldAt,
    StallAnswer? Answer, string? AnsweredBy, DateTimeOffset? AnsweredAt, bool EscalatedAfterAnswer,
    DateTimeOffset? PostponedUntil, string? PostponeReason, int Postponements,
    DateTimeOffset? EndedAt, string? EndKind, string? EndedBy, int Version)
{
    public const int MostPostponements = 2;

    /// <summary>Days for which a stall may be postponed.</summary>
    public static IReadOnlyList<int> PostponeDays { get; } = [1, 3, 7];

    public static Stall Open(string id, string opportunityId, string externalUserid, string stage, string? owner, StallReading reading, int ruleVersion, DateTimeOffset now) => new(
        id, opportunityId, externalUserid, ruleVersion, reading.Rule.Name, stage, reading.Rule.Hours, reading.Rule.Kind,
        reading.Base, reading.StallAt, now, StallState.Open, 0, 0, owner, owner, null, null, null, null,
        null, null, null, false, null, null, 0, null, null, null, 0);

    public bool IsOpen => State != StallState.Ended;

    /// <summary>When the episode itself asks for the next step; null when it only waits for people.</summary>
    public DateTimeOffset? NextStepAt(StallRules rules) => State switch
    {
        StallState.Alerted or StallState.Escalated => EscalatedAfterAnswer ? null : ToldAt?.AddHours(rules.EscalateAfterHours),
        StallState.Answered => EscalatedAfterAnswer ? null : AnsweredAt?.AddHours(rules.EscalateAfterHours),
        StallState.Postponed => PostponedUntil,
        _ => null,
    };

    /// <summary>The alerts of level 1 went out.</summary>
    public Stall Told(DateTimeOffset at) => this with
    {
        State = State == StallState.Open ? StallState.Alerted : State,
        Level = Level == 0 ? 1 : Level,
        ToldAt = at,
    };

    /// <summary>One leader more is told, at <paramref name="at"/>.</summary>
    public Stall Escalate(string leader, DateTimeOffset at) => this with
    {
        State = StallState.Escalated,
        Level = Math.Max(2, Level + 1),
        Leader = leader,
        ToldAt = at,
        EscalatedAfterAnswer = EscalatedAfterAnswer || State == StallState.Answered,
    };

    /// <summary>The postponement ran out without an act: the rep is reminded once more, then it escalates as before.</summary>
    public Stall Remind(DateTimeOffset at) => this with
    {
        State = Level >= 2 ? StallState.Escalated : StallState.Alerted,
        Level = Math.Max(1, Level),
        Turn = Turn + 1,
        ToldAt = at,
        PostponedUntil = null,
    };

    /// <summary>Somebody tapped. Null when it cannot be: it has ended.</summary>
    public Stall? AnsweredWith(StallAnswer answer, string by, DateTimeOffset at) => !IsOpen || answer == StallAnswer.Postponed ? null : this with
    {
        State = StallState.Answered,
        Answer = answer,
        AnsweredBy = by,
        AnsweredAt = at,
        PostponedUntil = null,
    };

    /// <summary>延后. Null when it cannot be: it has ended, was postponed twice, the days are none of the three, or no reason was given.</summary>
    public Stall? Postpone(int days, string reason, string by, DateTimeOffset at) =>
        !IsOpen || Postponements >= MostPostponements || !PostponeDays.Contains(days) || string.IsNullOrWhiteSpace(reason) ? null : this with
        {
            State = StallState.Postponed,
            Answer = StallAnswer.Postponed,
            AnsweredBy = by,
            AnsweredAt = at,
            PostponedUntil = at.AddDays(days),
            PostponeReason = reason.Trim(),
            Postponements = Postponements + 1,
        };

    /// <summary>转派: the episode goes to another rep; the opportunity keeps its owner.</summary>
    public Stall? HandTo(string rep, string by, DateTimeOffset at) =>
        AnsweredWith(StallAnswer.Handed, by, at) is { } answered ? answered with { Rep = rep } : null;

    /// <summary>The opportunity has a new owner in mid-episode: the episode follows.</summary>
    public Stall Follow(string? owner) => Owner == owner ? this : this with { Owner = owner, Rep = owner };

    /// <summary>Ended by something that is no act: the opportunity was closed, or the rules no longer call it stalled.</summary>
    public Stall End(string kind, DateTimeOffset at) => this with { State = StallState.Ended, EndedAt = at, EndKind = kind };
}
