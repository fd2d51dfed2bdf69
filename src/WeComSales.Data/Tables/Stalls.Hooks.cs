using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>
/// What the rest of the system does to clocks and episodes, as effects of its own transactions: no feature has to know
/// that there are stalls, and no act can be stored without its effect on them.
/// </summary>
public sealed partial class Stalls
{
    /// <summary>Before every real time: the scan looks at these first.</summary>
    static readonly DateTimeOffset AtOnce = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A new opportunity has a clock from its first moment.</summary>
    internal Task Began(Opportunity opportunity) => tx.InsertIfAbsent("stall_clocks", "opportunity_id", "opportunity_id, log_at, next_check_at",
        new { OpportunityId = opportunity.Id, LogAt = opportunity.LastLogAt, NextCheckAt = (DateTimeOffset?)(opportunity.IsOpen ? AtOnce : null) });

    /// <summary>A contact was planned, or a plan taken back: the clock pauses from the act that planned it, else from the scan that sees it.</summary>
    internal Task Planned(string opportunityId, DateTimeOffset? nextContactAt) => tx.Run(
        """
        update stall_clocks set planned_for = @nextContactAt, planned_seen_at = null, next_check_at = @AtOnce, version = version + 1
        where opportunity_id = @opportunityId
        """,
        new { opportunityId, nextContactAt, AtOnce });

    /// <summary>Owner, stage, plan or end changed: somebody has to look.</summary>
    internal Task Changed(string opportunityId) => tx.Run(
        "update stall_clocks set next_check_at = @AtOnce, version = version + 1 where opportunity_id = @opportunityId",
        new { opportunityId, AtOnce });

    /// <summary>Rules or calendar changed: every open opportunity and every waiting customer is looked at anew.</summary>
    internal async Task EverythingChanged()
    {
        await tx.Run("update stall_clocks set next_check_at = @AtOnce, version = version + 1 where next_check_at is not null", new { AtOnce });
        await tx.CustomerWaits.EverythingChanged();
    }

    /// <summary>An import said when the last log was; of which kind, nobody knows.</summary>
    public Task ImportedLog(string opportunityId, DateTimeOffset at) => tx.Run(
        """
        update stall_clocks set log_at = @at, next_check_at = @AtOnce, version = version + 1
        where opportunity_id = @opportunityId and (log_at is null or log_at < @at)
        """,
        new { opportunityId, at, AtOnce });

    /// <summary>
    /// A real act resets the clock and ends the episode. One that names no opportunity is contact with the customer, and
    /// counts for every open opportunity there. What is dated before the clock's last sign of life changes nothing.
    /// </summary>
    internal async Task Happened(TimelineRow row)
    {
        if (!LifeSigns.IsReset(row.Kind) || (row.Kind == TimelineKinds.Call && await IsShort(row.RefId)))
        {
            return;
        }

        var at = row.At < row.RecordedAt ? row.At : row.RecordedAt;
        var args = new { row.OpportunityId, row.ExternalUserid, row.Kind, At = at, row.RecordedAt, By = row.ActorUserid, Ref = row.RefId, AtOnce };
        var whose = row.OpportunityId is not null
            ? "opportunity_id = @OpportunityId"
            : "opportunity_id in (select o.id from opportunities o where o.external_userid = @ExternalUserid and o.closed_at is null)";
        var (column, moves) = LifeSigns.Column(row.Kind) is { } name
            ? ($"{name} = @At, ", $" and ({name} is null or {name} < @At)")
            : ("", "");
        await tx.Run(
            $"""
            update stall_clocks set {column}planned_seen_at = coalesce(planned_seen_at, @At), warn_at = null, stall_at = null,
              next_check_at = @AtOnce, version = version + 1
            where {whose}{moves}
            """,
            args);
        await tx.Run(
            $"""
            update stalls set state = 'ended', ended_at = @RecordedAt, end_kind = @Kind, ended_by = @By, end_ref = @Ref,
              settle_at = @RecordedAt, version = version + 1
            where {whose} and state <> 'ended' and clock_base < @At
            """,
            args);
    }

    async Task<bool> IsShort(string? callId) =>
        (await tx.One<int?>("select duration_s from calls where id = @callId", new { callId }) ?? 0) < LifeSigns.ShortestCall.TotalSeconds;
}
