namespace WeComSales.Domain;

/// <summary>What one place of a pattern accepts: words, or entities of some kinds.</summary>
sealed record PatternSlot(IReadOnlyCollection<string> Words, IReadOnlyCollection<string> Kinds)
{
    /// <summary>The same for slots that accept the same things.</summary>
    public string Key { get; } = string.Join(' ', Kinds.Order(StringComparer.Ordinal)) + '|' + string.Join('|', Words.Order(StringComparer.Ordinal));
}

/// <summary>One place of a pattern and how far it may stand behind the one before.</summary>
/// <param name="Gap">The most characters in between.</param>
/// <param name="Crossing">True when clause marks may lie in between.</param>
/// <param name="Evidence">False for context that is required but not part of the evidence.</param>
readonly record struct PatternStep(PatternSlot Slot, int Gap, bool Crossing, bool Evidence);

/// <summary>A sequence of slots; optional parts have been written out.</summary>
sealed record Pattern(IReadOnlyList<PatternStep> Steps, bool AtClauseStart, bool AtClauseEnd);

/// <summary>Reads the pattern language of the rule files (docs/signals.md): <c>{family} (a|b)? ..6 ~8 [context] ^ $</c>.</summary>
sealed class PatternReader(IReadOnlyDictionary<string, PatternSlot> families, Func<string, string> fold)
{
    const int LargestProduct = 300;
    const int MostVariants = 64;
    const int UsualGap = 4;
    readonly List<IReadOnlyList<PatternSlot>> mixed = [];
    string text = "";
    int at;
    bool evidence, mayEnd;

    abstract record Node;
    /// <param name="Mixed">Alternatives that join words and entities and so need more than one slot.</param>
    /// <param name="MayEnd">True when the end of the clause is one of the alternatives.</param>
    sealed record Words(PatternSlot Slot, bool Optional, bool Evidence, bool MayEnd, IReadOnlyList<IReadOnlyList<PatternSlot>> Mixed) : Node;
    sealed record End : Node;
    sealed record Gap(int Length, bool Crossing) : Node;

    /// <exception cref="FormatException">The pattern cannot be read; the message says where.</exception>
    public IReadOnlyList<Pattern> Read(string pattern)
    {
        (text, at, evidence) = (pattern.Trim(), 0, true);
        var (start, end) = (text.StartsWith('^'), text.EndsWith('$'));
        if (start) at++;
        var nodes = new List<Node>();
        while (at < text.Length - (end ? 1 : 0)) Element(nodes);
        return [.. Variants(nodes).Select(variant => Sequence(variant, start, end)).Where(sequence => sequence.Steps.Count > 0)];
    }

    /// <summary>One slot only: what a family or a guard is made of.</summary>
    public PatternSlot Single(string pattern)
    {
        (text, at) = (pattern.Trim(), 0);
        var branch = Branch();
        return at == text.Length && branch is [var slot] ? slot : throw new FormatException($"one word, group or family expected: {text}");
    }

    void Element(List<Node> nodes)
    {
        var c = text[at];
        if (c == ' ') at++;
        else if (c is '[' or ']') (evidence, at) = (c == ']', at + 1);
        else if (c == '~' || (c == '.' && at + 1 < text.Length && text[at + 1] == '.')) nodes.Add(GapAt());
        else
        {
            mixed.Clear();
            mayEnd = false;
            var slot = Primary();
            var optional = at < text.Length && text[at] == '?';
            if (optional) at++;
            nodes.Add(new Words(slot, optional, evidence, mayEnd, [.. mixed]));
        }
    }

    Gap GapAt()
    {
        var crossing = text[at] == '~';
        at += crossing ? 1 : 2;
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return new(digits == at ? UsualGap : int.Parse(text.AsSpan(digits, at - digits), System.Globalization.CultureInfo.InvariantCulture), crossing);
    }

    PatternSlot Primary()
    {
        if (text[at] == '{') return Family();
        if (text[at] == '(') return Group();
        var start = at;
        at++;
        if (at < text.Length && text[at] == '?') return Literal(start);
        while (at < text.Length && !"{}()[]|?~$. ".Contains(text[at]) && !(at + 1 < text.Length && text[at + 1] == '?')) at++;
        if (at < text.Length && text[at] == '.' && !(at + 1 < text.Length && text[at + 1] == '.')) at++;
        return Literal(start);
    }

    // A word that folding removes can never be found; it must not become an empty alternative.
    PatternSlot Literal(int start)
    {
        var word = text[start..at].Replace('_', ' ');
        return new([fold(word) is { Length: > 0 } folded ? folded : word], []);
    }

