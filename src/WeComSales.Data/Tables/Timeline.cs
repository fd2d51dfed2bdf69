using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>One thing that happened with a customer (时间轴). Kinds: <see cref="TimelineKinds"/>.</summary>
/// <param name="At">When it happened; <paramref name="RecordedAt"/> is when the system learned of it.</param>
/// <param name="RefId">The row that holds the whole of it.</param>
public sealed record TimelineRow(
    string Id, string ExternalUserid, string? OpportunityId, string Kind, DateTimeOffset At, string? ActorUserid,
    string Summary, string? Detail, string? RefId, DateTimeOffset RecordedAt)
{
    TimelineRow() : this("", "", null, "", default, null, "", null, null, default)
    {
    }
}

/// <summary>The timeline is this table: every act writes its row in its own transaction.</summary>
public sealed class Timeline(Tx tx)
{
    const string Columns =
        "id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at";

    /// <summary>The one way in: whatever has to learn that something happened learns it here. False when the row was there.</summary>
    public async Task<bool> Add(TimelineRow row)
    {
        if (0 == await tx.InsertIfAbsent("timeline", "id", Columns, row))
        {
            return false;
        }

        if (TimelineKinds.IsContact(row.Kind))
        {
            await tx.Customers.Contacted(row.ExternalUserid, row.At);
        }

        if (row.OpportunityId is { } opportunity && TimelineKinds.IsLog(row.Kind))
        {
            await tx.Opportunities.Logged(opportunity, row.At);
        }

        return true;
    }

    /// <summary>Newest first, the page behind (<paramref name="before"/>, <paramref name="beforeId"/>); keyset, so that page 700 costs what page 1 costs.</summary>
    public Task<IReadOnlyList<TimelineRow>> Page(
        string externalUserid, DateTimeOffset before, string beforeId, int count) => tx.All<TimelineRow>(
        $"""
        select {Columns} from timeline
        where external_userid = @externalUserid and (at < @before or (at = @before and id < @beforeId))
        order by at desc, id desc {tx.Dialect.Limit}
        """,
        new { externalUserid, before, beforeId, count });
}
