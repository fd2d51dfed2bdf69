using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>Leads from the company's own list. Only files change them, so a row is compared with what is stored (decision 75).</summary>
public sealed class ImportLeads(Db db, CellContext context) : ImportKind
{
    public override string Name => "leads";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("code", Cells.Key, Required: true),
        new("name", Cells.Text, Required: true),
        new("company", Cells.Text),
        new("phone", Cells.Text),
        new("region", Cells.Key),
        new("industry", Cells.Key),
        new("budget", Cells.Text),
        new("tech_stack", Cells.Items),
        new("channel", Cells.Key),
        new("created_at", Cells.PastTime),
    ];

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) => db.Write(async tx =>
    {
        string[] codes = [.. rows.Select(row => row.Key)];
        var (known, erased) = (await tx.Leads.ByCodes(codes), await tx.Erasures.Leads(codes));
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            outcomes.Add(erased.ContainsKey(row.Key)
                ? RowOutcome.Rejected("code", $"线索「{row.Key}」的数据已按本人要求删除")
                : await Save(tx, row, known.GetValueOrDefault(row.Key)));
        }

        return (IReadOnlyList<RowOutcome>)outcomes;
    });

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Leads.After(afterKey, count)).Select(Current)];

    static async Task<RowOutcome> Save(Tx tx, ImportRow row, Lead? before)
    {
        var after = Changed(before ?? new(row.Key, "", null, null, null, null, null, [], null, null), row.Cells);
        if (before?.SaysTheSameAs(after) == true)
        {
            return new(RowFate.Unchanged);
        }

        await tx.Leads.Put(after);
        return new(before is null ? RowFate.Added : RowFate.Changed);
    }

    static Lead Changed(Lead lead, IReadOnlyDictionary<string, string> cells) => lead with
    {
        Name = cells["name"],
        Company = Said(cells, "company", lead.Company),
        Phone = Said(cells, "phone", lead.Phone),
        Region = Said(cells, "region", lead.Region),
        Industry = Said(cells, "industry", lead.Industry),
        Budget = Said(cells, "budget", lead.Budget),
        TechStack = cells.TryGetValue("tech_stack", out var stack) ? Cells.ToItems(stack) : lead.TechStack,
        Channel = Said(cells, "channel", lead.Channel),
        CreatedAt = cells.TryGetValue("created_at", out var created) ? Cells.ToTime(created) : lead.CreatedAt,
    };

    /// <summary>A column that the file lacks says nothing.</summary>
    static string? Said(IReadOnlyDictionary<string, string> cells, string column, string? before) =>
        cells.TryGetValue(column, out var cell) ? Cells.OrNull(cell) : before;

    Dictionary<string, string> Current(Lead lead) => new(StringComparer.Ordinal)
    {
        ["code"] = lead.Code,
        ["name"] = lead.Name,
        ["company"] = lead.Company ?? "",
        ["phone"] = lead.Phone ?? "",
        ["region"] = lead.Region ?? "",
        ["industry"] = lead.Industry ?? "",
        ["budget"] = lead.Budget ?? "",
        ["tech_stack"] = Cells.Join(lead.TechStack),
        ["channel"] = lead.Channel ?? "",
        ["created_at"] = Cells.Of(lead.CreatedAt, context.Zone),
    };
}
