using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>What the shops sell. Only files change it, so a row is compared with what is stored.</summary>
public sealed class ImportProducts(Db db) : ImportKind
{
    public override string Name => "products";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("product_code", Cells.Key, Required: true),
        new("name", Cells.Text, Required: true),
        new("category", Cells.Key),
        new("price", Cells.Money),
    ];

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) => db.Write(async tx =>
    {
        var known = await tx.Products.ByCodes([.. rows.Select(row => row.Key)]);
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            var before = known.GetValueOrDefault(row.Key);
            var after = Changed(before ?? new(row.Key, "", null, null), row.Cells);
            if (before != after)
            {
                await tx.Products.Put(after);
            }

            outcomes.Add(new(before is null ? RowFate.Added : before != after ? RowFate.Changed : RowFate.Unchanged));
        }

        return (IReadOnlyList<RowOutcome>)outcomes;
    });

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Products.After(afterKey, count)).Select(Current)];

    static Product Changed(Product product, IReadOnlyDictionary<string, string> cells) => product with
    {
        Name = cells["name"],
        Category = cells.TryGetValue("category", out var category) ? Cells.OrNull(category) : product.Category,
        Price = cells.TryGetValue("price", out var price) ? Cells.ToMoney(price) : product.Price,
    };

    static Dictionary<string, string> Current(Product product) => new(StringComparer.Ordinal)
    {
        ["product_code"] = product.Code,
        ["name"] = product.Name,
        ["category"] = product.Category ?? "",
        ["price"] = Cells.Of(product.Price),
    };
}
