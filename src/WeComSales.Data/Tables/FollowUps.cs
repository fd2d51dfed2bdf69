using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Follow-up logs (跟进日志).</summary>
public sealed class FollowUps(Tx tx)
{
    const string Columns =
        "id, external_userid, opportunity_id, goal, next_contact_at, decision_progress, obstacle, support_needed, by_userid, at";

    /// <summary>Adds the log, its plan and its timeline row. False when this id is there: sending twice changes nothing.</summary>
    public async Task<bool> Add(FollowUp followUp)
    {
        if (0 == await tx.InsertIfAbsent("follow_ups", "id", Columns, Row.Of(followUp)))
        {
            return false;
        }

        if (followUp.NextContactAt is { } next)
        {
            await (followUp.OpportunityId is { } opportunity
                ? tx.Opportunities.Plan(opportunity, next)
                : tx.Customers.Plan(followUp.ExternalUserid, next, followUp.By));
        }

        await tx.RecentContacts.Touch(followUp.By, followUp.ExternalUserid, "follow_up", followUp.At);
        await tx.Timeline.Add(new TimelineRow(
            followUp.Id, followUp.ExternalUserid, followUp.OpportunityId, TimelineKinds.FollowUp, followUp.At, followUp.By,
            followUp.Summary, Json.Text(new { followUp.NextContactAt }), followUp.Id, followUp.At));
        return true;
    }

    public async Task<FollowUp?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from follow_ups where id = @id", new { id }))?.FollowUp;

    /// <summary>The next logs behind an id (export).</summary>
    public async Task<IReadOnlyList<FollowUp>> After(string id, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from follow_ups where id > @id order by id {tx.Dialect.Limit}", new { id, count })).Select(row => row.FollowUp)];

    sealed class Row
    {
        public required string Id { get; init; }
        public required string ExternalUserid { get; init; }
        public string? OpportunityId { get; init; }
        public string? Goal { get; init; }
        public DateTimeOffset? NextContactAt { get; init; }
        public string? DecisionProgress { get; init; }
        public string? Obstacle { get; init; }
        public string? SupportNeeded { get; init; }
        public required string ByUserid { get; init; }
        public required DateTimeOffset At { get; init; }

        public static Row Of(FollowUp one) => new()
        {
            Id = one.Id,
            ExternalUserid = one.ExternalUserid,
            OpportunityId = one.OpportunityId,
            Goal = one.Goal,
            NextContactAt = one.NextContactAt,
            DecisionProgress = one.DecisionProgress,
            Obstacle = one.Obstacle,
            SupportNeeded = one.SupportNeeded,
            ByUserid = one.By,
            At = one.At,
        };

        public FollowUp FollowUp => new(
            Id, ExternalUserid, OpportunityId, Goal, NextContactAt, DecisionProgress, Obstacle, SupportNeeded, ByUserid, At);
    }
}
