using System.Collections.Concurrent;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Counter;

/// <summary>
/// What could be offered next, kept for a minute: a card is opened a hundred times a second at the peak, and each would
/// read through the names of all products. An import shows after a minute at most (decision 43).
/// </summary>
public sealed class OfferShelf(TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    const int KeptQuestions = 1_000;
    const int ProductsAsked = 60;
    readonly ConcurrentDictionary<(string Kind, string Words), (DateTimeOffset Until, IReadOnlyList<Product> Products)> answers = [];

    /// <summary>Products whose name has what is missing in the kit.</summary>
    public Task<IReadOnlyList<Product>> Like(Tx tx, string item) =>
        Ask(("like", item), () => tx.Products.Search(item, MemberCard.MostSuggestions));

    /// <summary>The first products of some categories.</summary>
    public Task<IReadOnlyList<Product>> Of(Tx tx, IReadOnlyList<string> categories) =>
        Ask(("of", string.Join('\n', categories)), () => tx.Products.OfCategories(categories, ProductsAsked));

    async Task<IReadOnlyList<Product>> Ask((string Kind, string Words) question, Func<Task<IReadOnlyList<Product>>> read)
    {
        var now = time.GetUtcNow();
        if (answers.TryGetValue(question, out var known) && now < known.Until && now >= known.Until - Kept)
        {
            return known.Products;
        }

        if (answers.Count >= KeptQuestions)
        {
            answers.Clear();
        }

        var found = await read();
        answers[question] = (now + Kept, found);
        return found;
    }
}
