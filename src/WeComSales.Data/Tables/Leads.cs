using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Leads (线索).</summary>
public sealed class Leads(Tx tx)
{
    const string Columns = "code, name, company, phone, region, industry, budget, tech_stack, channel, created_at";

    /// <param name="codes">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Lead>> ByCodes(IReadOnlyCollection<string> codes) =>
        (await tx.All<Row>($"select {Columns} from leads where code in @codes", new { codes = tx.Many(codes) }))
        .ToDictionary(row => row.Code, row => row.Lead, StringComparer.Ordinal);

    /// <summary>The next page behind a code.</summary>
    public async Task<IReadOnlyList<Lead>> After(string code, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from leads where code > @code order by code {tx.Dialect.Limit}", new { code, count })).Select(row => row.Lead)];

    public Task Put(Lead lead) => tx.Put(
        """
        update leads set name = @Name, company = @Company, phone = @Phone, region = @Region, industry = @Industry, budget = @Budget,
          tech_stack = @TechStack, channel = @Channel, created_at = @CreatedAt
        where code = @Code
        """,
        "leads", "code", Columns,
        new
        {
            lead.Code,
            lead.Name,
            lead.Company,
            lead.Phone,
            lead.Region,
            lead.Industry,
            lead.Budget,
            TechStack = Json.Text(lead.TechStack),
            lead.Channel,
            lead.CreatedAt,
        });

    sealed class Row
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public string? Company { get; init; }
        public string? Phone { get; init; }
        public string? Region { get; init; }
        public string? Industry { get; init; }
        public string? Budget { get; init; }
        public required string TechStack { get; init; }
        public string? Channel { get; init; }
        public DateTimeOffset? CreatedAt { get; init; }

        public Lead Lead => new(Code, Name, Company, Phone, Region, Industry, Budget, Json.Read<List<string>>(TechStack), Channel, CreatedAt);
    }
}
