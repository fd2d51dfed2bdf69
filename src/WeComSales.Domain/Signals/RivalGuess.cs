namespace WeComSales.Domain;

/// <summary>Names of rivals that no list knows, from where they stand: 比星瀚便宜, 我们一直用恒岳的, 恒岳那边昨天也来演示过. Only where a rival is spoken of.</summary>
sealed class RivalGuess(EntityWords words)
{
    const int Shortest = 2;
    const int Longest = 5;
    const int LongestLatin = 16;

    /// <summary>Adds what is likely a rival's name in the clauses of these signals, where none is known yet.</summary>
    public void Add(FoldedText text, List<Spotted> spotted, List<Find> finds)
    {
        var (done, first) = (-1, 0);
        var found = new List<Find>();
        foreach (var one in spotted)
        {
            if (one.Label != SignalLabels.CompetitorMention) continue;
            var (from, to) = (Math.Max(text.Clauses[one.Start], done), text.ClauseEnd(one.End - 1));
            if (to <= done) continue;
            done = to;
            while (first < finds.Count && finds[first].End <= from) first++;
            if (!Known(finds, first, to) && Guess(text, from, to, finds, first) is { } name) found.Add(name);
        }
        if (found.Count == 0) return;
        finds.AddRange(found);
        finds.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    static bool Known(List<Find> finds, int first, int to)
    {
        for (var i = first; i < finds.Count && finds[i].Start < to; i++) if (finds[i].Kind == EntityKind.Competitor) return true;
        return false;
    }

    Find? Guess(FoldedText text, int from, int to, List<Find> finds, int next)
    {
        var taken = from;
        for (var start = from; start < to; start++)
        {
            while (next < finds.Count && finds[next].Start <= start) taken = Math.Max(taken, finds[next++].End);
            if (start < taken) continue;
            var led = words.Rivallead.Before(text, start) is not null;
            if (!led && start != text.Clauses[start]) continue;
            if (NameEnd(text, start, next < finds.Count ? Math.Min(to, finds[next].Start) : to, to, led) is not { } end) continue;
            var (begin, last) = text.Place(start, end);
            return new(EntityKind.Competitor, text.Original[begin..last], start, end, "按上下文推测");
        }
        return null;
    }

    /// <summary>The nearest end behind which a word stands that speaks of a firm; behind a leading word the end of the clause will do.</summary>
    int? NameEnd(FoldedText text, int start, int limit, int clauseEnd, bool led)
    {
        var latin = start;
        while (latin < limit && char.IsAsciiLetterOrDigit(text.At(latin))) latin++;
        if (latin > start) return latin - start is >= Shortest and <= LongestLatin && char.IsAsciiLetter(text.At(start)) && words.Norival.At(text, start) is null && Ends(text, latin, clauseEnd, led) ? latin : null;
        for (var end = start + 1; end <= Math.Min(limit, start + Longest); end++)
        {
            if (words.Norival.At(text, end - 1) is not null || !IsHan(text.At(end - 1))) return null;
            if (end - start >= Shortest && Ends(text, end, clauseEnd, led)) return end;
        }
        return null;
    }

    bool Ends(FoldedText text, int end, int clauseEnd, bool led) =>
        words.Rivalact.At(text, end) is not null || (led && (words.Rivaltail.At(text, end) is not null || end == clauseEnd));

    static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