    PatternSlot Family()
    {
        var end = text.IndexOf('}', at);
        if (end < 0) throw new FormatException($"no closing brace in: {text}");
        var name = text[(at + 1)..end];
        at = end + 1;
        if (name.StartsWith('#')) return new([], [name[1..]]);
        return families.TryGetValue(name, out var slot) ? slot : throw new FormatException($"no family {{{name}}}, used in: {text}");
    }

    PatternSlot Group()
    {
        at++;
        var words = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var branch = EndsHere() ? [new([], [])] : Branch();
            if (branch.Count > 1) mixed.Add(branch);
            else
            {
                words.UnionWith(branch[0].Words);
                kinds.UnionWith(branch[0].Kinds);
            }
            if (at >= text.Length) throw new FormatException($"no closing bracket in: {text}");
            if (text[at++] == ')') return new(words, kinds);
        }
    }

    bool EndsHere()
    {
        if (!(at + 1 < text.Length && text[at] is '$' or ',' && text[at + 1] is '|' or ')')) return false;
        at++;
        return mayEnd = true;
    }

    /// <summary>One alternative: words become one slot, an entity beside words another.</summary>
    List<PatternSlot> Branch()
    {
        var slots = new List<PatternSlot>();
        while (at < text.Length && text[at] is not ('|' or ')'))
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            var part = Primary();
            if (at < text.Length && text[at] == '?')
            {
                at++;
                part = part with { Words = [.. part.Words, ""] };
            }
            if (slots.Count > 0 && slots[^1].Kinds.Count + part.Kinds.Count == 0) slots[^1] = Product(slots[^1], part);
            else slots.Add(part);
        }
        return slots.Count > 0 ? slots : [new([""], [])];
    }

    static PatternSlot Product(PatternSlot left, PatternSlot right) =>
        new([.. left.Words.SelectMany(a => right.Words.Select(b => a + b)).Distinct(StringComparer.Ordinal)], []);

    /// <summary>The pattern written out once for every combination of its optional parts and mixed alternatives.</summary>
    List<List<Node>> Variants(List<Node> nodes)
    {
        List<List<Node>> variants = [[]];
        foreach (var node in Merge(nodes))
        {
            var options = Options(node);
            variants = [.. variants.SelectMany(variant => options.Select(option => (List<Node>)[.. variant, .. option]))];
            if (variants.Count > MostVariants) throw new FormatException($"too many optional parts in: {text}");
        }
        return variants;
    }

    static List<List<Node>> Options(Node node)
    {
        if (node is not Words words) return [[node]];
        var options = new List<List<Node>>();
        var present = words.Slot with { Words = [.. words.Slot.Words.Where(word => word.Length > 0)] };
        if (present.Words.Count + present.Kinds.Count > 0) options.Add([words with { Slot = present }]);
        foreach (var sequence in words.Mixed) options.Add([.. sequence.Select(slot => words with { Slot = slot with { Words = [.. slot.Words.Where(word => word.Length > 0)] } })]);
        if (words.Optional || words.Slot.Words.Contains("")) options.Add([]);
        if (words.MayEnd) options.Add([new End()]);
        return options;
    }

    /// <summary>Neighbours without a gap become one slot of longer words, as long as there are not too many: that costs nothing in the search.</summary>
    static List<Node> Merge(List<Node> nodes)
    {
        var merged = new List<Node>();
        foreach (var node in nodes)
        {
            var next = node is Words { Optional: true, Slot.Kinds.Count: 0, Mixed.Count: 0, MayEnd: false } optional ? optional with { Optional = false, Slot = new([.. optional.Slot.Words, ""], []) } : node;
            if (next is Words right && merged.LastOrDefault() is Words left && left.Evidence == right.Evidence && left.Mixed.Count + right.Mixed.Count == 0 && !left.MayEnd && !right.MayEnd
                && left.Slot.Kinds.Count + right.Slot.Kinds.Count == 0 && left.Slot.Words.Count * right.Slot.Words.Count <= LargestProduct)
                merged[^1] = left with { Slot = Product(left.Slot, right.Slot) };
            else merged.Add(next);
        }
        return merged;
    }

    static Pattern Sequence(List<Node> nodes, bool start, bool end)
    {
        var steps = new List<PatternStep>();
        var (gap, crossing) = (0, false);
        foreach (var node in nodes)
        {
            if (node is End) end = true;
            else if (node is Gap space) (gap, crossing) = (gap + space.Length, crossing || space.Crossing);
            else if (node is Words words)
            {
                steps.Add(new(words.Slot, gap, crossing, words.Evidence));
                (gap, crossing) = (0, false);
            }
        }
        return new(steps, start, end);
    }
}
