using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>
/// Who sees which customers, as SQL: the one place that every query about customers goes through (product.md, "Who is
/// who, who sees what"). The parameter is <c>@viewer</c>, the userid of the person who looks.
/// </summary>
static class Visible
{
    /// <summary>A select of the external_userids that the viewer may see; use it with <c>in</c> or as a source of rows.</summary>
    public static string To(Viewer viewer) => viewer.Sight switch
    {
        Sight.Own => Own,
        Sight.Team => Team,
        Sight.Addressed => Addressed,
        _ => Nobody,
    };

    const string Own =
        """
        select f.external_userid from follows f where f.userid = @viewer and f.ended_at is null
        union
        select o.external_userid from opportunities o where o.owner_userid = @viewer and o.closed_at is null
        union
        select e.external_userid from stalls e where e.rep_userid = @viewer and e.state <> 'ended'
        """;

    // Somebody who left keeps counting: their customers are what the manager has to hand over.
    const string Team =
        """
        select f.external_userid from department_leaders l
          join department_tree t on t.ancestor_id = l.department_id
          join staff s on s.department_id = t.department_id
          join follows f on f.userid = s.userid and f.ended_at is null
        where l.userid = @viewer
        union
        select o.external_userid from department_leaders l
          join department_tree t on t.ancestor_id = l.department_id
          join staff s on s.department_id = t.department_id
          join opportunities o on o.owner_userid = s.userid and o.closed_at is null
        where l.userid = @viewer
        """;

    const string Addressed =
        $"""
        select r.external_userid from support_addressees a
          join support_requests r on r.id = a.request_id and r.state = 'Open'
        where a.userid = @viewer
        union
        select l.external_userid from stall_alerts l join stalls e on e.id = l.stall_id and e.state <> 'ended'
        where {ToldAsOps}
        """;

    // What only waits to be sent, and what was taken back, told nobody anything.
    const string ToldAsOps = "l.userid = @viewer and l.subject = 'stall' and l.party in ('ops', 'missing') and l.state in ('sent', 'digested')";

    /// <summary>Episodes of which the viewer was told as ops, by an alert that went out.</summary>
    public const string StallsTold = $"select l.stall_id from stall_alerts l where {ToldAsOps}";

    /// <summary>The same for customers who wait. It opens no customer's page: ops do not see the chat.</summary>
    public const string WaitsTold =
        """
        select l.stall_id from stall_alerts l
        where l.userid = @viewer and l.subject = 'wait' and l.party = 'missing' and l.state in ('sent', 'digested')
        """;

    const string Nobody = "select external_userid from customers where 1 = 0";
}
