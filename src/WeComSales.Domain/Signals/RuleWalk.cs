namespace WeComSales.Domain;

/// <summary>Reads one folded text with a rule book: one pass over the words found, a bounded amount of work for each.</summary>
sealed class RuleWalk(RuleBook book)
{
    // How many open beginnings a step remembers: enough for real sentences, and it keeps the pass linear.
    const int Remembered = 4;
    const int NegatorReach = 1;
    // A longer chain denies nothing more, and counting it all would make 不不不… slow.
    const int MostNegators = 4;
    const int LongestGuardWord = 12;

    struct Open
    {
        public int Start, End, EvidenceStart, EvidenceEnd, Negators;
    }

    readonly Open[] open = new Open[book.Steps.Length * Remembered];
    readonly int[] opened = new int[book.Steps.Length];
    readonly int[] epochs = new int[book.Steps.Length];
    readonly List<(int Slot, int Start, int End)> seen = [];
    readonly List<RuleMatch> matches = [];
    int[] negatorsBefore = [];
    int[] negatorEnds = [];
    FoldedText text = null!;
    int epoch;

    /// <summary>Work done for the last text, in steps: proportional to its length.</summary>
    public long Steps { get; private set; }

    /// <param name="hits">Words and entities in the order of their ends, masked ones left out.</param>
    /// <returns>Every match whose guards hold; valid until the next walk.</returns>
    public List<RuleMatch> Walk(FoldedText folded, List<WordHit> hits)
    {
        text = folded;
        epoch++;
        Steps = 0;
        matches.Clear();
        seen.Clear();
        CountNegators(hits);
        foreach (var hit in hits)
        {
            foreach (var slot in book.WordSlots[hit.Word])
            {
                if (book.IsWatched[slot]) seen.Add((slot, hit.Start, hit.End));
                foreach (var step in book.SlotSteps[slot]) Advance(step, hit);
            }
        }
        if (matches.Count > 0) seen.Sort();
        matches.RemoveAll(match => !Holds(match));
        return matches;
    }

    void Advance(int number, WordHit hit)
    {
        Steps++;
        var step = book.Steps[number];
        Open next;
        if (step.First)
        {
            next = new() { Start = hit.Start, End = hit.End, EvidenceStart = -1 };
        }
        else if (!Continues(number, step, hit, out next)) return;
        if (step.Evidence) (next.EvidenceStart, next.EvidenceEnd) = (next.EvidenceStart < 0 ? hit.Start : next.EvidenceStart, hit.End);
        if (step.Last) matches.Add(new(step.Rule, next.Start, next.End, next.EvidenceStart, next.EvidenceEnd, next.Negators));
        else Remember(number, next);
    }

    bool Continues(int number, RuleStep step, WordHit hit, out Open next)
    {
        next = default;
        var before = number - 1;
        if (epochs[before] != epoch) return false;
        var best = -1;
        for (var i = 0; i < Math.Min(opened[before], Remembered); i++)
        {
            var end = open[before * Remembered + i].End;
            if (end <= hit.Start && hit.Start - end <= step.Gap && (best < 0 || end > open[best].End)
                && (step.Crossing || text.SameClause(end - 1, hit.Start))) best = before * Remembered + i;
        }
        if (best < 0) return false;
        next = open[best];
        next.Negators += negatorsBefore[hit.Start] - negatorsBefore[next.End];
        next.End = hit.End;
        return true;
    }

    void Remember(int number, Open next)
    {
        if (epochs[number] != epoch) (epochs[number], opened[number]) = (epoch, 0);
        open[number * Remembered + opened[number] % Remembered] = next;
        if (++opened[number] == 2 * Remembered) opened[number] = Remembered;
    }

    /// <summary>Negators by where they begin, the longest only, so that 不 inside 不是 counts once.</summary>
    void CountNegators(List<WordHit> hits)
    {
        if (negatorsBefore.Length <= text.Length) (negatorsBefore, negatorEnds) = (new int[Math.Max(text.Length + 1, 256)], new int[Math.Max(text.Length + 1, 256)]);
        Array.Clear(negatorsBefore, 0, text.Length + 1);
        foreach (var hit in hits)
        {
            if (!book.IsNegator[hit.Word]) continue;
            for (var i = hit.Start; i < hit.End; i++) negatorsBefore[i + 1] = 0;
            (negatorsBefore[hit.Start + 1], negatorEnds[hit.Start]) = (1, hit.End);
        }
        for (var i = 1; i <= text.Length; i++) negatorsBefore[i] += negatorsBefore[i - 1];
    }

    bool Holds(RuleMatch match)
    {
        var rule = book.Rules[match.Rule];
        if (rule.AtClauseStart && !AtClauseStart(match.Start)) return false;
        if (rule.AtClauseEnd && !AtClauseEnd(match.End)) return false;
        foreach (var guard in rule.Guards) if (Meets(guard, match) != guard.Wanted) return false;
        return true;
    }

    bool AtClauseStart(int index)
    {
        var clause = text.Clauses[index];
        while (index > clause && (text.Loose[index] || "那就嗯哦好啊诶哎唉喂哈哟呀".Contains(text.Text[index - 1])))
        {
            if (text.Loose[index]) return true;
            index--;
        }
        return index == clause;
    }

    bool AtClauseEnd(int index)
    {
        var clause = text.Clauses[index - 1];
        while (index < text.Length && text.Clauses[index] == clause)
        {
            if (text.Loose[index]) return true;
            if (!"了吗吧呢啊呀哦哈的啦嘛哟咯么呗喽哒滴啵噻嘞哇".Contains(text.Text[index])) return false;
            index++;
        }
        return true;
    }

    bool Meets(Guard guard, RuleMatch match)
    {
        var (from, to) = guard.Scope switch
        {
            GuardScope.Clause => (text.Clauses[match.Start], text.ClauseEnd(match.End - 1)),
            GuardScope.Message => (0, text.Length),
            GuardScope.Before => (match.Start - guard.Reach - LongestGuardWord, match.Start),
            _ => (match.End, match.End + guard.Reach + LongestGuardWord),
        };
        var place = seen.BinarySearch((guard.Slot, from, -1));
        for (place = place < 0 ? ~place : place; place < seen.Count && seen[place].Slot == guard.Slot && seen[place].Start < to; place++)
        {
            var (_, start, end) = seen[place];
            if (end > to) continue;
            if (guard.Scope == GuardScope.Before && match.Start - end > guard.Reach) continue;
            if (guard.Scope == GuardScope.Behind && start - match.End > guard.Reach) continue;
            return true;
        }
        return false;
    }

    /// <summary>How many negators end at or just before this index in its clause, and where the first of that chain begins.</summary>
    public (int Count, int Start) NegatorsBefore(int index)
    {
        var (count, start) = (0, index);
        for (var i = index - 1; count < MostNegators && i >= 0 && start - i <= 6 && text.SameClause(i, index); i--)
        {
            if (negatorsBefore[i + 1] == negatorsBefore[i] || start - negatorEnds[i] > NegatorReach) continue;
            count++;
            start = i;
        }
        return (count, start);
    }
}
