using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>An opportunity whose clock asks to be looked at, with everything that the look needs.</summary>
public sealed class DueClock
{
    public required string OpportunityId { get; init; }
    public required int Version { get; init; }
    public required string Code { get; init; }
    public required string ExternalUserid { get; init; }
    public required string Title { get; init; }
    public required string Stage { get; init; }
    public string? OwnerUserid { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset StageSince { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? NextContactAt { get; init; }
    public DateTimeOffset? LogAt { get; init; }
    public DateTimeOffset? NoteAt { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }
    public DateTimeOffset? VisitAt { get; init; }
    public DateTimeOffset? CallAt { get; init; }
    public DateTimeOffset? PlannedFor { get; init; }
    public DateTimeOffset? PlannedSeenAt { get; init; }

    /// <summary>The clock as of a look at <paramref name="now"/>; a plan that no look has seen is seen now.</summary>
    public StallClock Clock(DateTimeOffset now) => new(
        CreatedAt, StageSince, LogAt, NoteAt, FollowUpAt, VisitAt, CallAt,
        NextContactAt is { } planned ? new ContactPlan(planned, planned == PlannedFor ? PlannedSeenAt ?? now : now) : null);
}

/// <summary>What a look found, to be written down.</summary>
/// <param name="Next">When somebody looks again; null when nobody has to.</param>
public sealed record ClockLook(DueClock Due, ContactPlan? Plan, DateTimeOffset? WarnAt, DateTimeOffset? StallAt, DateTimeOffset? Next);

/// <summary>Clocks and episodes (停滞) of opportunities.</summary>
public sealed partial class Stalls(Tx tx)
{
    const string ClockColumns =
        """
        c.opportunity_id, c.version, o.code, o.external_userid, o.title, o.stage, o.owner_userid, o.created_at, o.stage_since, o.closed_at,
        o.next_contact_at, c.log_at, c.note_at, c.follow_up_at, c.visit_at, c.call_at, c.planned_for, c.planned_seen_at
        """;

    const string StallColumns =
        """
        id, opportunity_id, external_userid, rule_version, rule_name, stage, threshold_hours, hours, clock_base, due_at, opened_at, state, level, turn,
        owner_userid, rep_userid, manager_userid, ops_userid, leader_userid, told_at, answer, answered_by, answered_at, escalated_after_answer,
        postponed_until, postpone_reason, postponements, ended_at, end_kind, ended_by, version
        """;

    /// <summary>What has to be looked at, the oldest wish first; the index holds nothing else.</summary>
    public Task<IReadOnlyList<DueClock>> Due(DateTimeOffset now, int count) => tx.All<DueClock>(
        $"""
        select {ClockColumns} from stall_clocks c join opportunities o on o.id = c.opportunity_id
        where c.next_check_at <= @now order by c.next_check_at {tx.Dialect.Limit}
        """,
        new { now, count });

    public Task<DueClock?> ClockOf(string opportunityId) => tx.One<DueClock>(
        $"select {ClockColumns} from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.opportunity_id = @opportunityId",
        new { opportunityId });

    /// <param name="opportunityIds">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, DueClock>> ClocksOf(IReadOnlyCollection<string> opportunityIds) =>
        (await tx.All<DueClock>(
            $"select {ClockColumns} from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.opportunity_id in @opportunityIds",
            new { opportunityIds = tx.Many(opportunityIds) })).ToDictionary(clock => clock.OpportunityId, StringComparer.Ordinal);

    /// <summary>All open ones, page by page behind an id: for a preview of rules.</summary>
    public Task<IReadOnlyList<DueClock>> OpenClocks(string afterId, int count) => tx.All<DueClock>(
        $"""
        select {ClockColumns} from stall_clocks c join opportunities o on o.id = c.opportunity_id
        where c.opportunity_id > @afterId and o.closed_at is null order by c.opportunity_id {tx.Dialect.Limit}
        """,
        new { afterId, count });

    /// <summary>The claim, for each look: false when somebody else looked, or something happened, since the clock was read.</summary>
    public async Task<IReadOnlyList<bool>> Looked(IReadOnlyList<ClockLook> looks) =>
    [
        .. (await tx.Each(
            """
            update stall_clocks set warn_at = @WarnAt, stall_at = @StallAt, next_check_at = @Next, planned_for = @PlannedFor, planned_seen_at = @SeenAt,
              version = version + 1
            where opportunity_id = @OpportunityId and version = @Version
            """,
            looks.Select(look => new
            {
                look.Due.OpportunityId, look.Due.Version, look.WarnAt, look.StallAt, look.Next, PlannedFor = look.Plan?.For, look.Plan?.SeenAt,
            }))).Select(touched => touched == 1),
    ];

    /// <summary>When the scan comes back to an opportunity; null: never, it is closed.</summary>
    public Task LookAgain(string opportunityId, DateTimeOffset? at) => tx.Run(
        "update stall_clocks set next_check_at = @at, version = version + 1 where opportunity_id = @opportunityId", new { opportunityId, at });

    /// <param name="opportunityIds">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Stall>> OpenOf(IReadOnlyCollection<string> opportunityIds) =>
        (await tx.All<Row>($"select {StallColumns} from stalls where opportunity_id in @opportunityIds and state <> 'ended'", new { opportunityIds = tx.Many(opportunityIds) }))
        .ToDictionary(row => row.OpportunityId, row => row.Stall, StringComparer.Ordinal);

    public async Task<Stall?> ById(string id) =>
        (await tx.One<Row>($"select {StallColumns} from stalls where id = @id", new { id }))?.Stall;

    /// <param name="ids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Stall>> ByIds(IReadOnlyCollection<string> ids) =>
        (await tx.All<Row>($"select {StallColumns} from stalls where id in @ids", new { ids = tx.Many(ids) })).ToDictionary(row => row.Id, row => row.Stall, StringComparer.Ordinal);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Stall>> OfOpportunity(string opportunityId, int count) =>
        [.. (await tx.All<Row>(
            $"select {StallColumns} from stalls where opportunity_id = @opportunityId order by opened_at desc, id desc {tx.Dialect.Limit}",
            new { opportunityId, count })).Select(row => row.Stall)];

    public Task Add(IEnumerable<Stall> stalls) => tx.InsertEach("stalls", "id", StallColumns.ReplaceLineEndings(" "), stalls.Select(Args));

    /// <summary>False when the episode moved on since it was read: the first one has the last word.</summary>
    public async Task<bool> Move(Stall from, Stall to) => 1 == await tx.Run(
        """
        update stalls set state = @State, level = @Level, turn = @Turn, owner_userid = @OwnerUserid, rep_userid = @RepUserid,
          manager_userid = @ManagerUserid, ops_userid = @OpsUserid, leader_userid = @LeaderUserid, told_at = @ToldAt, answer = @Answer,
          answered_by = @AnsweredBy, answered_at = @AnsweredAt, escalated_after_answer = @EscalatedAfterAnswer, postponed_until = @PostponedUntil,
          postpone_reason = @PostponeReason, postponements = @Postponements, ended_at = @EndedAt, end_kind = @EndKind, ended_by = @EndedBy,
          settle_at = @EndedAt, version = version + 1
        where id = @Id and version = @Version and state <> 'ended'
        """,
        Args(to with { Version = from.Version }));

    public Task Step(Stall stall, StallState? from, string? by, string why, DateTimeOffset at) => Steps([(stall, why)], from, by, at);

    /// <summary>The same arrow in several episodes.</summary>
    public Task Steps(IEnumerable<(Stall Stall, string Why)> moved, StallState? from, string? by, DateTimeOffset at) => tx.InsertEach(
        "stall_steps", "id", "id, stall_id, at, from_state, to_state, by_userid, why",
        moved.Select(one => new { Id = Ids.New(at), StallId = one.Stall.Id, At = at, FromState = Words.Of(from), ToState = Words.Of(one.Stall.State), ByUserid = by, one.Why }));

    public Task<IReadOnlyList<StallStep>> Steps(string stallId) => tx.All<StallStep>(
        "select at, from_state, to_state, by_userid, why from stall_steps where stall_id = @stallId order by at, id", new { stallId });

    /// <summary>Episodes that ended and whose people have not been told.</summary>
    public async Task<IReadOnlyList<Stall>> Unsettled(DateTimeOffset now, int count) =>
        [.. (await tx.All<Row>(
            $"select {StallColumns} from stalls where settle_at <= @now order by settle_at {tx.Dialect.Limit}", new { now, count })).Select(row => row.Stall)];

    public async Task<bool> Settle(Stall stall) =>
        1 == await tx.Run("update stalls set settle_at = null where id = @Id and settle_at is not null", new { stall.Id });

    /// <summary>How many open episodes each of these ops people has.</summary>
    public async Task<IReadOnlyDictionary<string, long>> OpenCounts(IReadOnlyCollection<string> ops) =>
        (await tx.All<OpenCount>(
            "select ops_userid as userid, count(*) as open from stalls where ops_userid in @ops and state <> 'ended' group by ops_userid", new { ops = tx.Many(ops) }))
        .ToDictionary(row => row.Userid, row => row.Open, StringComparer.Ordinal);

    public Task ScanEnded(DateTimeOffset at) => tx.Put(
        "update stall_scans set at = @At where name = @Name", "stall_scans", "name", "name, at", new { Name = "stall-scan", At = at });

    public Task<DateTimeOffset?> LastScan() => tx.One<DateTimeOffset?>("select at from stall_scans where name = 'stall-scan'");

    static object Args(Stall stall) => new
    {
        stall.Id,
        stall.OpportunityId,
        stall.ExternalUserid,
        stall.RuleVersion,
        stall.RuleName,
        stall.Stage,
        stall.ThresholdHours,
        Hours = Words.Of(stall.Hours),
        stall.ClockBase,
        stall.DueAt,
        stall.OpenedAt,
        State = Words.Of(stall.State),
        stall.Level,
        stall.Turn,
        OwnerUserid = stall.Owner,
        RepUserid = stall.Rep,
        ManagerUserid = stall.Manager,
        OpsUserid = stall.Ops,
        LeaderUserid = stall.Leader,
        stall.ToldAt,
        Answer = Words.Of(stall.Answer),
        stall.AnsweredBy,
        stall.AnsweredAt,
        stall.EscalatedAfterAnswer,
        stall.PostponedUntil,
        stall.PostponeReason,
        stall.Postponements,
        stall.EndedAt,
        stall.EndKind,
        stall.EndedBy,
        stall.Version,
    };

    sealed class OpenCount
    {
        public required string Userid { get; init; }
        public required long Open { get; init; }
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public required string OpportunityId { get; init; }
        public required string ExternalUserid { get; init; }
        public required int RuleVersion { get; init; }
        public required string RuleName { get; init; }
        public required string Stage { get; init; }
        public required int ThresholdHours { get; init; }
        public required HoursKind Hours { get; init; }
        public required DateTimeOffset ClockBase { get; init; }
        public required DateTimeOffset DueAt { get; init; }
        public required DateTimeOffset OpenedAt { get; init; }
        public required StallState State { get; init; }
        public required int Level { get; init; }
        public required int Turn { get; init; }
        public string? OwnerUserid { get; init; }
        public string? RepUserid { get; init; }
        public string? ManagerUserid { get; init; }
        public string? OpsUserid { get; init; }
        public string? LeaderUserid { get; init; }
        public DateTimeOffset? ToldAt { get; init; }
        public StallAnswer? Answer { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public required bool EscalatedAfterAnswer { get; init; }
        public DateTimeOffset? PostponedUntil { get; init; }
        public string? PostponeReason { get; init; }
        public required int Postponements { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndKind { get; init; }
        public string? EndedBy { get; init; }
        public required int Version { get; init; }

        public Stall Stall => new(
            Id, OpportunityId, ExternalUserid, RuleVersion, RuleName, Stage, ThresholdHours, Hours, ClockBase, DueAt, OpenedAt, State, Level, Turn,
            OwnerUserid, RepUserid, ManagerUserid, OpsUserid, LeaderUserid, ToldAt, Answer, AnsweredBy, AnsweredAt, EscalatedAfterAnswer,
            PostponedUntil, PostponeReason, Postponements, EndedAt, EndKind, EndedBy, Version);
    }
}

/// <summary>One arrow of the drawing that an episode took.</summary>
public sealed class StallStep
{
    public required DateTimeOffset At { get; init; }
    public string? FromState { get; init; }
    public required string ToState { get; init; }
    public string? ByUserid { get; init; }
    public required string Why { get; init; }
}
