using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Counter;

/// <param name="Product">Null for all products of a shop together.</param>
/// <param name="Enough">False: fewer than 30 reactions, the share says nothing.</param>
/// <param name="Low">Where the true share probably begins; 95 %.</param>
/// <param name="Says">What a manager would say; null where nothing is below the average.</param>
public sealed record ConversionLine(string? Product, string Reaction, int Reactions, int Bought, double Rate, double Low, double High, bool Enough, string? Says);

public sealed record ShopConversions(string Code, string Name, IReadOnlyList<ConversionLine> Reactions, IReadOnlyList<ConversionLine> Products);

public sealed record ReactionAverage(string Reaction, int Reactions, int Bought, double Rate, bool Enough);

/// <param name="From">Taps since then count.</param>
/// <param name="To">Taps before then count: later ones still have time to become a purchase.</param>
/// <param name="Days">So long after a tap a purchase counts.</param>
public sealed record ConversionPage(Person Me, DateTimeOffset From, DateTimeOffset To, int Days, int Fewest, IReadOnlyList<ReactionAverage> Averages, IReadOnlyList<ShopConversions> Shops);

/// <summary>Reactions that became purchases, by shop and product: for those who lead shops.</summary>
static class ConversionEndpoints
{
    const int MostShops = 500;
    static readonly TimeSpan Span = TimeSpan.FromDays(28);

    public static void MapConversions(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/counter/conversions", Load).ForRoles(Role.Manager, Role.Director).WithTags("counter").Produces<ConversionPage>();

    static Task<ConversionPage> Load(CurrentUser user, Db db, CounterListFlow lists, TimeProvider time) => db.Read(async tx =>
    {
        var to = time.GetUtcNow() - Conversion.Window;
        var from = to - Span;
        var shops = await tx.Badges.ShopsUnder(user.Viewer, MostShops);
        var rows = await tx.Recommendations.Conversions(shops, from, to);
        var names = (await tx.Badges.Shops(shops)).ToDictionary(shop => shop.Code, shop => shop.Name ?? shop.Code, StringComparer.Ordinal);
        var products = await tx.Products.ByCodes([.. rows.Select(row => row.ProductCode).Distinct().Take(MostShops)]);
        var advice = (await lists.Current(tx)).Reactions.ToDictionary(reaction => reaction.Name, reaction => reaction.Advice, StringComparer.Ordinal);
        var averages = rows.GroupBy(row => row.Reaction).ToDictionary(group => group.Key, group => Sum(group), StringComparer.Ordinal);
        var order = advice.Keys.Concat(averages.Keys).Distinct().Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        return new ConversionPage(
            Person.Of(user), from, to, (int)Conversion.Window.TotalDays, Conversion.FewestReactions,
            [.. averages.OrderBy(pair => order[pair.Key]).Select(pair => new ReactionAverage(pair.Key, pair.Value.Reactions, pair.Value.Bought, pair.Value.Rate, pair.Value.IsEnough))],
            [.. shops.Select(shop =>
            {
                var own = rows.Where(row => row.StoreCode == shop).ToList();
                return new ShopConversions(shop, names.GetValueOrDefault(shop, shop),
                    [.. own.GroupBy(row => row.Reaction).OrderBy(group => order[group.Key]).Select(group => Line(null, group.Key, Sum(group)))],
                    [.. own.OrderBy(row => row.ProductCode, StringComparer.Ordinal).ThenBy(row => order[row.Reaction]).Select(row =>
                        Line(products.GetValueOrDefault(row.ProductCode)?.Name ?? row.ProductCode, row.Reaction, new(row.Reactions, row.Bought)))]);
            })]);

        // One shop alone has nothing to be compared with; it is the average itself.
        ConversionLine Line(string? product, string reaction, Conversion conversion) => new(
            product, reaction, conversion.Reactions, conversion.Bought, conversion.Rate, conversion.Interval.Low, conversion.Interval.High, conversion.IsEnough,
            conversion.Below(averages[reaction].Rate) is { } below ? CounterTexts.Below(reaction, below, advice.GetValueOrDefault(reaction, "")) : null);
    });

    static Conversion Sum(IEnumerable<ConversionRow> rows) => Conversion.Sum(rows.Select(row => new Conversion(row.Reactions, row.Bought)));
}
