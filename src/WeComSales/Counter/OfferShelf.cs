using Microsoft.Extensions.Caching.Memory;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Counter;

/// <summary>
/// What could be offered next, kept for a minute: a card is opened a hundred times a second at the peak, and each would
/// read through the names of all products. An import shows after a minute at most (decision 43).
/// </summary>
public sealed class OfferShelf : IDisposable
{
    const int KeptQuestions = 1_000;
    const int ProductsAsked = 60;
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    readonly MemoryCache questions = new(new MemoryCacheOptions { SizeLimit = KeptQuestions });

    /// <summary>Products whose name has what is missing in the kit.</summary>
    public Task<IReadOnlyList<Product>> Like(Tx tx, string item) =>
        Ask(("like", item), () => tx.Products.Search(item, MemberCard.MostSuggestions));

    /// <summary>The first products of some categories.</summary>
    public Task<IReadOnlyList<Product>> Of(Tx tx, IReadOnlyList<string> categories) =>
        Ask(("of", string.Join('\n', categories)), () => tx.Products.OfCategories(categories, ProductsAsked));

    public void Dispose() => questions.Dispose();

    async Task<IReadOnlyList<Product>> Ask((string Kind, string Words) question, Func<Task<IReadOnlyList<Product>>> read)
    {
        if (questions.TryGetValue(question, out IReadOnlyList<Product>? known) && known is not null)
        {
            return known;
        }

        var found = await read();
        return questions.Set(question, found, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
    }
}
