using System.Globalization;
using System.Text;

namespace WeComSales.Domain;

/// <summary>A labelled message to learn from.</summary>
/// <param name="Voice">Who speaks; what is learned from some voices is measured on others.</param>
/// <param name="Marks">Labels that are meant, a minus before those that are denied.</param>
public sealed record Lesson(string Voice, string Text, DateTimeOffset SentAt, bool Thread, IReadOnlySet<string> Marks);

/// <summary>
/// Learns the weights: logistic regression over rows of signs and of word classes, and a second one that weighs its scores (taken on voices it had not seen) together with the
/// marks of the rules. Same lessons, same bytes: order and steps are fixed.
/// </summary>
public sealed class Learner
{
    const int FewestUses = 4;
    const int InnerFolds = 4;
    const float ScoreScale = 0.3f;
    const float CrossScale = 0.09f;
    const float Faint = 0.12f;

    readonly Lexicon lexicon;
    readonly SignalReader reader;
    readonly Marks marks;
    readonly List<Row> all;
    List<Row> rows = [];
    string[] grams = [];

    sealed class Row(string voice, IReadOnlySet<string> wanted, HashSet<string> grams, IReadOnlyCollection<int> marks)
    {
        public string Voice => voice;
        public IReadOnlySet<string> Wanted => wanted;
        public HashSet<string> Grams => grams;
        public IReadOnlyCollection<int> Marks => marks;
        public int[] Numbers { get; set; } = [];
    }

    public Learner(Lexicon lexicon, IReadOnlyList<Lesson> lessons)
    {
        this.lexicon = lexicon;
        reader = new(lexicon);
        marks = lexicon.Marks;
        all = [.. lessons.Select(RowOf)];
    }

    Row RowOf(Lesson lesson)
    {
        var stretch = reader.Stretch(lesson.Text, lesson.SentAt, lesson.Thread);
        return new(lesson.Voice, lesson.Marks, stretch is null ? [] : Traits.Of(stretch), stretch?.Marks ?? []);
    }

    /// <summary>The content of weights.txt.</summary>
    /// <param name="heard">The voices to learn from; the others are left out, to be measured.</param>
    public string Learned(Func<string, bool> heard)
    {
        rows = [.. all.Where(row => heard(row.Voice))];
        grams = [.. rows.SelectMany(row => row.Grams).GroupBy(gram => gram, StringComparer.Ordinal).Where(uses => uses.Count() >= FewestUses)
            .Select(uses => uses.Key).Order(StringComparer.Ordinal)];
        rows.AddRange(Joined());
        var numbers = grams.Select((gram, number) => (gram, number)).ToDictionary(one => one.gram, one => one.number, StringComparer.Ordinal);
        foreach (var row in rows) row.Numbers = [.. row.Grams.Where(numbers.ContainsKey).Select(gram => numbers[gram]).Order()];
        return Written(First(rows), Second(ScoresOfOthers()));
    }

    /// <summary>For each row the scores of a first step that has not heard its voice.</summary>
    float[][] ScoresOfOthers()
    {
        var voices = rows.Select(row => row.Voice).Distinct().Order(StringComparer.Ordinal).Select((voice, i) => (voice, i)).ToDictionary(one => one.voice, one => one.i % InnerFolds);
        var scores = new float[rows.Count][];
        for (var fold = 0; fold < InnerFolds; fold++)
        {
            var seen = First([.. rows.Where(row => voices[row.Voice] != fold)]);
            for (var i = 0; i < rows.Count; i++) if (voices[rows[i].Voice] == fold) scores[i] = seen.Scores(rows[i].Numbers);
        }
        return scores;
    }

