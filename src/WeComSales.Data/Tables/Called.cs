using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A customer as somebody reads them, and whose customer they are.</summary>
public sealed class CalledCustomer
{
    public required string ExternalUserid { get; init; }
    public required string Name { get; init; }
    public string? Company { get; init; }

    /// <summary>Whom an import named, else who owns their first open opportunity, else who still follows them the longest.</summary>
    public string? Owner { get; init; }
}

/// <summary>
/// What a customer is called, decided here alone (docs/decisions/0051-one-name-for-a-customer.md): whoever follows a customer reads their own
/// remark, everybody else that of the rep whose customer they are; without a remark it is the name in WeCom.
/// </summary>
public sealed class Called(Tx tx)
{
    /// <summary>In a list: the name, where <see cref="By"/> joined the relation that gives it.</summary>
    internal static string Name(string customer) => $"coalesce(f.remark, {customer}.name)";

    /// <summary>The same for a row whose customer may be gone.</summary>
    internal static string NameOrNone(string customer) => $"coalesce(f.remark, {customer}.name, '')";

    internal static string Company(string customer) => $"coalesce(f.remark_company, {customer}.company)";

    /// <summary>The relation that gives the name: of a line about an opportunity, its owner's.</summary>
    /// <param name="customer">What has the customer's external_userid.</param>
    /// <param name="whose">A column or parameter with a userid.</param>
    internal static string By(string customer, string whose) => $"left join follows f on f.external_userid = {customer}.external_userid and f.userid = {whose}";

    /// <summary>Null for a customer whom nobody knows. Whether the viewer may see them is asked before.</summary>
    public async Task<CalledCustomer?> As(Viewer viewer, string externalUserid) => (await As(viewer, [externalUserid])).GetValueOrDefault(externalUserid);

    /// <param name="externalUserids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, CalledCustomer>> As(Viewer viewer, IReadOnlyCollection<string> externalUserids)
    {
        var owner =
            $"""
            coalesce(c.owner_userid,
                (select o.owner_userid from opportunities o where o.external_userid = c.external_userid and o.closed_at is null and o.owner_userid is not null
                  order by o.created_at, o.id {tx.Dialect.Limit}),
                (select w.userid from follows w where w.external_userid = c.external_userid and w.ended_at is null order by w.added_at, w.userid {tx.Dialect.Limit}))
            """;
        // Those who only look read what their people call a customer, also when they follow the customer themselves.
        var whose = viewer.Sight == Sight.Own
            ? $"coalesce((select m.userid from follows m where m.external_userid = k.external_userid and m.userid = @viewer), k.owner)"
            : "k.owner";
        return (await tx.All<CalledCustomer>(
            $"""
            select k.external_userid, {Name("k")} as name, {Company("k")} as company, k.owner
            from (
              select c.external_userid, c.name, c.company, {owner} as owner
              from customers c where c.external_userid in @externalUserids) k
              {By("k", whose)}
            """,
            new { viewer = viewer.Userid, externalUserids = tx.Many(externalUserids), count = 1 })).ToDictionary(one => one.ExternalUserid, StringComparer.Ordinal);
    }
}
