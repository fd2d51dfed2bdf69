using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>What is known of a customer beside who they are: contact and plan.</summary>
public sealed record CustomerPlan(DateTimeOffset? LastContactAt, DateTimeOffset? NextContactAt, string? NextContactBy, DateTimeOffset? FetchedAt)
{
    CustomerPlan() : this(null, null, null, null)
    {
    }
}

/// <summary>A customer in a list with what makes a person look at them.</summary>
public sealed class CustomerState
{
    public required string ExternalUserid { get; init; }
    public DateTimeOffset? LastContactAt { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required int Opportunities { get; init; }
}

/// <summary>A planned contact that somebody has to make.</summary>
public sealed class PlannedContact
{
    public required string ExternalUserid { get; init; }
    public required string CustomerName { get; init; }
    public string? Company { get; init; }
    public string? OpportunityId { get; init; }
    public string? Title { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A stall that waits for somebody.</summary>
public sealed class StallWaiting
{
    public required string ExternalUserid { get; init; }
    public required string CustomerName { get; init; }
    public required string OpportunityId { get; init; }
    public required string Title { get; init; }
    public required string Stage { get; init; }

    /// <summary>The last sign of life.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>Questions about customers that a page asks.</summary>
public sealed class CustomerFacts(Tx tx)
{
    public Task<CustomerPlan?> PlanOf(string externalUserid) => tx.One<CustomerPlan>(
        "select last_contact_at, next_contact_at, next_contact_by, fetched_at from customers where external_userid = @externalUserid",
        new { externalUserid });

    /// <summary>This person's planned contacts up to a time, the most overdue first: what lies further ahead costs nothing.</summary>
    public async Task<IReadOnlyList<PlannedContact>> Planned(string userid, DateTimeOffset until, int count)
    {
        var args = new { userid, until, count };
        var ofOpportunities = await tx.All<PlannedContact>(
            $"""
            select o.external_userid, {Called.Name("c")} as customer_name, {Called.Company("c")} as company,
              o.id as opportunity_id, o.title, o.next_contact_at as at
            from opportunities o join customers c on c.external_userid = o.external_userid
              {Called.By("o", "@userid")}
            where o.owner_userid = @userid and o.next_contact_at is not null and o.closed_at is null and o.next_contact_at < @until
            order by o.next_contact_at, o.id {tx.Dialect.Limit}
            """,
            args);
        var ofCustomers = await tx.All<PlannedContact>(
            $"""
            select c.external_userid, {Called.Name("c")} as customer_name, {Called.Company("c")} as company,
              c.next_contact_at as at
            from customers c {Called.By("c", "@userid")}
            where c.next_contact_by = @userid and c.next_contact_at is not null and c.next_contact_at < @until
            order by c.next_contact_at, c.external_userid {tx.Dialect.Limit}
            """,
            args);
        return [.. ofOpportunities.Concat(ofCustomers).OrderBy(one => one.At).Take(count)];
    }

    /// <summary>Stalls that are with this person, as the rep or as the ops specialist, the longest first; customers as the opportunity's owner calls them.</summary>
    public Task<IReadOnlyList<StallWaiting>> Stalled(Viewer viewer, int count) => tx.All<StallWaiting>(
        $"""
        select e.external_userid, {Called.Name("c")} as customer_name, o.id as opportunity_id, o.title, o.stage, e.clock_base as since
        from stalls e join opportunities o on o.id = e.opportunity_id join customers c on c.external_userid = e.external_userid
          {Called.By("e", "o.owner_userid")}
        where {(viewer.Sight == Sight.Addressed ? $"e.id in ({Visible.StallsTold})" : "e.rep_userid = @viewer")} and e.state <> 'ended'
        order by e.clock_base, e.id {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, count });

    /// <summary>Stalls of their teams that somebody who leads was told of and that nobody has answered, the longest first; customers as the opportunity's owner calls them.</summary>
    public Task<IReadOnlyList<StallWaiting>> Unanswered(string userid, int count) => tx.All<StallWaiting>(
        $"""
        select e.external_userid, {Called.Name("c")} as customer_name, o.id as opportunity_id, o.title, o.stage, e.clock_base as since
        from stalls e join opportunities o on o.id = e.opportunity_id join customers c on c.external_userid = e.external_userid
          {Called.By("e", "o.owner_userid")}
        where e.state in ('alerted', 'escalated') and e.id in (
          select l.stall_id from stall_alerts l where l.userid = @userid and l.subject = 'stall' and l.state in ('sent', 'digested'))
          and o.owner_userid in (
            select m.userid from department_leaders l join department_tree t on t.ancestor_id = l.department_id
              join staff m on m.department_id = t.department_id where l.userid = @userid)
        order by e.clock_base, e.id {tx.Dialect.Limit}
        """,
        new { userid, count });

    /// <summary>One person's customers, as far as the viewer may see them, behind an id; the longest without contact are told by their time.</summary>
    public Task<IReadOnlyList<CustomerState>> Of(Viewer viewer, string userid, string afterId, int count) => tx.All<CustomerState>(
        $"""
        select c.external_userid, c.last_contact_at, coalesce(c.added_at, c.first_seen_at) as since,
          (select count(*) from opportunities o where o.external_userid = c.external_userid and o.closed_at is null) as opportunities
        from customers c
        where c.external_userid > @afterId
          and c.external_userid in (
            select f.external_userid from follows f where f.userid = @userid and f.ended_at is null
            union
            select o.external_userid from opportunities o where o.owner_userid = @userid and o.closed_at is null)
          and c.external_userid in ({Visible.To(viewer)})
        order by c.external_userid {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, userid, afterId, count });
}
