using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>With whom a rep dealt last: in the sidebar, by a note, by adding them.</summary>
public sealed class RecentContacts(Tx tx)
{
    /// <summary>Only ever moves forward, so that an event that comes late does not push others aside.</summary>
    /// <param name="source">What they did: <c>sidebar</c>, <c>note</c>, <c>added</c>.</param>
    public async Task Touch(string userid, string externalUserid, string source, DateTimeOffset at)
    {
        var args = new { Userid = userid, ExternalUserid = externalUserid, At = at, Source = source };
        await tx.Put(
            """
            update recent_contacts set
              source = case when at < @At then @Source else source end,
              at = case when at < @At then @At else at end
            where userid = @Userid and external_userid = @ExternalUserid
            """,
            "recent_contacts", "userid, external_userid", "userid, external_userid, at, source", args);
    }

    /// <summary>The rep's customers with the rep's open opportunities, latest contact first; of one customer, newest opportunity first.</summary>
    public Task<IReadOnlyList<CustomerPair>> For(string userid, int count) => tx.All<CustomerPair>(
        $"""
        select c.external_userid, {Called.Name("c")} as customer_name, {Called.Company("c")} as company,
          o.id as opportunity_id, o.code, o.title, o.stage, coalesce(r.at, f.added_at, o.created_at) as at
        from customers c
          left join recent_contacts r on r.userid = @viewer and r.external_userid = c.external_userid
          {Called.By("c", "@viewer")}
          left join opportunities o on o.owner_userid = @viewer and o.external_userid = c.external_userid and o.closed_at is null
        where c.external_userid in ({Visible.To(new Viewer(userid, Role.Rep))})
        order by coalesce(r.at, f.added_at, o.created_at) desc, c.external_userid, o.created_at desc {tx.Dialect.Limit}
        """,
        new { viewer = userid, count });
}
