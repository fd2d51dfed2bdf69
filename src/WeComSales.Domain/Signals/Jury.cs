using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Rules and learned weights decide together, stretch by stretch: which labels are meant, denied or not there, and on which words that rests.</summary>
sealed class Jury(Marks marks, Weights weights)
{
    // Chosen on voices that were held back (docs/signals.md): what a rule says needs less support than what only weights say; something must be sold at all, or a label be certain.
    const float Meant = 0.2f;
    const float MeantByRule = -0.6f;
    const float Sells = 1;
    const float SellsByRule = 0.5f;
    const float Certain = 1.5f;
    // A few clauses of a message say less for sure than the whole of it.
    const float MoreForPart = 1;
    const int MostReasons = 3;
    readonly IReadOnlyList<string> tags = Weights.Tags;

    /// <param name="part">True when the stretch is part of one that was judged whole: then a label needs more support.</param>
    public void Judge(FoldedText text, Stretch stretch, List<RuleMatch> matches, List<Spotted> spotted, List<Spotted> verdict, bool part = false)
    {
        var found = weights.Found(stretch);
        var scores = weights.Score(stretch, found);
        for (var k = 0; k < SignalLabels.All.Count; k++)
        {
            var (said, denied) = (scores[k], scores[k + SignalLabels.All.Count]);
            var tag = said >= denied ? k : k + SignalLabels.All.Count;
            var byRule = Spoken(spotted, stretch, tag);
            var needed = (byRule ? MeantByRule : Meant) + (part ? MoreForPart : 0);
            if (scores[tag] > needed && (scores[^1] > (byRule ? SellsByRule : Sells) || scores[tag] > Certain)) Give(text, stretch, tag, matches, spotted, found, verdict);
        }
    }

    bool Spoken(List<Spotted> spotted, Stretch stretch, int tag)
    {
        var (label, polarity) = Of(tag);
        foreach (var one in spotted) if (one.Label == label && one.Polarity == polarity && stretch.Holds(one.Start)) return true;
        return false;
    }

    (string Label, Polarity Polarity) Of(int tag) =>
        tag >= SignalLabels.All.Count ? (tags[tag][1..], Polarity.Negated) : (tags[tag], Polarity.Affirmed);

    void Give(FoldedText text, Stretch stretch, int tag, List<RuleMatch> matches, List<Spotted> spotted, List<WordHit> found, List<Spotted> verdict)
    {
        var (label, polarity) = Of(tag);
        var against = Against(text, stretch, found, tag);
        var before = verdict.Count;
        foreach (var one in spotted) if (one.Label == label && one.Polarity == polarity && stretch.Holds(one.Start)) verdict.Add(one with { Against = against });
        if (verdict.Count > before) return;
        var words = Words(text, stretch, found, tag);
        var (start, end, hint) = Evidence(text, stretch, tag, label, matches, spotted, found);
        verdict.Add(new(label, polarity, start, end, end - start, false, $"{label}: {hint}{words}") { Against = against });
    }

    /// <summary>A rule of the label that was overruled in polarity, else the longest hint, else the clause whose signs speak loudest.</summary>
    (int Start, int End, string Hint) Evidence(FoldedText text, Stretch stretch, int tag, string label, List<RuleMatch> matches, List<Spotted> spotted, List<WordHit> found)
    {
        foreach (var one in spotted) if (one.Label == label && stretch.Holds(one.Start)) return (one.Start, one.End, one.Why + "；");
        RuleMatch? best = null;
        foreach (var match in matches)
        {
            if (match.EvidenceStart < 0 || !stretch.Holds(match.Start) || marks.Book.Rules[match.Rule].Label != label || marks.Book.Rules[match.Rule].Own) continue;
            if (best is not { } other || match.EvidenceEnd - match.EvidenceStart > other.EvidenceEnd - other.EvidenceStart) best = match;
        }
        if (best is { } hint) return (hint.EvidenceStart, hint.EvidenceEnd, $"提示「{new string(text.Text, hint.EvidenceStart, hint.EvidenceEnd - hint.EvidenceStart)}」；");
        var (start, end) = Loudest(text, stretch, tag, found);
        return (start, end, "");
    }

    (int Start, int End) Loudest(FoldedText text, Stretch stretch, int tag, List<WordHit> found)
    {
        var loud = new SortedDictionary<int, float>();
        foreach (var hit in found)
        {
            var at = Math.Min(stretch.View.Place(hit.Start, hit.End).End - 1, text.Length - 1);
            if (at < 0) continue;
            var clause = Math.Max(text.Clauses[at], stretch.From);
            loud[clause] = loud.GetValueOrDefault(clause) + weights.Of(hit, tag);
        }
        var start = stretch.From;
        foreach (var (clause, sum) in loud) if (sum > loud.GetValueOrDefault(start, float.MinValue)) start = clause;
        while (start < stretch.To - 1 && text.Clauses[start] == start && start + 1 < text.Length && text.Clauses[start + 1] == start + 1) start++;
        return (start, Math.Min(Math.Max(text.ClauseEnd(start), start + 1), stretch.To));
    }

    string Words(FoldedText text, Stretch stretch, List<WordHit> found, int tag) => "字词 " + Reasons(text, stretch, found, tag, 1);

    string Against(FoldedText text, Stretch stretch, List<WordHit> found, int tag) => Reasons(text, stretch, found, tag, -1);

    /// <summary>The words that speak loudest for the tag (sign 1) or against it (sign -1), each once; of equal ones the first.</summary>
    string Reasons(FoldedText text, Stretch stretch, List<WordHit> found, int tag, int sign)
    {
        var loud = new float[found.Count];
        for (var i = 0; i < loud.Length; i++) loud[i] = sign * weights.Of(found[i], tag);
        var reasons = new List<string>(MostReasons);
        var shown = new List<string>(MostReasons);
        while (reasons.Count < MostReasons && Loudest(loud) is var i and >= 0)
        {
            var word = Shown(text, stretch, found[i]);
            if (word.Length > 0 && !shown.Contains(word)) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"「{word}」{sign * loud[i]:+0.0;-0.0}"));
            shown.Add(word);
            loud[i] = 0;
        }
        return string.Join(' ', reasons);
    }

    static int Loudest(float[] loud)
    {
        var best = -1;
        for (var i = 0; i < loud.Length; i++) if (loud[i] > 0 && (best < 0 || loud[i] > loud[best])) best = i;
        return best;
    }

    static string Shown(FoldedText text, Stretch stretch, WordHit hit)
    {
        var (start, end) = stretch.View.Place(hit.Start, hit.End);
        return new string(text.Text[start..end]).Trim(' ', '\n', '。', ',', '!', '?', '.');
    }
}