    /// <summary>Two messages of a voice in one: that a second thing is said takes nothing from the first.</summary>
    List<Row> Joined()
    {
        var joined = new List<Row>();
        foreach (var voice in rows.GroupBy(row => row.Voice).Select(group => group.ToList()))
        {
            for (var i = 0; i < voice.Count; i++)
            {
                var (one, other) = (voice[i], voice[((i * 7) + 3) % voice.Count]);
                if (ReferenceEquals(one, other) || (one.Wanted.Count + other.Wanted.Count == 0 && i % 4 != 0)) continue;
                joined.Add(new(one.Voice, one.Wanted.Union(other.Wanted).ToHashSet(StringComparer.Ordinal), [.. one.Grams, .. other.Grams], marks.Joined(one.Marks, other.Marks)));
            }
        }
        return joined;
    }

    static bool Wants(Row row, string tag) => tag == Weights.Any ? row.Wanted.Count > 0 : row.Wanted.Contains(tag);

    /// <summary>What a denial denies is taught by those who say it, and how people deny by all denials.</summary>
    static bool Concerns(Row row, string part) => part switch
    {
        Weights.No => row.Wanted.Any(tag => tag[0] == '-'),
        _ when part[0] == Weights.About => Wants(row, part[1..]) || Wants(row, "-" + part[1..]),
        _ => Wants(row, part),
    };

    Regressions First(List<Row> some) =>
        Regressions.Fit(some.ConvertAll(row => row.Numbers), some.ConvertAll(row => Weights.Parts.Select(part => Concerns(row, part)).ToArray()), grams.Length, Weights.Parts.Count);

    List<Regression> Second(float[][] scores)
    {
        var fitted = new List<Regression>();
        for (var k = 0; k < Weights.Tags.Count; k++)
        {
            var heard = Weights.Heard(k);
            var inputs = rows.ConvertAll(row => (int[])[.. row.Marks, .. heard.Select(part => marks.Count + part)]);
            var values = rows.Select((row, i) => (float[])[.. row.Marks.Select(_ => 1f), .. heard.Select(part => Weights.Part(scores[i], part) * Scale(k))]).ToList();
            fitted.Add(Regression.Fit(inputs, values, rows.ConvertAll(row => Wants(row, Weights.Tags[k])), marks.Count + Weights.PartCount, 15, Weights.Tags[k][0] == '-' ? 2 : 1));
        }
        return fitted;
    }

    static float Scale(int tag) => Weights.Tags[tag] == Weights.Any ? CrossScale : ScoreScale;

    string Written(Regressions first, List<Regression> second)
    {
        var text = new StringBuilder("# Learned from labelled messages by: wecomsales signals learn. Do not edit; docs/signals.md says how it is made and what the lines mean.\n");
        Line(text, "bias", "grams", first.Biases);
        Line(text, "bias", "all", second.Select(one => one.Bias));
        for (var part = 0; part < Weights.PartCount; part++)
            Line(text, "score", part.ToString(CultureInfo.InvariantCulture), second.Select((one, k) => Weights.Heard(k).Contains(part) ? one.Weights[marks.Count + part] * Scale(k) : 0));
        foreach (var name in marks.Names) Line(text, "mark", name, second.Select(one => one.Weights[marks.Find(name)]));
        for (var g = 0; g < grams.Length; g++) TraitLine(text, grams[g], [.. first.WeightsOf(g)]);
        return text.ToString();
    }

    /// <summary>Most traits speak a little against most labels: what they say to all is written once, and only what differs from it by label.</summary>
    void TraitLine(StringBuilder text, string gram, float[] weights)
    {
        var common = weights.Order().ElementAt(weights.Length / 2);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Traits.Written(gram, lexicon.Classes)} {Weights.Common}:{common:0.##}");
        Line(text, Traits.KindOf(gram), name, weights.Select(weight => weight - common));
    }

    static void Line(StringBuilder text, string kind, string name, IEnumerable<float> weights)
    {
        var pairs = weights.Select((weight, tag) => (Tag: tag, Weight: weight)).Where(one => Math.Abs(one.Weight) >= Faint)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $" {one.Tag}:{one.Weight:0.##}")).ToList();
        if (pairs.Count > 0) text.Append(kind).Append(' ').Append(name).AppendJoin("", pairs).Append('\n');
    }
}
