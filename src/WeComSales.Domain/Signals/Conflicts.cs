namespace WeComSales.Domain;

/// <summary>Which label gives way where two claim the same words, or the same message (conflicts.txt).</summary>
sealed class Conflicts
{
    readonly record struct Pair(string Winner, bool Message);

    readonly Dictionary<string, List<Pair>> byLoser = new(StringComparer.Ordinal);

    /// <param name="file">Lines <c>winner &gt; loser</c> for overlapping evidence, <c>winner &gt;&gt; loser</c> for the same clause.</param>
    public Conflicts(string file)
    {
        foreach (var (number, line) in LexiconText.Lines(file))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts is not [var winner, ">" or ">>", var loser]) throw new FormatException($"conflicts, line {number}: expected 'winner > loser': {line}");
            if (!byLoser.TryGetValue(loser, out var pairs)) byLoser[loser] = pairs = [];
            pairs.Add(new(winner, parts[1] == ">>"));
        }
    }

    /// <summary>True when <paramref name="signal"/> must give way to <paramref name="other"/>.</summary>
    public bool Yields(in Spotted signal, in Spotted other, FoldedText text)
    {
        foreach (var pair in byLoser.GetValueOrDefault(signal.Label) ?? [])
        {
            if (pair.Winner != other.Label) continue;
            if (pair.Message ? text.SameClause(signal.Start, other.Start) : signal.Start < other.End && other.Start < signal.End) return true;
        }
        return false;
    }
}

/// <summary>A signal in the folded text, before it is placed in the original.</summary>
/// <param name="Core">Length of what the rule matched, without a negator in front of it.</param>
/// <param name="Explicit">True when a rule for the denial itself matched.</param>
readonly record struct Spotted(string Label, Polarity Polarity, int Start, int End, int Core, bool Explicit, string Why)
{
    /// <summary>What spoke against it, readable; empty when nothing did.</summary>
    public string Against { get; init; } = "";
}
