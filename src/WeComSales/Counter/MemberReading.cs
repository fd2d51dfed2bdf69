using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Counter;

/// <summary>All that is known of a member, and how much of it this shop is shown.</summary>
/// <param name="Offered">What could be recommended by age and kit.</param>
/// <param name="Recent">Codes of what the shop recommended lately, the most frequent first.</param>
sealed record MemberReading(
    Seat Seat, MemberCard Card, IReadOnlyList<Product> Offered, IReadOnlyList<Recommendation> Recommendations, IReadOnlyList<ServiceRecord> Records,
    IReadOnlyList<string> Recent, IReadOnlyDictionary<string, Product> Products, IReadOnlyDictionary<string, Staff> People)
{
    public const int ProductsOffered = 8;

    public CounterMember Seen() => new(
        Card.Member.Code, Card.Member.MaskedName, Card.Member.MaskedPhone, Card.Age is { } age ? CounterTexts.Age(age) : null, !IsOurs(Card.Member.StoreCode), Card.KitRemaining,
        [.. Card.Purchases.Select(one => new PurchaseView(ProductName(one.ProductCode), one.Quantity, one.At))],
        [.. Recommendations.Select(Seen)],
        [.. Records.Select(Seen)],
        [.. Card.Suggestions.Select(one => new SuggestionView(one.Product is { } product ? View(product) : null, CounterTexts.Why(one)))],
        [.. Shelf().DistinctBy(product => product.Code).Take(ProductsOffered).Select(View)]);

    RecommendationView Seen(Recommendation one) =>
        new(one.Id, ProductName(one.ProductCode), one.At, one.Reaction, NameOf(one.Hand), IsOurs(one.Hand.StoreCode));

    ServiceRecordView Seen(ServiceRecord one)
    {
        var ours = IsOurs(one.Hand.StoreCode);
        var signals = one.Signals.Select(signal => SignalLabels.NameOf(signal.Label)).Distinct();
        return new(one.Id, ours ? one.Text : Masking.Text(one.Text), [.. signals], one.At, NameOf(one.Hand), ours && one.OpenSince is not null);
    }

    /// <summary>What the card suggests, then what the shop recommends these days, then what fits.</summary>
    IEnumerable<Product> Shelf() => Card.Suggestions.Select(one => one.Product).OfType<Product>()
        .Concat(Recent.Select(code => Products.GetValueOrDefault(code)).OfType<Product>())
        .Concat(Offered);

    static ProductView View(Product product) => new(product.Code, product.Name);

    string ProductName(string code) => Products.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>Who works in other shops is nobody's business here.</summary>
    string? NameOf(CounterHand hand) => IsOurs(hand.StoreCode) ? People.GetValueOrDefault(hand.By)?.Name ?? hand.By : null;

    bool IsOurs(string? store) => store == Seat.StoreCode;
}
