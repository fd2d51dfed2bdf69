namespace WeComSales.Domain;

/// <summary>Something to offer next, and why.</summary>
/// <param name="Product">Null when no product is known by the missing thing's name.</param>
/// <param name="Missing">What the kit lacks; null when the age is the reason.</param>
/// <param name="Category">What the age calls for; null when the kit is the reason.</param>
public sealed record Suggestion(Product? Product, string? Missing, string? Category);

/// <summary>What an assistant sees of a member at once: nothing here is typed by anybody.</summary>
/// <param name="Age">Null when no birthday is known.</param>
/// <param name="KitRemaining">What is left of the maternity kit, as the newest purchase that names something says.</param>
public sealed record MemberCard(Member Member, BabyAge? Age, IReadOnlyList<Purchase> Purchases, IReadOnlyList<string> KitRemaining, IReadOnlyList<Suggestion> Suggestions)
{
    public const int PurchasesShown = 3;
    public const int MostSuggestions = 3;

    /// <summary>Bought within this time, it is not offered again.</summary>
    public static readonly TimeSpan NotAgain = TimeSpan.FromDays(21);

    /// <param name="purchases">Newest first.</param>
    /// <param name="products">Those that could be offered: named like a missing thing, or of a category that fits the age.</param>
    /// <param name="today">The day in the company's zone.</param>
    public static MemberCard From(
        Member member, IReadOnlyList<Purchase> purchases, IReadOnlyList<string> kit, IReadOnlyList<Product> products, CounterLists lists, DateOnly today, DateTimeOffset now)
    {
        var age = member.BabyBirthday is { } birthday ? BabyAge.On(birthday, today) : (BabyAge?)null;
        var had = purchases.Where(purchase => now - purchase.At < NotAgain).Select(purchase => purchase.ProductCode).ToHashSet(StringComparer.Ordinal);
        var left = products.Where(product => !had.Contains(product.Code)).ToList();
        return new(member, age, [.. purchases.Take(PurchasesShown)], kit, [.. Missing(kit, products, left).Concat(ByAge(age, lists, left))
            .DistinctBy(suggestion => suggestion.Product?.Code ?? suggestion.Missing).Take(MostSuggestions)]);
    }

    /// <summary>What the lists call for at an age.</summary>
    public static IReadOnlyList<string> Categories(BabyAge? age, CounterLists lists) =>
        age is { } known ? [.. lists.Offers.Where(offer => offer.Fits(known)).Select(offer => offer.Category).Distinct()] : [];

    /// <summary>What was bought these days is missing no more, whatever an older receipt says.</summary>
    static IEnumerable<Suggestion> Missing(IReadOnlyList<string> kit, IReadOnlyList<Product> products, List<Product> left) => kit
        .Where(item => !products.Any(product => IsNamed(product, item)) || left.Any(product => IsNamed(product, item)))
        .Select(item => new Suggestion(left.FirstOrDefault(product => IsNamed(product, item)), item, null));

    static IEnumerable<Suggestion> ByAge(BabyAge? age, CounterLists lists, List<Product> left) =>
        from category in Categories(age, lists)
        let product = left.FirstOrDefault(product => product.Category == category)
        where product is not null
        select new Suggestion(product, null, category);

    static bool IsNamed(Product product, string item) => product.Name.Contains(item, StringComparison.OrdinalIgnoreCase);
}
