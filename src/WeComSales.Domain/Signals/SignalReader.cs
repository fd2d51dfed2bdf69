using System.Collections.Concurrent;

namespace WeComSales.Domain;

/// <summary>Reads a customer's words: signals with evidence, entities with values, the next act (F7). Pure, deterministic, linear in the text, safe to share between threads.</summary>
public sealed class SignalReader(Lexicon lexicon)
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);
    readonly ConcurrentBag<RuleWalk> idle = [];
    readonly EntityScan entities = new(lexicon.Entities);
    readonly RoleScan roles = new(lexicon.Entities);
    readonly MatchSifter sifter = new(lexicon.Book, lexicon.Conflicts);

    /// <param name="sentAt">What relative dates count from; its day in Asia/Shanghai.</param>
    /// <param name="thread">True when the lines begin with who speaks (客户：…); only the customer's lines produce anything.</param>
    public Reading Read(string text, DateTimeOffset sentAt, bool thread = false) => Read(text, sentAt, thread, out _);

    /// <param name="steps">Work done, in steps of the two linear passes.</param>
    internal Reading Read(string text, DateTimeOffset sentAt, bool thread, out long steps)
    {
        steps = 0;
        var folded = lexicon.Folding.Fold(text, Speakers.Of(text, thread));
        if (folded.Length == 0) return Reading.Nothing;
        var finds = Finds(folded, DateOnly.FromDateTime(sentAt.ToOffset(Shanghai).DateTime));
        var hits = new List<WordHit>();
        steps = lexicon.Book.Finder.Find(folded.Text, hits);
        WordMasks.Drop(hits, lexicon.Book.IsMask, finds, folded.Length);
        AddKinds(hits, finds, DateOnly.FromDateTime(sentAt.ToOffset(Shanghai).DateTime));
        hits.Sort((a, b) => a.End != b.End ? a.End.CompareTo(b.End) : a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Word.CompareTo(b.Word));
        var walk = idle.TryTake(out var rested) ? rested : new(lexicon.Book);
        var spotted = sifter.Sift(folded, walk.Walk(folded, hits), walk);
        steps += walk.Steps;
        idle.Add(walk);
        var signals = spotted.ConvertAll(one => Signal(folded, one));
        return new(signals, finds.ConvertAll(find => Entity(folded, find)), NextAction.For(signals));
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
        return new(spotted.Label, spotted.Polarity, start, end, text.Original[start..end], spotted.Why);
    }

    static Entity Entity(FoldedText text, Find find)
    {
        var (start, end) = text.Place(find.Start, find.End);
        return new(find.Kind, find.Value, start, end, text.Original[start..end], find.Why);
    }
}
