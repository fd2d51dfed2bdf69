using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Where an export of purchases stands.</summary>
public sealed record PurchasePlace(string MemberCode, DateTimeOffset At, string ProductCode, string StoreCode)
{
    public static readonly PurchasePlace Start = new("", DateTimeOffset.UnixEpoch, "", "");
}

/// <summary>Purchases (购买): what a member costs to look up does not grow with how many there are of others.</summary>
public sealed class Purchases(Tx tx)
{
    const string Columns = "member_code, purchased_at, product_code, store_code, quantity, amount, kit_remaining, kit_at";
    const string Key = "member_code, purchased_at, product_code, store_code";

    /// <summary>The newest of a member.</summary>
    public async Task<IReadOnlyList<Purchase>> OfMember(string memberCode, int count) =>
        [.. (await tx.All<Row>(
            $"select {Columns} from purchases where member_code = @memberCode order by purchased_at desc, product_code, store_code {tx.Dialect.Limit}",
            new { memberCode, count })).Select(row => row.Purchase)];

    /// <summary>What is left of the maternity kit: the newest line that says something about it. Empty when none does.</summary>
    public async Task<IReadOnlyList<string>> Kit(string memberCode) =>
        Json.Read<List<string>>(await tx.One<string>(
            $"select kit_remaining from purchases where member_code = @memberCode and kit_at is not null order by kit_at desc {tx.Dialect.Limit}",
            new { memberCode, count = 1 }) ?? "[]");

    /// <summary>Stores a line once. A line that is there takes over quantity, amount and kit.</summary>
    /// <returns>True when it is new, false when it changed, null when it was there as it is.</returns>
    public async Task<bool?> Put(Purchase purchase)
    {
        var args = Args(purchase);
        return 1 == await tx.InsertIfAbsent("purchases", Key, Columns, args) ? true
            : (await tx.One<Row>($"select {Columns} from purchases where {Same}", args))?.SaysTheSameAs(purchase) != false ? null
            : 1 == await tx.Run($"update purchases set quantity = @Quantity, amount = @Amount, kit_remaining = @KitRemaining, kit_at = @KitAt where {Same}", args) ? false
            : null;
    }

    /// <summary>The next page behind a place, in the order of the key: for exports that may be larger than memory.</summary>
    public async Task<IReadOnlyList<Purchase>> After(PurchasePlace place, int count) =>
        [.. (await tx.All<Row>(
            // In this form every database starts in its key at the member itself.
            $"""
            select {Columns} from purchases
            where member_code >= @MemberCode and (member_code > @MemberCode or purchased_at > @At
              or (purchased_at = @At and (product_code > @ProductCode or (product_code = @ProductCode and store_code > @StoreCode))))
            order by member_code, purchased_at, product_code, store_code {tx.Dialect.Limit}
            """,
            new { place.MemberCode, place.At, place.ProductCode, place.StoreCode, count })).Select(row => row.Purchase)];

    const string Same = "member_code = @MemberCode and purchased_at = @PurchasedAt and product_code = @ProductCode and store_code = @StoreCode";

    static object Args(Purchase purchase) => new
    {
        purchase.MemberCode,
        PurchasedAt = purchase.At,
        purchase.ProductCode,
        purchase.StoreCode,
        purchase.Quantity,
        purchase.Amount,
        KitRemaining = Json.Text(purchase.KitRemaining),
        KitAt = purchase.KitRemaining.Count == 0 ? (DateTimeOffset?)null : purchase.At,
    };

    sealed class Row
    {
        public required string MemberCode { get; init; }
        public required DateTimeOffset PurchasedAt { get; init; }
        public required string ProductCode { get; init; }
        public required string StoreCode { get; init; }
        public required int Quantity { get; init; }
        public decimal? Amount { get; init; }
        public required string KitRemaining { get; init; }

        public Purchase Purchase => new(MemberCode, ProductCode, Quantity, Amount, StoreCode, PurchasedAt, Json.Read<List<string>>(KitRemaining));

        public bool SaysTheSameAs(Purchase other) =>
            Quantity == other.Quantity && Amount == other.Amount && Purchase.KitRemaining.SequenceEqual(other.KitRemaining, StringComparer.Ordinal);
    }
}
