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
    string text = "";
    int at;
    bool evidence;

    abstract record Node;
    sealed record Words(PatternSlot Slot, bool Optional, bool Evidence) : Node;
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
        var slot = Branch();
        return at == text.Length ? slot : throw new FormatException($"one word, group or family expected: {text}");
    }

    void Element(List<Node> nodes)
    {
        var c = text[at];
        if (c == ' ') at++;
        else if (c is '[' or ']') (evidence, at) = (c == ']', at + 1);
        else if (c == '~' || (c == '.' && at + 1 < text.Length && text[at + 1] == '.')) nodes.Add(GapAt());
        else
        {
            var slot = Primary();
            var optional = at < text.Length && text[at] == '?';
            if (optional) at++;
            nodes.Add(new Words(slot, optional, evidence));
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

    PatternSlot Literal(int start) => new([fold(text[start..at].Replace('_', ' '))], []);

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
            var branch = Branch();
            words.UnionWith(branch.Words);
            kinds.UnionWith(branch.Kinds);
            if (at >= text.Length) throw new FormatException($"no closing bracket in: {text}");
            if (text[at++] == ')') return new(words, kinds);
        }
    }

    PatternSlot Branch()
    {
        PatternSlot branch = new([""], []);
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
                part = new([.. part.Words, ""], part.Kinds);
            }
            branch = part.Kinds.Count > 0 ? part : Product(branch, part);
        }
        return branch;
    }

    static PatternSlot Product(PatternSlot left, PatternSlot right) =>
        new([.. left.Words.SelectMany(a => right.Words.Select(b => a + b)).Distinct(StringComparer.Ordinal)], []);

    IEnumerable<List<Node>> Variants(List<Node> nodes)
    {
        var merged = Merge(nodes);
        var choices = merged.Count(IsOptional);
        if (1 << choices > MostVariants) throw new FormatException($"too many optional parts in: {text}");
        for (var mask = 0; mask < 1 << choices; mask++)
        {
            var (variant, choice) = (new List<Node>(), 0);
            foreach (var node in merged)
            {
                if (IsOptional(node) && (mask >> choice++ & 1) == 1) continue;
                variant.Add(node is Words words ? Present(words) : node);
            }
            yield return variant;
        }
    }

    static bool IsOptional(Node node) => node is Words words && (words.Optional || words.Slot.Words.Contains(""));

    static Words Present(Words words) => words with { Slot = new([.. words.Slot.Words.Where(word => word.Length > 0)], words.Slot.Kinds), Optional = false };

    /// <summary>Neighbours without a gap become one slot of longer words, as long as there are not too many: that costs nothing in the search.</summary>
    static List<Node> Merge(List<Node> nodes)
    {
        var merged = new List<Node>();
        foreach (var node in nodes)
        {
            var next = node is Words { Optional: true, Slot.Kinds.Count: 0 } optional ? optional with { Optional = false, Slot = new([.. optional.Slot.Words, ""], []) } : node;
            if (next is Words right && merged.LastOrDefault() is Words left && left.Evidence == right.Evidence
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
            if (node is Gap space) (gap, crossing) = (gap + space.Length, crossing || space.Crossing);
            else if (node is Words words)
            {
                steps.Add(new(words.Slot, gap, crossing, words.Evidence));
                (gap, crossing) = (0, false);
            }
        }
        return new(steps, start, end);
    }
}
