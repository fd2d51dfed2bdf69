using System.Collections.Concurrent;

namespace WeComSales.Domain;

/// <summary>Reads a customer's words: signals with evidence, entities with values, the next act (F7). Pure, deterministic, linear in the text, safe to share between threads.</summary>
public sealed class SignalReader(Lexicon lexicon)
{
    const int LongestStretch = 160;
    const int ShortestInParts = 20;
    const int ShortestPart = 7;
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    readonly ConcurrentBag<RuleWalk> idle = [];
    readonly EntityScan entities = new(lexicon.Entities);
    readonly RivalGuess rivals = new(lexicon.Entities);
    readonly RoleScan roles = new(lexicon.Entities);
    readonly MatchSifter sifter = new(lexicon.Book, lexicon.Conflicts);
    readonly Jury? jury = lexicon.Weights is { } weights ? new(lexicon.Marks, weights) : null;

    /// <param name="sentAt">What relative dates count from; its day in Asia/Shanghai.</param>
    /// <param name="thread">True when the lines begin with who speaks (客户：…); only the customer's lines produce anything.</param>
    public Reading Read(string text, DateTimeOffset sentAt, bool thread = false) => Read(text, sentAt, thread, out _);

    /// <param name="steps">Work done, in steps of the two linear passes.</param>
    internal Reading Read(string text, DateTimeOffset sentAt, bool thread, out long steps)
    {
        steps = 0;
        var folded = lexicon.Folding.Fold(text, Speakers.Of(text, thread));
        if (folded.Length == 0) return Reading.Nothing;
        var today = DateOnly.FromDateTime(sentAt.ToOffset(Shanghai).DateTime);
        var finds = Finds(folded, today);
        var hits = Hits(folded, finds, today, out steps);
        var walk = idle.TryTake(out var rested) ? rested : new(lexicon.Book);
        var spotted = Decided(folded, finds, today, hits, walk.Walk(folded, hits), walk);
        steps += walk.Steps;
        idle.Add(walk);
        rivals.Add(folded, spotted, finds);
        var signals = spotted.ConvertAll(one => Signal(folded, one));
        return new(signals, finds.ConvertAll(find => Entity(folded, find)), NextAction.For(signals));
    }

    /// <summary>A message in one stretch, as the learned part is taught; null when nothing is left of it.</summary>
    internal Stretch? Stretch(string text, DateTimeOffset sentAt, bool thread)
    {
        var folded = lexicon.Folding.Fold(text, Speakers.Of(text, thread));
        if (folded.Length == 0) return null;
        var today = DateOnly.FromDateTime(sentAt.ToOffset(Shanghai).DateTime);
        var finds = Finds(folded, today);
        var hits = Hits(folded, finds, today, out _);
        var walk = new RuleWalk(lexicon.Book);
        var matches = walk.Walk(folded, hits);
        return Stretch(folded, (0, folded.Length), finds, today, hits, matches, sifter.Sift(folded, matches, walk));
    }

    Stretch Stretch(FoldedText folded, (int From, int To) place, List<Find> finds, DateOnly today, List<WordHit> hits, List<RuleMatch> matches, List<Spotted> spotted)
    {
        var view = new TraitView(folded, place.From, place.To, finds, today);
        var stretch = new Stretch(view, lexicon.Classes.View(view), place.From, place.To, lexicon.Marks.Count);
        lexicon.Marks.Of(stretch, hits, matches, spotted);
        return stretch;
    }

    List<WordHit> Hits(FoldedText folded, List<Find> finds, DateOnly today, out long steps)
    {
        var hits = new List<WordHit>();
        steps = lexicon.Book.Finder.Find(folded.Text, hits);
        WordMasks.Drop(hits, lexicon.Book.IsMask, finds, folded.Length);
        AddKinds(hits, finds, today);
        hits.Sort((a, b) => a.End != b.End ? a.End.CompareTo(b.End) : a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Word.CompareTo(b.Word));
        return hits;
    }

    /// <summary>What rules and weights agree on, and on top of it what the company's own words say.</summary>
    List<Spotted> Decided(FoldedText folded, List<Find> finds, DateOnly today, List<WordHit> hits, List<RuleMatch> matches, RuleWalk walk)
    {
        var spotted = sifter.Sift(folded, matches, walk);
        if (jury is null) return sifter.WithOwn(folded, spotted, matches, walk);
        var verdict = new List<Spotted>(spotted.Count);
        var places = Stretches(folded).ToList();
        var (hitsOf, matchesOf, spottedOf) = (Parted(hits, places, hit => hit.Start), Parted(matches, places, match => match.Start), Parted(spotted, places, one => one.Start));
        var heard = Heard(folded);
        for (var i = 0; i < places.Count; i++) Judge(jury, folded, heard, places[i], finds, today, hitsOf[i], matchesOf[i], spottedOf[i], verdict);
        return sifter.WithOwn(folded, verdict, matches, walk);
    }

