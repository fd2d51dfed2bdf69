using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Possible sales; each belongs to one customer and, as a rule, to one rep.</summary>
public sealed class Opportunities(Tx tx)
{
    const string Columns =
        """
        id, code, external_userid, title, stage, amount, currency, owner_userid, product_line,
        created_at, stage_since, last_log_at, expected_close, closed_at, next_contact_at
        """;

    const string Day = "yyyy-MM-dd";

    public async Task<Opportunity?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from opportunities where id = @id", new { id }))?.Opportunity;

    public async Task<Opportunity?> ByCode(string code) =>
        (await tx.One<Row>($"select {Columns} from opportunities where code = @code", new { code }))?.Opportunity;

    /// <param name="codes">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Opportunity>> ByCodes(IReadOnlyCollection<string> codes) =>
        (await tx.All<Row>($"select {Columns} from opportunities where code in @codes", new { codes = tx.Many(codes) }))
        .ToDictionary(row => row.Code, row => row.Opportunity, StringComparer.Ordinal);

    /// <summary>The next page behind an opportunity, by code: for exports that may be larger than memory.</summary>
    public async Task<IReadOnlyList<Opportunity>> After(string code, int count) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from opportunities where code > @code order by code {tx.Dialect.Limit}", new { code, count }))
            .Select(row => row.Opportunity)];

    /// <summary>Titles by id, closed ones too.</summary>
    /// <param name="ids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, string>> Titles(IReadOnlyCollection<string> ids) => ids.Count == 0
        ? new Dictionary<string, string>()
        : (await tx.All<Row>($"select {Columns} from opportunities where id in @ids", new { ids = tx.Many(ids) })).ToDictionary(row => row.Id, row => row.Title, StringComparer.Ordinal);

    /// <summary>The open ones of a customer, oldest first.</summary>
    public async Task<IReadOnlyList<Opportunity>> OpenOf(string externalUserid) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from opportunities where external_userid = @externalUserid and closed_at is null order by created_at, id",
            new { externalUserid })).Select(row => row.Opportunity)];

    /// <summary>False when the code is taken: nothing was stored.</summary>
    public async Task<bool> Add(Opportunity opportunity)
    {
        if (0 == await tx.InsertIfAbsent("opportunities", "code", Columns.ReplaceLineEndings(" "), Args(opportunity)))
        {
            return false;
        }

        await tx.Stalls.Began(opportunity);
        return true;
    }

    /// <summary>
    /// Stores what an act changed and nothing else: what others wrote since it was read, such as a log, a plan or a stage,
    /// stays. The next contact is not among it: that is planned by <see cref="Plan"/>.
    /// </summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it shall be.</param>
    public async Task Update(Opportunity before, Opportunity after)
    {
        if (Place(before) != Place(after))
        {
            await tx.Run(
                "update opportunities set stage = @Stage, stage_since = @StageSince, closed_at = @ClosedAt where id = @Id", Args(after));
        }

        if (before.LastLogAt != after.LastLogAt)
        {
            await tx.Run("update opportunities set last_log_at = @LastLogAt where id = @Id", Args(after));
        }

        if (Details(before) != Details(after))
        {
            await tx.Run(
                """
                update opportunities set external_userid = @ExternalUserid, title = @Title, amount = @Amount, currency = @Currency,
                  owner_userid = @OwnerUserid, product_line = @ProductLine, created_at = @CreatedAt, expected_close = @ExpectedClose
                where id = @Id
                """,
                Args(after));
        }

        await tx.Stalls.Changed(after.Id);
    }

    static (string, DateTimeOffset, DateTimeOffset?) Place(Opportunity one) => (one.Stage, one.StageSince, one.ClosedAt);

    /// <summary>What only an import writes.</summary>
    static (string, string, decimal?, string, string?, string?, DateTimeOffset, DateOnly?) Details(Opportunity one) =>
        (one.ExternalUserid, one.Title, one.Amount, one.Currency, one.OwnerUserid, one.ProductLine, one.CreatedAt, one.ExpectedClose);

    /// <summary>A log was written: only ever moves forward.</summary>
    public Task<int> Logged(string id, DateTimeOffset at) => tx.Run(
        "update opportunities set last_log_at = @at where id = @id and (last_log_at is null or last_log_at < @at)", new { id, at });

    /// <summary>Plans the next contact, or takes the plan back with null. Every plan of an opportunity goes through here.</summary>
    public async Task<int> Plan(string id, DateTimeOffset? nextContactAt)
    {
        await tx.Stalls.Planned(id, nextContactAt);
        return await tx.Run("update opportunities set next_contact_at = @nextContactAt where id = @id", new { id, nextContactAt });
    }

    static object Args(Opportunity opportunity) => new
    {
        opportunity.Id,
        opportunity.Code,
        opportunity.ExternalUserid,
        opportunity.Title,
        opportunity.Stage,
        opportunity.Amount,
        opportunity.Currency,
        opportunity.OwnerUserid,
        opportunity.ProductLine,
        opportunity.CreatedAt,
        opportunity.StageSince,
        opportunity.LastLogAt,
        ExpectedClose = opportunity.ExpectedClose?.ToString(Day, CultureInfo.InvariantCulture),
        opportunity.ClosedAt,
        opportunity.NextContactAt,
    };

    sealed class Row
    {
        public required string Id { get; init; }
        public required string Code { get; init; }
        public required string ExternalUserid { get; init; }
        public required string Title { get; init; }
        public required string Stage { get; init; }
        public decimal? Amount { get; init; }
        public required string Currency { get; init; }
        public string? OwnerUserid { get; init; }
        public string? ProductLine { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset StageSince { get; init; }
        public DateTimeOffset? LastLogAt { get; init; }
        public string? ExpectedClose { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public DateTimeOffset? NextContactAt { get; init; }

        public Opportunity Opportunity => new(
            Id, Code, ExternalUserid, Title, Stage, Amount, Currency, OwnerUserid, ProductLine, CreatedAt, StageSince, LastLogAt,
            ExpectedClose is null ? null : DateOnly.ParseExact(ExpectedClose, Day, CultureInfo.InvariantCulture), ClosedAt, NextContactAt);
    }
}
