namespace WeComSales.Domain;

/// <summary>A set of words, each with a value of its own, asked at a place of a text. Places where no word can begin or end cost one look.</summary>
sealed class WordSet
{
    public static readonly WordSet Empty = new();
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly uint[] firsts = new uint[2048], lasts = new uint[2048];
    int longest;

    public WordSet() => lookup = values.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyCollection<string> Words => values.Keys;

    public void Add(string word, string value)
    {
        if (!values.TryAdd(word, value)) return;
        longest = Math.Max(longest, word.Length);
        firsts[word[0] >> 5] |= 1u << (word[0] & 31);
        lasts[word[^1] >> 5] |= 1u << (word[^1] & 31);
    }

    public bool Contains(string word) => values.ContainsKey(word);

    /// <summary>True when some word begins with this character.</summary>
    public bool Begins(char c) => (firsts[c >> 5] >> (c & 31) & 1) == 1;

    /// <summary>The longest word that stands at this place, or null. A Latin word stands alone.</summary>
    public string? At(FoldedText text, int index) => ValueAt(text, index)?.Word;

    /// <summary>The longest word that stands at this place and its value.</summary>
    public (string Word, string Value)? ValueAt(FoldedText text, int index)
    {
        if (index < 0 || index >= text.Length || !Begins(text.Text[index])) return null;
        for (var length = Math.Min(longest, text.Length - index); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(index, length), out var word, out var value) && !Cut(text, index + length)) return (word, value);
        }
        return null;
    }

    /// <summary>The longest word that ends at this place and its value.</summary>
    public (string Word, string Value)? ValueBefore(FoldedText text, int end)
    {
        if (end <= 0 || end > text.Length || (lasts[text.Text[end - 1] >> 5] >> (text.Text[end - 1] & 31) & 1) == 0) return null;
        for (var length = Math.Min(longest, end); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(end - length, length), out var word, out var value)) return (word, value);
        }
        return null;
    }

    public string? Before(FoldedText text, int end) => ValueBefore(text, end)?.Word;

    static bool Cut(FoldedText text, int end) => char.IsAsciiLetter(text.At(end)) && char.IsAsciiLetter(text.At(end - 1));
}
