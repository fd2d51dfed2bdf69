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

/// <summary>Where a page of the timeline ended.</summary>
public sealed record TimelinePlace(DateTimeOffset At, string Id)
{
    TimelinePlace() : this(default, "")
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

        await tx.Stalls.Happened(row);
        return true;
    }

    /// <summary>Alerts, many at once: nobody has to learn of them (see <see cref="Add"/>).</summary>
    public Task Tell(IEnumerable<TimelineRow> alerts) => tx.InsertEach("timeline", "id", Columns, alerts);

    /// <summary>Newest first, the page behind (<paramref name="before"/>, <paramref name="beforeId"/>); keyset, so that page 700 costs what page 1 costs.</summary>
    /// <param name="kind">One kind only; null for all.</param>
    public Task<IReadOnlyList<TimelineRow>> Page(
        string externalUserid, DateTimeOffset before, string beforeId, int count, string? kind = null) => tx.All<TimelineRow>(
        $"select {Columns} {Behind(kind)}", new { externalUserid, before, beforeId, count, kind });

    /// <summary>
    /// Those of the next <paramref name="window"/> rows that contain the text. A search reads a window at a time, so that
    /// looking for something rare in a long history never costs more than one window.
    /// </summary>
    /// <returns>What was found, and the last row of the window; null when the history ended inside it.</returns>
    public async Task<(IReadOnlyList<TimelineRow> Found, TimelinePlace? Last)> Search(
        string externalUserid, DateTimeOffset before, string beforeId, int window, string text, string? kind = null)
    {
        var args = new { externalUserid, before, beforeId, count = window, kind, pattern = LikeText.Containing(text) };
        var found = await tx.All<TimelineRow>(
            $"""
            select {Columns} from (select {Columns} {Behind(kind)}) w
            where lower(w.summary) like @pattern escape '\' order by at desc, id desc
            """,
            args);
        var read = await tx.All<TimelinePlace>($"select at, id {Behind(kind)}", args);
        return (found, read.Count < window ? null : read[^1]);
    }

    string Behind(string? kind) =>
        // In this form every database starts in its index at the time itself; "at < x or (at = x and …)" would make SQLite walk there.
        $"""
        from timeline
        where external_userid = @externalUserid {(kind is null ? "" : "and kind = @kind")}
          and at <= @before and (at < @before or id < @beforeId)
        order by at desc, id desc {tx.Dialect.Limit}
        """;
}
