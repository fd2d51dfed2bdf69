using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>An opportunity as it was at a time, as far as its acts tell.</summary>
public sealed record PastClock(string Stage, StallClock Clock, bool IsOpen);

/// <summary>What became of the letter of an alert.</summary>
public sealed class AlertLetter
{
    public required string DedupeKey { get; init; }
    public required int State { get; init; }
    public required int Attempts { get; init; }
    public string? Outcome { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>Given up (docs/states.md): nobody got it.</summary>
    public bool IsDead => State == 5;
}

/// <summary>The clock of a time that is over, and the fate of letters.</summary>
public sealed partial class Stalls
{
    /// <summary>The clock of an opportunity from its acts up to a time: what nobody knew then does not count.</summary>
    public async Task<PastClock?> ClockAt(Opportunity opportunity, DateTimeOffset at)
    {
        if (opportunity.CreatedAt > at || await ClockOf(opportunity.Id) is not { } now)
        {
            return null;
        }

        var args = new { opportunity.Id, opportunity.ExternalUserid, at, shortest = (int)LifeSigns.ShortestCall.TotalSeconds };
        var acts = (await tx.All<NewestAct>(
            """
            select kind, max(at) as at from timeline
            where opportunity_id = @Id and kind in ('note', 'follow_up', 'visit') and at <= @at and recorded_at <= @at group by kind
            union all
            select kind, max(at) as at from timeline
            where external_userid = @ExternalUserid and opportunity_id is null and kind in ('note', 'follow_up', 'visit') and at <= @at and recorded_at <= @at
            group by kind
            union all
            select 'call' as kind, max(c.started_at) as at from calls c
            where c.external_userid = @ExternalUserid and c.duration_s >= @shortest and c.started_at <= @at and c.recorded_at <= @at
            """,
            args)).Where(act => act.At is not null).GroupBy(act => act.Kind).ToDictionary(group => group.Key, group => group.Max(act => act.At));
        var (stage, since) = await StageAt(opportunity, at);
        var clock = new StallClock(
            opportunity.CreatedAt, since, now.LogAt <= at ? now.LogAt : null, acts.GetValueOrDefault(TimelineKinds.Note),
            acts.GetValueOrDefault(TimelineKinds.FollowUp), acts.GetValueOrDefault(TimelineKinds.Visit), acts.GetValueOrDefault(TimelineKinds.Call),
            await PlanAt(opportunity, now, at));
        return new(stage, clock, opportunity.ClosedAt is null || opportunity.ClosedAt > at);
    }

    async Task<(string Stage, DateTimeOffset Since)> StageAt(Opportunity opportunity, DateTimeOffset at)
    {
        var args = new { opportunity.Id, at, count = 1 };
        var before = await tx.One<PastStage>(
            $"""
            select to_stage as stage, at as since from stage_moves where opportunity_id = @Id and at <= @at and recorded_at <= @at
            order by at desc, id desc {tx.Dialect.Limit}
            """,
            args);
        if (before is not null)
        {
            return (before.Stage, before.Since);
        }

        var after = await tx.One<string?>($"select from_stage from stage_moves where opportunity_id = @Id and recorded_at > @at order by at, id {tx.Dialect.Limit}", args);
        return (after ?? opportunity.Stage, opportunity.StageSince <= at ? opportunity.StageSince : opportunity.CreatedAt);
    }

    /// <summary>The plan as it stands, when it was made by then; else what the newest log before said.</summary>
    async Task<ContactPlan?> PlanAt(Opportunity opportunity, DueClock now, DateTimeOffset at)
    {
        if (now.PlannedFor is { } planned && now.PlannedSeenAt <= at && opportunity.NextContactAt == planned)
        {
            return new(planned, now.PlannedSeenAt.Value);
        }

        var log = await tx.One<PastPlan>(
            $"select next_contact_at, at from follow_ups where opportunity_id = @Id and at <= @at order by at desc, id desc {tx.Dialect.Limit}",
            new { opportunity.Id, at, count = 1 });
        return log?.NextContactAt is { } next && now.PlannedFor != next ? new(next, log.At) : null;
    }

    /// <param name="keys">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, AlertLetter>> Letters(IReadOnlyCollection<string> keys) => keys.Count == 0
        ? new Dictionary<string, AlertLetter>()
        : (await tx.All<AlertLetter>("select dedupe_key, state, attempts, outcome, done_at, available_at from outbox where dedupe_key in @keys", new { keys = tx.Many(keys) }))
            .ToDictionary(letter => letter.DedupeKey, StringComparer.Ordinal);

    sealed class NewestAct
    {
        public required string Kind { get; init; }
        public DateTimeOffset? At { get; init; }
    }

    sealed class PastStage
    {
        public required string Stage { get; init; }
        public required DateTimeOffset Since { get; init; }
    }

    sealed class PastPlan
    {
        public DateTimeOffset? NextContactAt { get; init; }
        public required DateTimeOffset At { get; init; }
    }
}
