using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>One entry behind a figure, as a page shows it.</summary>
public sealed class EntryLine
{
    public required string Id { get; init; }
    public required string Userid { get; init; }
    public string? ExternalUserid { get; init; }
    public string? Title { get; init; }

    /// <summary>What was said or done; customers' words among it, so it is masked before anybody who only looks reads it.</summary>
    public string? What { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>The rows behind the figures of a brief.</summary>
public sealed partial class Reports
{
    /// <param name="entries">At most 500, all of one figure. Rows that are gone since are left out.</param>
    public async Task<IReadOnlyList<EntryLine>> Lines(Figure figure, IReadOnlyList<BriefEntry> entries)
    {
        var ids = entries.Select(entry => entry.Id).Distinct().ToArray();
        var lines = (await tx.All<EntryLine>(Source(figure), new { ids = tx.Many(ids) })).ToLookup(line => line.Id, StringComparer.Ordinal);
        return [.. entries.Select(entry => lines[entry.Id].FirstOrDefault(line => line.Userid == entry.Userid) ?? lines[entry.Id].FirstOrDefault()).OfType<EntryLine>()];
    }

    static string Source(Figure figure) => figure switch
    {
        Figure.Contacts =>
            """
            select f.external_userid as id, f.userid, f.external_userid, c.company as title, f.added_at as at
            from follows f left join customers c on c.external_userid = f.external_userid where f.external_userid in @ids
            """,
        Figure.StallsOpened or Figure.StallsEnded =>
            """
            select e.id, coalesce(e.rep_userid, e.owner_userid, '') as userid, e.external_userid, o.title, e.stage as what, e.opened_at as at
            from stalls e left join opportunities o on o.id = e.opportunity_id where e.id in @ids
            """,
        Figure.DueTomorrow =>
            """
            select o.id, coalesce(o.owner_userid, '') as userid, o.external_userid, o.title, o.stage as what, o.next_contact_at as at
            from opportunities o where o.id in @ids
            union all
            select c.external_userid, coalesce(c.next_contact_by, ''), c.external_userid, null, null, c.next_contact_at
            from customers c where c.external_userid in @ids
            """,
        Figure.Forward or Figure.Backward or Figure.Lost or Figure.Opened =>
            """
            select a.id, coalesce(o.owner_userid, '') as userid, a.external_userid, o.title, a.summary as what, a.at
            from timeline a left join opportunities o on o.id = a.opportunity_id where a.id in @ids
            """,
        _ =>
            """
            select a.id, coalesce(a.actor_userid, '') as userid, a.external_userid, o.title, a.summary as what, a.at
            from timeline a left join opportunities o on o.id = a.opportunity_id where a.id in @ids
            """,
    };
}
