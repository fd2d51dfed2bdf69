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
        var comparison = new Comparison(rows, (await lists.Current(tx)).Reactions, await Products(tx, rows));
        var names = (await tx.Badges.Shops(shops)).ToDictionary(shop => shop.Code, shop => shop.Name ?? shop.Code, StringComparer.Ordinal);
        var byShop = rows.ToLookup(row => row.StoreCode, StringComparer.Ordinal);
        return new ConversionPage(
            Person.Of(user), from, to, (int)Conversion.Window.TotalDays, Conversion.FewestReactions, comparison.Averages,
            [.. shops.Select(shop => new ShopConversions(shop, names.GetValueOrDefault(shop, shop), comparison.Reactions(byShop[shop]), comparison.Products(byShop[shop])))]);
    });

    static async Task<IReadOnlyDictionary<string, Product>> Products(Tx tx, IReadOnlyList<ConversionRow> rows)
    {
        const int AtOnce = 500;
        var known = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (var codes in rows.Select(row => row.ProductCode).Distinct().Chunk(AtOnce))
        {
            foreach (var (code, product) in await tx.Products.ByCodes(codes))
            {
                known[code] = product;
            }
        }

        return known;
    }

    /// <summary>Each shop beside the average of all that are seen; reactions in the order of the chips.</summary>
    sealed class Comparison
    {
        readonly Dictionary<string, string> advice;
        readonly Dictionary<string, Conversion> averages;
        readonly Dictionary<string, int> order;
        readonly IReadOnlyDictionary<string, Product> products;

        public Comparison(IReadOnlyList<ConversionRow> rows, IReadOnlyList<Reaction> reactions, IReadOnlyDictionary<string, Product> products)
        {
            this.products = products;
            advice = reactions.ToDictionary(reaction => reaction.Name, reaction => reaction.Advice, StringComparer.Ordinal);
            averages = rows.GroupBy(row => row.Reaction).ToDictionary(group => group.Key, Sum, StringComparer.Ordinal);
            order = advice.Keys.Concat(averages.Keys).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        }

        public IReadOnlyList<ReactionAverage> Averages =>
            [.. averages.OrderBy(pair => order[pair.Key]).Select(pair => new ReactionAverage(pair.Key, pair.Value.Reactions, pair.Value.Bought, pair.Value.Rate, pair.Value.IsEnough))];

        public IReadOnlyList<ConversionLine> Reactions(IEnumerable<ConversionRow> shop) =>
            [.. shop.GroupBy(row => row.Reaction).OrderBy(group => order[group.Key]).Select(group => Line(null, group.Key, Sum(group)))];

        public IReadOnlyList<ConversionLine> Products(IEnumerable<ConversionRow> shop) =>
            [.. shop.OrderBy(row => row.ProductCode, StringComparer.Ordinal).ThenBy(row => order[row.Reaction])
                .Select(row => Line(products.GetValueOrDefault(row.ProductCode)?.Name ?? row.ProductCode, row.Reaction, new(row.Reactions, row.Bought)))];

        // One shop alone has nothing to be compared with; it is the average itself.
        ConversionLine Line(string? product, string reaction, Conversion conversion) => new(
            product, reaction, conversion.Reactions, conversion.Bought, conversion.Rate, conversion.Interval.Low, conversion.Interval.High, conversion.IsEnough,
            conversion.Below(averages[reaction].Rate) is { } below ? CounterTexts.Below(reaction, below, advice.GetValueOrDefault(reaction, "")) : null);

        static Conversion Sum(IEnumerable<ConversionRow> rows) => Conversion.Sum(rows.Select(row => new Conversion(row.Reactions, row.Bought)));
    }
}
