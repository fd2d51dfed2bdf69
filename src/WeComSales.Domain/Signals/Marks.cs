namespace WeComSales.Domain;

/// <summary>What the learned part hears from the rules: which rules spoke, which hints, which families of words. Each is a mark with a number.</summary>
sealed class Marks
{
    const int ShortText = 4;
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly int[] ofRule, ofSlot;
    readonly int nothing, brief;

    public Marks(RuleBook book)
    {
        foreach (var label in SignalLabels.All) foreach (var kind in (string[])["r:", "r:-", "m:", "c:"]) Number(kind + label);
        (nothing, brief) = (Number("r:none"), Number("short"));
        ofSlot = [.. book.SlotFamilies.Select(family => family is null ? -1 : Number("f:" + family))];
        ofRule = [.. book.Rules.Select(rule => rule.Own ? -1 : Number((rule.Cue ? "c:" : "m:") + rule.Label))];
        Book = book;
    }

    public RuleBook Book { get; }

    public int Count => numbers.Count;

    public IReadOnlyCollection<string> Names => numbers.Keys;

    /// <summary>The mark's number, or -1 when no such mark can be.</summary>
    public int Find(string name) => numbers.GetValueOrDefault(name, -1);

    public void Of(Stretch stretch, List<WordHit> hits, List<RuleMatch> matches, List<Spotted> spotted)
    {
        var (from, to) = (stretch.From, stretch.To);
        var any = false;
        foreach (var one in spotted)
        {
            if (one.Start < from || one.Start >= to) continue;
            stretch.Mark(Find((one.Polarity == Polarity.Negated ? "r:-" : "r:") + one.Label));
            any = true;
        }
        if (!any) stretch.Mark(nothing);
        foreach (var match in matches) if (match.Start >= from && match.Start < to && ofRule[match.Rule] >= 0) stretch.Mark(ofRule[match.Rule]);
        foreach (var hit in hits)
        {
            if (hit.Start < from || hit.Start >= to) continue;
            foreach (var slot in Book.WordSlots[hit.Word]) if (ofSlot[slot] >= 0) stretch.Mark(ofSlot[slot]);
        }
        if (stretch.View.Length - 2 <= ShortText) stretch.Mark(brief);
    }

    /// <summary>The marks of two messages said in one.</summary>
    public IReadOnlyCollection<int> Joined(IReadOnlyCollection<int> one, IReadOnlyCollection<int> other)
    {
        var joined = one.Concat(other).Distinct().Where(mark => mark != brief).ToList();
        if (!(one.Contains(nothing) && other.Contains(nothing))) joined.Remove(nothing);
        return joined;
    }

    int Number(string name)
    {
        if (!numbers.TryGetValue(name, out var number)) numbers[name] = number = numbers.Count;
        return number;
    }
}

/// <summary>One stretch of a text before the learned part: its signs and the marks that rules left on it.</summary>
sealed class Stretch(TraitView view, ClassView classes, int from, int to, int marks)
{
    readonly bool[] marked = new bool[marks];

    public TraitView View { get; } = view;

    public ClassView Classes { get; } = classes;

    public int From { get; } = from;

    public int To { get; } = to;

    public List<int> Marks { get; } = [];

    public bool Holds(int place) => place >= From && place < To;

    public void Mark(int number)
    {
        if (number < 0 || marked[number]) return;
        marked[number] = true;
        Marks.Add(number);
    }
}
