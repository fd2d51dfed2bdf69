namespace WeComSales.Domain;

/// <summary>From raw matches to signals: polarity by negators, one signal per place and label, labels that give way.</summary>
sealed class MatchSifter(RuleBook book, Conflicts conflicts)
{
    public List<Spotted> Sift(FoldedText text, List<RuleMatch> matches, RuleWalk walk)
    {
        var spotted = new List<Spotted>(matches.Count);
        foreach (var match in matches) if (match.EvidenceStart >= 0 && book.Rules[match.Rule] is { Cue: false, Own: false }) spotted.Add(Judge(text, match, walk));
        return Settled(text, spotted);
    }

    /// <summary>The company's own words beside what was found without them. What was found is settled already: only an own word on the same characters may change it.</summary>
    public List<Spotted> WithOwn(FoldedText text, List<Spotted> found, List<RuleMatch> matches, RuleWalk walk)
    {
        var own = new List<Spotted>();
        foreach (var match in matches) if (match.EvidenceStart >= 0 && book.Rules[match.Rule].Own) own.Add(Judge(text, match, walk));
        var all = own.Count == 0 ? [.. found] : Beside(text, found, own);
        all.Sort(ByPlace);
        return all;
    }

    List<Spotted> Beside(FoldedText text, List<Spotted> found, List<Spotted> own)
    {
        var all = found.FindAll(one => !own.Exists(mine => Overlap(one, mine) && conflicts.Yields(one, mine, text)));
        all.AddRange(own.FindAll(mine => !found.Exists(one => Overlap(one, mine) && conflicts.Yields(mine, one, text))));
        all.Sort(ByLabel);
        return Merge(all);
    }

    static bool Overlap(in Spotted a, in Spotted b) => a.Start < b.End && b.Start < a.End;

    static int ByPlace(Spotted a, Spotted b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Label, b.Label);

    static int ByLabel(Spotted a, Spotted b)
    {
        var byLabel = string.CompareOrdinal(a.Label, b.Label);
        return byLabel != 0 ? byLabel : a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End);
    }

    List<Spotted> Settled(FoldedText text, List<Spotted> spotted)
    {
        spotted.Sort(ByLabel);
        var merged = Merge(spotted);
        var kept = Settle(text, merged);
        kept.Sort(ByPlace);
        return kept;
    }

    Spotted Judge(FoldedText text, RuleMatch match, RuleWalk walk)
    {
        var rule = book.Rules[match.Rule];
        var core = match.EvidenceEnd - match.EvidenceStart;
        if (Asks(text, match)) return new(rule.Label, Polarity.Affirmed, match.EvidenceStart, match.EvidenceEnd, core, rule.Polarity == Polarity.Negated, rule.Why);
        if (!rule.Turns) return new(rule.Label, rule.Polarity, match.EvidenceStart, match.EvidenceEnd, core, rule.Polarity == Polarity.Negated, rule.Why);
        var (before, start) = walk.NegatorsBefore(match.EvidenceStart);
        var turned = (before + match.Negators) % 2 == 1;
        return turned
            ? new(rule.Label, rule.Polarity == Polarity.Affirmed ? Polarity.Negated : Polarity.Affirmed, start, match.EvidenceEnd, core, false, rule.WhyTurned)
            : new(rule.Label, rule.Polarity, before == 2 ? start : match.EvidenceStart, match.EvidenceEnd, core, false, rule.Why);
    }

    /// <summary>不贵吗 and 没有货吗 ask; they deny nothing.</summary>
    static bool Asks(FoldedText text, RuleMatch match)
    {
        var end = text.ClauseEnd(match.EvidenceEnd - 1);
        return text.At(end) == '?' || text.At(end - 1) is '吗' or '么';
    }

    /// <summary>One signal for overlapping matches of a label. Where polarities differ, an explicit rule wins, then the longer evidence, then the negation.</summary>
    static List<Spotted> Merge(List<Spotted> sorted)
    {
        var merged = new List<Spotted>();
        foreach (var next in sorted)
        {
            if (merged.Count == 0 || merged[^1] is var last && (last.Label != next.Label || next.Start >= last.End)) merged.Add(next);
            else if (last.Polarity == next.Polarity) merged[^1] = last with { End = Math.Max(last.End, next.End), Core = Math.Max(last.Core, next.Core), Explicit = last.Explicit || next.Explicit };
            else if (Stronger(next, last)) merged[^1] = next;
        }
        return merged;
    }

    static bool Stronger(Spotted next, Spotted last)
    {
        if (next.Explicit != last.Explicit) return next.Explicit;
        return next.Core != last.Core ? next.Core > last.Core : next.Polarity == Polarity.Negated;
    }

    List<Spotted> Settle(FoldedText text, List<Spotted> merged)
    {
        var kept = new List<Spotted>(merged.Count);
        var byPlace = merged.OrderBy(one => one.Start).ToList();
        for (var i = 0; i < byPlace.Count; i++) if (!Loses(text, byPlace, i)) kept.Add(byPlace[i]);
        return kept;
    }

    // Only near neighbours can overlap or share a clause; looking further would make long texts slow.
    bool Loses(FoldedText text, List<Spotted> byPlace, int index)
    {
        const int near = 24;
        var end = text.ClauseEnd(byPlace[index].End - 1);
        for (var i = Math.Max(0, index - near); i < Math.Min(byPlace.Count, index + near) && byPlace[i].Start < end; i++)
        {
            if (i != index && conflicts.Yields(byPlace[index], byPlace[i], text)) return true;
        }
        return false;
    }
}
