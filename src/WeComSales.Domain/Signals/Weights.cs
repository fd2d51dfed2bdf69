using System.Globalization;

namespace WeComSales.Domain;

/// <summary>
/// What was learned from labelled messages: how much each row of signs and each mark speaks for or against a label. Two linear steps; the second weighs
/// the first together with what the rules say (docs/signals.md). Made by <c>wecomsales signals learn</c>.
/// </summary>
sealed class Weights
{
    /// <summary>The tag that asks whether a message sells anything at all.</summary>
    public const string Any = "any";
    /// <summary>The part that asks whether anything is denied.</summary>
    public const string No = "no";
    /// <summary>In front of a label: that it is spoken of.</summary>
    public const char About = '~';
    /// <summary>In place of a tag: what a trait says to every part of the first step.</summary>
    public const char Common = '*';
    public const float MostScore = 6;

    const int Everything = -1;

    readonly WordFinder gramFinder, classFinder;
    readonly Dictionary<int, int> pairs = [];
    readonly int firstClass, firstPair;
    // All weights in one row, and where those of each trait begin: a hundred thousand small arrays would be gone through at every collection of memory.
    readonly (int Tag, float Weight)[] traitWeights;
    readonly int[] traitStarts;
    readonly float[] commons;
    readonly (int Tag, float Weight)[][] markWeights, scoreWeights;
    readonly float[] gramBias = new float[Parts.Count], bias = new float[Tags.Count];

