using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Somebody of a manager's teams, with what they did.</summary>
public sealed class TeamMember
{
    public required string Userid { get; init; }
    public required string Name { get; init; }
    public string? Department { get; init; }
    public required int Opportunities { get; init; }
    public required int Stalls { get; init; }
    public DateTimeOffset? LastActAt { get; init; }
    public DateTimeOffset? LeftAt { get; init; }
}

/// <summary>What somebody who leads sees of their people.</summary>
public sealed class TeamFacts(Tx tx)
{
    // Each person counts in the main department only (product.md).
    const string People =
        """
        select s.userid from department_leaders l
          join department_tree t on t.ancestor_id = l.department_id
          join staff s on s.department_id = t.department_id
        where l.userid = @viewer
        """;

    /// <summary>Everybody in the departments that the viewer leads and below; those who left only while they own something.</summary>
    public Task<IReadOnlyList<TeamMember>> Members(Viewer viewer, int count) => tx.All<TeamMember>(
        $"""
        select s.userid, s.name, d.name as department, s.left_at,
          (select count(*) from opportunities o where o.owner_userid = s.userid and o.closed_at is null) as opportunities,
          (select count(*) from stalls e where e.rep_userid = s.userid and e.state <> 'ended') as stalls,
          (select max(t.at) from timeline t where t.actor_userid = s.userid) as last_act_at
        from staff s left join departments d on d.id = s.department_id
        where s.userid in ({People}) and s.userid <> @viewer
          and (s.left_at is null or exists (select 1 from opportunities o where o.owner_userid = s.userid and o.closed_at is null))
        order by d.path, s.name, s.userid {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, count });

    /// <summary>Null when this person is in none of the viewer's teams.</summary>
    public Task<string?> Name(Viewer viewer, string userid) => tx.One<string>(
        $"select s.name from staff s where s.userid = @userid and s.userid in ({People})", new { viewer = viewer.Userid, userid });
}
