namespace WeComSales.Domain;

/// <summary>The words entities are made of, as read from entities.txt: units, roles, currencies, days, holidays.</summary>
sealed class EntityWords
{
    readonly Dictionary<string, HashSet<string>> sets = new(StringComparer.Ordinal);
    readonly Dictionary<string, Dictionary<string, string>> maps = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> longest = new(StringComparer.Ordinal);

    /// <param name="file">Definitions; a name of two words (<c>currency USD</c>) puts its words into the map of the first under the value of the second.</param>
    public EntityWords(string file, Folding folding)
    {
        foreach (var (name, words) in LexiconText.Definitions(file))
        {
            var folded = words.Select(folding.Canonical).Where(word => word.Length > 0).ToList();
            var parts = name.Split(' ', 2);
            longest[parts[0]] = Math.Max(longest.GetValueOrDefault(parts[0]), folded.Max(word => word.Length));
            if (parts.Length == 1) Set(name).UnionWith(folded);
            else foreach (var word in folded) Map(parts[0]).TryAdd(word, parts[1]);
        }
    }

    /// <summary>The longest word of the set that stands at this place, or null. Latin words stand alone.</summary>
    public string? At(string set, FoldedText text, int index)
    {
        if (!sets.TryGetValue(set, out var words)) return null;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Room(set, text, index); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(index, length), out var word) && !Cut(text, index + length)) return word;
        }
        return null;
    }

    /// <summary>The longest word of the map that stands at this place and its value.</summary>
    public (string Word, string Value)? ValueAt(string map, FoldedText text, int index)
    {
        if (!maps.TryGetValue(map, out var words)) return null;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Room(map, text, index); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(index, length), out var word, out var value) && !Cut(text, index + length)) return (word, value);
        }
        return null;
    }

    /// <summary>The longest word of the set that ends at this place, or null.</summary>
    public string? Before(string set, FoldedText text, int end)
    {
        if (!sets.TryGetValue(set, out var words)) return null;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(longest[set], end); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(end - length, length), out var word)) return word;
        }
        return null;
    }

    /// <summary>The longest word of the map that ends at this place and its value.</summary>
    public (string Word, string Value)? ValueBefore(string map, FoldedText text, int end)
    {
        if (!maps.TryGetValue(map, out var words)) return null;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(longest[map], end); length > 0; length--)
        {
            if (lookup.TryGetValue(text.Text.AsSpan(end - length, length), out var word, out var value)) return (word, value);
        }
        return null;
    }

    int Room(string name, FoldedText text, int index) => index < 0 ? 0 : Math.Min(longest[name], text.Length - index);

    public bool Contains(string set, string word) => sets.TryGetValue(set, out var words) && words.Contains(word);

    /// <summary>The words of a set, in no order that means anything.</summary>
    public IReadOnlyCollection<string> Of(string set) => sets.TryGetValue(set, out var words) ? words : [];

    static bool Cut(FoldedText text, int end) => char.IsAsciiLetter(text.At(end)) && char.IsAsciiLetter(text.At(end - 1));

    HashSet<string> Set(string name) => sets.TryGetValue(name, out var set) ? set : sets[name] = new(StringComparer.Ordinal);

    Dictionary<string, string> Map(string name) => maps.TryGetValue(name, out var map) ? map : maps[name] = new(StringComparer.Ordinal);
}
