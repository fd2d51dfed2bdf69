using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A customer in a list, named as the viewer knows them.</summary>
public sealed class CustomerLine
{
    public required string ExternalUserid { get; init; }

    /// <summary>The viewer's own remark, else WeCom's nickname.</summary>
    public required string Name { get; init; }

    public string? Company { get; init; }
}

/// <summary>Everybody whom a rep has added in WeCom, and whom an import named.</summary>
public sealed class Customers(Tx tx)
{
    const string Columns = "external_userid, name, company, phone, owner_userid, tags, added_at, first_seen_at";

    /// <summary>For acts of the system itself; what people ask for goes through <see cref="Seen"/>.</summary>
    public async Task<Customer?> ByExternalId(string externalUserid) =>
        (await tx.One<Row>($"select {Columns} from customers where external_userid = @externalUserid", new { externalUserid }))?.Customer;

    /// <summary>Null when there is no such customer or the viewer may not see them: nobody can tell which.</summary>
    public async Task<Customer?> Seen(Viewer viewer, string externalUserid) =>
        (await tx.One<Row>(
            $"""
            select {Columns} from customers
            where external_userid = @externalUserid
              and exists (select 1 from ({Visible.To(viewer)}) v where v.external_userid = @externalUserid)
            """,
            new { viewer = viewer.Userid, externalUserid }))?.Customer;

    /// <summary>Those whose name, remark or company contains the text, among the ones that the viewer may see.</summary>
    public Task<IReadOnlyList<CustomerLine>> Search(Viewer viewer, string text, int count) => tx.All<CustomerLine>(
        $"""
        select c.external_userid, {Called.Name("c")} as name, {Called.Company("c")} as company
        from customers c {Called.By("c", "@viewer")}
        where c.external_userid in ({Visible.To(viewer)})
          and (lower(c.name) like @pattern escape '\' or lower(f.remark) like @pattern escape '\'
            or lower(c.company) like @pattern escape '\' or lower(f.remark_company) like @pattern escape '\')
        order by name, c.external_userid {tx.Dialect.Limit}
        """,
        new { viewer = viewer.Userid, pattern = LikeText.Containing(text), count });

    /// <param name="externalUserids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Customer>> ByExternalIds(IReadOnlyCollection<string> externalUserids) =>
        (await tx.All<Row>($"select {Columns} from customers where external_userid in @externalUserids", new { externalUserids = tx.Many(externalUserids) }))
        .ToDictionary(row => row.ExternalUserid, row => row.Customer, StringComparer.Ordinal);

    /// <summary>The next page behind a customer, by id: for exports that may be larger than memory.</summary>
    public async Task<IReadOnlyList<Customer>> After(string externalUserid, int count) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from customers where external_userid > @externalUserid order by external_userid {tx.Dialect.Limit}",
            new { externalUserid, count })).Select(row => row.Customer)];

    /// <summary>Stores a customer whole.</summary>
    /// <param name="fetchedAt">When WeCom told us; null leaves the earlier time.</param>
    public async Task Put(Customer customer, DateTimeOffset? fetchedAt)
    {
        var args = new
        {
            customer.ExternalUserid,
            customer.Name,
            customer.Company,
            customer.Phone,
            customer.OwnerUserid,
            Tags = Json.Text(customer.Tags),
            customer.AddedAt,
            customer.FirstSeenAt,
            FetchedAt = fetchedAt,
        };
        await tx.Put(
            """
            update customers set name = @Name, company = @Company, phone = @Phone, owner_userid = @OwnerUserid, tags = @Tags,
              added_at = @AddedAt, fetched_at = coalesce(@FetchedAt, fetched_at)
            where external_userid = @ExternalUserid
            """,
            "customers", "external_userid", Columns + ", fetched_at", args);
    }

    /// <summary>Somebody dealt with them: only ever moves forward.</summary>
    public Task<int> Contacted(string externalUserid, DateTimeOffset at) => tx.Run(
        "update customers set last_contact_at = @at where external_userid = @externalUserid and (last_contact_at is null or last_contact_at < @at)",
        new { externalUserid, at });

    /// <summary>Plans the next contact with a customer who has no opportunity, or takes the plan back with null.</summary>
    public Task<int> Plan(string externalUserid, DateTimeOffset? nextContactAt, string by) => tx.Run(
        "update customers set next_contact_at = @nextContactAt, next_contact_by = @by where external_userid = @externalUserid",
        new { externalUserid, nextContactAt, by = nextContactAt is null ? null : by });

    sealed class Row
    {
        public required string ExternalUserid { get; init; }
        public required string Name { get; init; }
        public string? Company { get; init; }
        public string? Phone { get; init; }
        public string? OwnerUserid { get; init; }
        public required string Tags { get; init; }
        public DateTimeOffset? AddedAt { get; init; }
        public required DateTimeOffset FirstSeenAt { get; init; }

        public Customer Customer => new(
            ExternalUserid, Name, Company, Phone, OwnerUserid, Json.Read<string[]>(Tags), AddedAt, FirstSeenAt);
    }
}
