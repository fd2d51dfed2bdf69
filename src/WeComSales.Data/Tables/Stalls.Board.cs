using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A row of a board.</summary>
public sealed class StallLine
{
    public string? StallId { get; init; }
    public required string OpportunityId { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Customer { get; init; }
    public required string ExternalUserid { get; init; }
    public required string Stage { get; init; }
    public decimal? Amount { get; init; }
    public string? OwnerUserid { get; init; }
    public string? OwnerName { get; init; }
    public StallState? State { get; init; }
    public required DateTimeOffset StallAt { get; init; }
    public DateTimeOffset? ClockBase { get; init; }
    public HoursKind? Hours { get; init; }
}

/// <summary>How many are stalled and how many warned, of a stage in a team.</summary>
/// <param name="TeamId">The owner's main department; null without one.</param>
public sealed record BoardNumber(string Stage, long? TeamId, string? Team, int Stalled, int Warned);

/// <summary>Which rows of the board: of a stage, of a team (0: of none), behind a row that was the last one.</summary>
public sealed record BoardPart(string? Stage, long? Team, BoardPlace? After);

/// <param name="Warned">1 behind all stalled ones, as they are ordered.</param>
public sealed record BoardPlace(int Warned, DateTimeOffset StallAt, string OpportunityId);

/// <summary>What the boards show: numbers are counted by the database, rows come page by page.</summary>
public sealed partial class Stalls
{
    const string Warned = "case when e.id is null then 1 else 0 end";

    const string OnBoard =
        """
        from stall_clocks c join opportunities o on o.id = c.opportunity_id
          left join stalls e on e.opportunity_id = o.id and e.state <> 'ended'
          left join staff s on s.userid = o.owner_userid left join departments d on d.id = s.department_id
        """;

    /// <summary>Every stage of every team that has something on the viewer's board.</summary>
    public async Task<IReadOnlyList<BoardNumber>> BoardNumbers(Viewer viewer, DateTimeOffset now) =>
        [.. (await tx.All<NumberRow>(
            $"""
            select o.stage, d.id as team_id, d.name as team, count(e.id) as stalled, count(*) as shown {OnBoard}
            where c.warn_at <= @now and o.closed_at is null and {Scope(viewer)}
            group by o.stage, d.id, d.name
            """,
            new { viewer = viewer.Userid, now })).Select(row => new BoardNumber(row.Stage, row.TeamId, row.Team, (int)row.Stalled, (int)(row.Shown - row.Stalled)))];

    /// <summary>Stalled and warned opportunities of a viewer, the longest stalled first; customers by their owner's remark, as on the cards.</summary>
    public Task<IReadOnlyList<StallLine>> Board(Viewer viewer, DateTimeOffset now, BoardPart part, int count) => tx.All<StallLine>(
        $"""
        select e.id as stall_id, o.id as opportunity_id, o.code, o.title, {Called.NameOrNone("k")} as customer, o.external_userid, o.stage, o.amount,
          o.owner_userid, s.name as owner_name, e.state, c.stall_at, e.clock_base, e.hours {OnBoard}
          left join customers k on k.external_userid = o.external_userid
          {Called.By("o", "o.owner_userid")}
        where c.warn_at <= @now and o.closed_at is null and {Scope(viewer)}{Of(part)}
        order by {Warned}, c.stall_at, o.id {tx.Dialect.Limit}
        """,
        new
        {
            viewer = viewer.Userid,
            now,
            stage = part.Stage ?? "",
            team = part.Team ?? 0,
            warned = part.After?.Warned ?? 0,
            stallAt = part.After?.StallAt ?? now,
            last = part.After?.OpportunityId ?? "",
            count,
        });

    static string Of(BoardPart part) => string.Concat(
        part.Stage is null ? "" : " and o.stage = @stage",
        part.Team switch { null => "", 0 => " and s.department_id is null", _ => " and s.department_id = @team" },
        part.After is null ? "" : $" and ({Warned} > @warned or ({Warned} = @warned and (c.stall_at > @stallAt or (c.stall_at = @stallAt and o.id > @last))))");

    /// <summary>Whose stalls somebody sees: their own, their teams', or those addressed to them.</summary>
    static string Scope(Viewer viewer) => viewer.Sight switch
    {
        Sight.Own => "(o.owner_userid = @viewer or e.rep_userid = @viewer)",
        Sight.Team =>
            """
            o.owner_userid in (
              select m.userid from department_leaders l join department_tree t on t.ancestor_id = l.department_id
                join staff m on m.department_id = t.department_id where l.userid = @viewer)
            """,
        Sight.Addressed => $"e.id in ({Visible.StallsTold})",
        _ => "1 = 0",
    };

    sealed class NumberRow
    {
        public required string Stage { get; init; }
        public long? TeamId { get; init; }
        public string? Team { get; init; }
        public required long Stalled { get; init; }
        public required long Shown { get; init; }
    }
}
