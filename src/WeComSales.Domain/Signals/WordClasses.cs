namespace WeComSales.Domain;

/// <summary>Classes of words that stand for each other (classes.txt): what was learned with one of them is known of the others. Each class is one sign.</summary>
sealed class WordClasses
{
    // Private-use characters, which folded texts keep only where somebody wrote one; then it is read as a class, which harms nothing.
    const char FirstSign = '\uE000';
    readonly List<string> names = [];
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly List<int> classOf = [];
    readonly WordFinder finder;

    /// <param name="file">Lines <c>class = words</c>; a word belongs to the first class that names it.</param>
    public WordClasses(string file, IReadOnlyDictionary<string, PatternSlot> families, Func<string, string> fold)
    {
        var reader = new PatternReader(families, fold);
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, members) in LexiconText.Definitions(file))
        {
            numbers[name] = names.Count;
            foreach (var member in members)
            {
                foreach (var word in reader.Single(member.Replace(' ', '_')).Words) if (word.Length > 0) words.TryAdd(fold(word), names.Count);
            }
            names.Add(name);
        }
        words.Remove("");
        finder = new([.. words.Keys]);
        classOf.AddRange(words.Values);
    }

    public static bool IsSign(char c) => c >= FirstSign && c < FirstSign + 1024;

    public string NameOf(char sign) => sign - FirstSign < names.Count ? names[sign - FirstSign] : "";

    /// <summary>The sign of a class, or null when there is no such class.</summary>
    public char? SignOf(string name) => numbers.TryGetValue(name, out var number) ? (char)(FirstSign + number) : null;

    /// <summary>The same signs with each word of a class as one sign: leftmost, then longest.</summary>
    public ClassView View(TraitView view)
    {
        var hits = new List<WordHit>();
        finder.Find(view.Letters, hits);
        hits.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var seen = new ClassView(view.Length);
        var (at, next) = (0, 0);
        while (at < view.Length)
        {
            while (next < hits.Count && hits[next].Start < at) next++;
            if (next < hits.Count && hits[next].Start == at)
            {
                seen.Put((char)(FirstSign + classOf[hits[next].Word]), at, hits[next].End);
                at = hits[next].End;
            }
            else seen.Put(view.Letters[at], at, ++at);
        }
        return seen;
    }
}

/// <summary>A stretch in signs of classes, with where each stands in the signs of <see cref="TraitView"/>.</summary>
sealed class ClassView(int capacity)
{
    const int Far = 6;
    readonly char[] letters = new char[capacity];
    readonly int[] starts = new int[capacity], ends = new int[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, Length);

    public (int Start, int End) Place(int start, int end) => (starts[start], ends[end - 1]);

    public void Put(char letter, int start, int end) => (letters[Length], starts[Length], ends[Length], Length) = (letter, start, end, Length + 1);

    /// <summary>Two classes or entities in their order, near each other in a clause but not side by side.</summary>
    public IEnumerable<(int From, int To)> Pairs()
    {
        for (var from = 0; from < Length; from++)
        {
            if (!Speaks(letters[from])) continue;
            for (var to = from + 1; to < Length && to - from <= Far && letters[to] != TraitView.ClauseEnd; to++)
                if (to > from + 1 && Speaks(letters[to])) yield return (from, to);
        }
    }

    public char this[int index] => letters[index];

    static bool Speaks(char c) => WordClasses.IsSign(c) || TraitView.IsEntity(c);
}
