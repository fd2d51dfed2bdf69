using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>
/// Lines of receipts. Member, product, shop and time together name a line: a file brought in twice changes nothing, one
/// that corrects a line changes that line.
/// </summary>
public sealed class ImportPurchases(Db db, CellContext context) : ImportKind
{
    // No key of a company holds it: cells lose their control characters or are refused.
    const char Between = '\t';
    const int MostPieces = 1_000_000;

    public override string Name => "purchases";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("member_code", Cells.Key, Required: true),
        new("product_code", Cells.Key, Required: true),
        new("quantity", Pieces),
        new("amount", Cells.Money),
        new("store_code", Cells.Key),
        new("purchased_at", Cells.PastTime, Required: true),
        new("kit_remaining", Cells.Items),
    ];

    public override string Repeated => "同一会员、商品、门店和时间的行在文件里出现过了，以先出现的一行为准；是两件商品就合成一行，把数量和金额相加";

    public override string KeyOf(IReadOnlyDictionary<string, string> cells) => string.Join(
        Between, cells["member_code"], cells["purchased_at"], cells["product_code"], cells.GetValueOrDefault("store_code", ""));

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) => db.Write(async tx =>
    {
        var members = await tx.Members.ByCodes([.. rows.Select(row => row.Cells["member_code"]).Distinct(StringComparer.Ordinal)]);
        var outcomes = new List<RowOutcome>(rows.Count);
        foreach (var row in rows)
        {
            outcomes.Add(!members.ContainsKey(row.Cells["member_code"])
                ? RowOutcome.Rejected("member_code", $"没有这个会员「{row.Cells["member_code"]}」，请先导入会员")
                : new(await tx.Purchases.Put(Purchase(row.Cells)) switch { true => RowFate.Added, false => RowFate.Changed, null => RowFate.Unchanged }));
        }

        return (IReadOnlyList<RowOutcome>)outcomes;
    });

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Purchases.After(Place(afterKey), count)).Select(Current)];

    static PurchasePlace Place(string key) => key.Split(Between) is [var member, var at, var product, var store]
        ? new(member, Cells.ToTime(at)!.Value, product, store)
        : PurchasePlace.Start;

    static CellReading Pieces(string text, CellContext _) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) && pieces is > 0 and <= MostPieces
            ? pieces.ToString(CultureInfo.InvariantCulture)
            : CellReading.Wrong($"「{text}」不是 1 到 {MostPieces} 的件数");

    static Purchase Purchase(IReadOnlyDictionary<string, string> cells) => new(
        cells["member_code"], cells["product_code"],
        cells.GetValueOrDefault("quantity", "") is { Length: > 0 } pieces ? int.Parse(pieces, CultureInfo.InvariantCulture) : 1,
        Cells.ToMoney(cells.GetValueOrDefault("amount", "")), cells.GetValueOrDefault("store_code", ""),
        Cells.ToTime(cells["purchased_at"])!.Value, Cells.ToItems(cells.GetValueOrDefault("kit_remaining", "")));

    Dictionary<string, string> Current(Purchase purchase) => new(StringComparer.Ordinal)
    {
        ["member_code"] = purchase.MemberCode,
        ["product_code"] = purchase.ProductCode,
        ["quantity"] = purchase.Quantity.ToString(CultureInfo.InvariantCulture),
        ["amount"] = Cells.Of(purchase.Amount),
        ["store_code"] = purchase.StoreCode,
        ["purchased_at"] = Cells.Of(purchase.At, context.Zone),
        ["kit_remaining"] = Cells.Join(purchase.KitRemaining),
    };
}