    /// <exception cref="FormatException">The file is not what <c>wecomsales signals learn</c> writes.</exception>
    public Weights(string file, Marks marks, WordClasses classes)
    {
        (markWeights, scoreWeights) = (Empty(marks.Count), Empty(PartCount));
        var traits = new TraitLines([], [], [], [], []);
        foreach (var (number, line) in LexiconText.Lines(file))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) throw new FormatException($"weights, line {number.ToString(CultureInfo.InvariantCulture)}: {line}");
            Take(parts[0], parts[1], [.. parts.Skip(2).Select(Pair)], marks, classes, traits);
        }
        (gramFinder, classFinder) = (new(traits.Grams), new(traits.ClassRows));
        (firstClass, firstPair) = (traits.Grams.Count, traits.Grams.Count + traits.ClassRows.Count);
        var all = traits.GramWeights.Concat(traits.ClassWeights).Concat(traits.PairWeights).ToList();
        traitStarts = new int[all.Count + 1];
        commons = [.. all.Select(one => one.FirstOrDefault(weight => weight.Item1 == Everything).Item2)];
        for (var i = 0; i < all.Count; i++) traitStarts[i + 1] = traitStarts[i] + all[i].Count(weight => weight.Item1 != Everything);
        traitWeights = [.. all.SelectMany(one => one.Where(weight => weight.Item1 != Everything))];
    }

    /// <summary>A label, a label with a minus for its denial, and <see cref="Any"/> at the end.</summary>
    public static IReadOnlyList<string> Tags { get; } = [.. SignalLabels.All, .. SignalLabels.All.Select(label => "-" + label), Any];

    /// <summary>What the first step scores: every tag, whether anything is denied, and each label as a matter spoken of, said or denied.</summary>
    public static IReadOnlyList<string> Parts { get; } = [.. Tags, No, .. SignalLabels.All.Select(label => About + label)];

    /// <summary>The parts, and behind them for each label that it is spoken of and something is denied.</summary>
    public static int PartCount { get; } = Parts.Count + SignalLabels.All.Count;

    /// <summary>The scores of the first step that decide on a tag: whether anything is meant depends on every tag, a label on its own, a denial on its matter and on how people deny.</summary>
    public static int[] Heard(int tag)
    {
        var (labels, no) = (SignalLabels.All.Count, Tags.Count);
        if (Tags[tag] == Any) return [.. Enumerable.Range(0, Tags.Count)];
        return tag < labels ? [tag] : [tag, no, no + 1 + tag - labels, Parts.Count + tag - labels];
    }

    /// <summary>One of the <see cref="PartCount"/> scores, kept within bounds.</summary>
    public static float Part(float[] scores, int part) =>
        Math.Clamp(part < Parts.Count ? scores[part] : Math.Min(scores[part - SignalLabels.All.Count], scores[Tags.Count]), -MostScore, MostScore);

    sealed record TraitLines(List<string> Grams, List<string> ClassRows, List<(int, float)[]> GramWeights, List<(int, float)[]> ClassWeights, List<(int, float)[]> PairWeights);

    static (int, float)[][] Empty(int count) => [.. Enumerable.Range(0, count).Select(_ => Array.Empty<(int, float)>())];

    static (int, float) Pair(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return (text[0] == Common ? Everything : int.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture), float.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    void Take(string kind, string name, (int Tag, float Weight)[] weights, Marks marks, WordClasses classes, TraitLines traits)
    {
        switch (kind)
        {
            case "gram":
                traits.Grams.Add(name);
                traits.GramWeights.Add(weights);
                break;
            case "class" when Traits.Read(name, classes) is { } row:
                traits.ClassRows.Add(row);
                traits.ClassWeights.Add(weights);
                break;
            case "pair" when Traits.Read(name, classes) is [var from, Traits.Apart, var to]:
                pairs[(from << 16) | to] = traits.PairWeights.Count;
                traits.PairWeights.Add(weights);
                break;
            case "mark" when marks.Find(name) is var mark and >= 0:
                markWeights[mark] = weights;
                break;
            case "score":
                scoreWeights[int.Parse(name, CultureInfo.InvariantCulture)] = weights;
                break;
            case "bias":
                foreach (var (tag, weight) in weights) (name == "grams" ? gramBias : bias)[tag] = weight;
                break;
        }
    }

    /// <summary>How strongly each tag is meant; above 0 it is more likely than not.</summary>
    public float[] Score(Stretch stretch, List<WordHit> found)
    {
        var first = (float[])gramBias.Clone();
        var common = 0f;
        foreach (var hit in found)
        {
            common += commons[hit.Word];
            foreach (var (tag, weight) in Of(hit)) first[tag] += weight;
        }
        for (var part = 0; part < first.Length; part++) first[part] += common;
        var second = (float[])bias.Clone();
        for (var part = 0; part < PartCount; part++)
        {
            var score = Part(first, part);
            foreach (var (to, weight) in scoreWeights[part]) second[to] += weight * score;
        }
        foreach (var mark in stretch.Marks) foreach (var (tag, weight) in markWeights[mark]) second[tag] += weight;
        return second;
    }

    /// <summary>The rows of signs that have a weight, each once, at its first place.</summary>
    public List<WordHit> Found(Stretch stretch)
    {
        var hits = new List<WordHit>();
        gramFinder.Find(stretch.View.Letters, hits);
        var rows = new List<WordHit>();
        classFinder.Find(stretch.Classes.Letters, rows);
        foreach (var row in rows) Add(row.Start, row.End, firstClass + row.Word);
        foreach (var (from, to) in stretch.Classes.Pairs())
            if (pairs.TryGetValue((stretch.Classes[from] << 16) | stretch.Classes[to], out var pair)) Add(from, to + 1, firstPair + pair);
        hits.Sort(static (a, b) => a.Word != b.Word ? a.Word.CompareTo(b.Word) : a.Start.CompareTo(b.Start));
        var last = -1;
        hits.RemoveAll(hit =>
        {
            if (hit.Word == last) return true;
            last = hit.Word;
            return false;
        });
        return hits;

        void Add(int from, int to, int trait)
        {
            var (start, end) = stretch.Classes.Place(from, to);
            hits.Add(new(start, end, trait));
        }
    }

    ReadOnlySpan<(int Tag, float Weight)> Of(WordHit hit) => traitWeights.AsSpan(traitStarts[hit.Word]..traitStarts[hit.Word + 1]);

    /// <summary>How much this row of signs speaks for a tag.</summary>
    public float Of(WordHit hit, int tag)
    {
        foreach (var (to, weight) in Of(hit)) if (to == tag) return weight + commons[hit.Word];
        return commons[hit.Word];
    }

}