    /// <summary>What the learned part hears: to it the company's exclusions are blanks.</summary>
    FoldedText Heard(FoldedText folded)
    {
        var hits = new List<WordHit>();
        lexicon.Exclusions?.Find(folded.Text, hits);
        if (hits.Count == 0) return folded;
        var text = (char[])folded.Text.Clone();
        foreach (var hit in hits) text.AsSpan(hit.Start, hit.End - hit.Start).Fill(' ');
        return folded with { Text = text };
    }

    /// <summary>The stretch as a whole, and where it has several clauses once more a few clauses at a time: a matter must not be drowned by what else is said.</summary>
    void Judge(Jury jury, FoldedText folded, FoldedText heard, (int From, int To) place, List<Find> finds, DateOnly today, List<WordHit> hits, List<RuleMatch> matches, List<Spotted> spotted, List<Spotted> verdict)
    {
        var before = verdict.Count;
        jury.Judge(folded, Stretch(heard, place, finds, today, hits, matches, spotted), matches, spotted, verdict);
        if (place.To - place.From < ShortestInParts) return;
        var parts = Parts(folded, place);
        if (parts.Count < 2) return;
        var more = new List<Spotted>();
        foreach (var part in parts) jury.Judge(folded, Stretch(heard, part, finds, today, hits, matches, spotted), matches, spotted, more, part: true);
        var whole = verdict.Count;
        foreach (var one in more) if (verdict.FindIndex(before, whole - before, other => other.Label == one.Label) < 0) verdict.Add(one);
    }

    static List<(int From, int To)> Parts(FoldedText folded, (int From, int To) place)
    {
        var parts = new List<(int From, int To)>();
        var from = place.From;
        for (var at = place.From; at < place.To;)
        {
            at = Math.Min(folded.ClauseEnd(at), place.To);
            if (at - from < ShortestPart && at < place.To) continue;
            parts.Add((from, at));
            from = at;
        }
        return parts;
    }

    /// <summary>The same things by the stretch in which they begin: each is looked at once, however long the text is.</summary>
    static List<T>[] Parted<T>(List<T> all, List<(int From, int To)> places, Func<T, int> start)
    {
        if (places.Count == 1) return [all];
        var parts = new List<T>[places.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = [];
        foreach (var one in all)
        {
            var place = places.BinarySearch((start(one), int.MaxValue));
            parts[place < 0 ? ~place - 1 : place].Add(one);
        }
        return parts;
    }

    /// <summary>Long texts are judged piece by piece, cut where a clause begins: what is said far away is another matter, and the cost stays linear.</summary>
    static IEnumerable<(int From, int To)> Stretches(FoldedText folded)
    {
        var from = 0;
        while (folded.Length - from > LongestStretch)
        {
            var to = from + LongestStretch;
            if (folded.Clauses[to - 1] > from + (LongestStretch / 2)) to = folded.Clauses[to - 1];
            yield return (from, to);
            from = to;
        }
        if (from < folded.Length) yield return (from, folded.Length);
    }

    /// <summary>Names first: what is part of a name is no amount and no date.</summary>
    List<Find> Finds(FoldedText text, DateOnly today)
    {
        var finds = new List<Find>();
        var taken = new bool[text.Length];
        foreach (var group in (List<Find>[])[lexicon.Names.Find(text), entities.Scan(text, today), roles.Scan(text)])
        {
            foreach (var find in group)
            {
                if (taken.AsSpan(find.Start, find.End - find.Start).Contains(true)) continue;
                taken.AsSpan(find.Start, find.End - find.Start).Fill(true);
                finds.Add(find);
            }
        }
        finds.Sort((a, b) => a.Start.CompareTo(b.Start));
        return finds;
    }

    void AddKinds(List<WordHit> hits, List<Find> finds, DateOnly today)
    {
        foreach (var find in finds)
        {
            Add(KindName(find.Kind), find);
            if (find.Until is { } until) Add(until >= today ? "ahead" : "past", find);
        }

        void Add(string kind, Find find)
        {
            var word = lexicon.Book.KindWord(kind);
            if (word >= 0) hits.Add(new(find.Start, find.End, word));
        }
    }

    static string KindName(EntityKind kind) => kind switch
    {
        EntityKind.Money => "money",
        EntityKind.Percent => "percent",
        EntityKind.Quantity => "quantity",
        EntityKind.Duration => "duration",
        EntityKind.Date => "date",
        EntityKind.Phone => "phone",
        EntityKind.PersonRole => "role",
        EntityKind.Product => "product",
        _ => "competitor",
    };

    static Signal Signal(FoldedText text, Spotted spotted)
    {
        var (start, end) = text.Place(spotted.Start, spotted.End);
        return new(spotted.Label, spotted.Polarity, start, end, text.Original[start..end], spotted.Why, spotted.Against);
    }

    static Entity Entity(FoldedText text, Find find)
    {
        var (start, end) = text.Place(find.Start, find.End);
        return new(find.Kind, find.Value, start, end, text.Original[start..end], find.Why);
    }
}
