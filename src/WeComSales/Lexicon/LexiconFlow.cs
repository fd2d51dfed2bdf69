using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>What a change of words would do to one note. Signals are named as on cards, with a mark for what is denied.</summary>
/// <param name="Text">What stands around the words that the difference comes from; … for the rest.</param>
public sealed record NoteDifference(string NoteId, string Text, IReadOnlyList<string> Added, IReadOnlyList<string> Lost, IReadOnlyList<string> Changed);

/// <param name="Read">How many notes were read anew.</param>
public sealed record LexiconPreview(int Read, IReadOnlyList<NoteDifference> Differences);

/// <summary>A word that reps strike or add again and again, as a sentence for the administrator; nothing follows from it by itself.</summary>
public sealed record LexiconProposal(string Label, string Term, string Act, int Times, string Text);

/// <summary>The company's own words: new versions, what they would change, which is in use, and what reps teach (F7).</summary>
public sealed class LexiconFlow(Db db, LiveReader live, TimeProvider time)
{
    const int LeastTimes = 3;
    const int MostProposals = 100;

    /// <summary>Letters on each side of the words that a difference comes from.</summary>
    const int Beside = 20;

    public Task<LexiconVersion> Current() => db.Read(async tx => await tx.Lexicons.Active() is var number and > 0
        ? (await tx.Lexicons.ByNumber(number))!
        : new LexiconVersion(0, [], LexiconTexts.Shipped, "", DateTimeOffset.UnixEpoch));

    public Task<LexiconVersion?> ByNumber(int number) => db.Read(tx => tx.Lexicons.ByNumber(number));

    public Task<IReadOnlyList<LexiconVersionLine>> Versions(int count) => db.Read(tx => tx.Lexicons.Newest(count));

    /// <summary>Keeps the words as a new version, not yet in use.</summary>
    /// <exception cref="FormatException">The words cannot be used together with the shipped ones; the message says which.</exception>
    public async Task<int> Keep(IReadOnlyList<TenantWord> words, string remark, string by)
    {
        _ = ShippedLexicon.With(words);
        while (true)
        {
            if (await db.Write(tx => tx.Lexicons.Add(words, remark, by, time.GetUtcNow())) is { } number) return number;
        }
    }

    /// <summary>Puts a version to use, an older one too: that is the roll-back. This instance reads with it at once, the others within seconds.</summary>
    public async Task<bool> Activate(int number, string by)
    {
        if (!await db.Write(tx => tx.Lexicons.Activate(number, by, time.GetUtcNow()))) return false;
        await Refresh();
        return true;
    }

    /// <summary>Takes the version in use, when it is another than the one that is read with.</summary>
    public async Task Refresh()
    {
        var number = await db.Read(tx => tx.Lexicons.Active());
        if (number == live.Version) return;
        var words = number == 0 ? [] : (await db.Read(tx => tx.Lexicons.ByNumber(number)))!.Words;
        live.Replace(new(ShippedLexicon.With(words)), number);
    }

    /// <summary>For somebody at the page: that they looked into notes is written down.</summary>
    public async Task<LexiconPreview> PreviewFor(string userid, IReadOnlyList<TenantWord> words, int notes)
    {
        var preview = await Preview(words, notes);
        var now = time.GetUtcNow();
        await db.Write(tx => tx.Audit.Add(new(Ids.New(now), now, userid, "lexicon.preview", "notes", null)));
        return preview;
    }

    /// <summary>Reads the newest notes with these words and with those in use; tells every note that would differ.</summary>
    public async Task<LexiconPreview> Preview(IReadOnlyList<TenantWord> words, int notes)
    {
        var changed = new SignalReader(ShippedLexicon.With(words));
        var newest = await db.Read(tx => tx.Notes.Newest(notes));
        return new(newest.Count, [.. newest.Select(note => Difference(note, live.Read(note.Text, note.At), changed.Read(note.Text, note.At))).OfType<NoteDifference>()]);
    }

    static NoteDifference? Difference(Note note, Reading before, Reading after)
    {
        var (old, now) = (Names(before), Names(after));
        var changed = before.Signals.Where(signal => now.Contains(Name(signal)) && !after.Signals.Any(other => other.Label == signal.Label && other.Evidence == signal.Evidence)).Select(Name).Distinct().ToList();
        var (added, lost) = (now.Except(old).ToList(), old.Except(now).ToList());
        return added.Count + lost.Count + changed.Count == 0 ? null
            : new(note.Id, Around(Masking.Text(note.Text), [.. Moved(before, after).Concat(Moved(after, before))]), added, lost, changed);
    }

    /// <summary>What one reading holds and the other does not.</summary>
    static IEnumerable<Signal> Moved(Reading one, Reading other) =>
        one.Signals.Where(signal => !other.Signals.Any(same => same.Label == signal.Label && same.Polarity == signal.Polarity && same.Evidence == signal.Evidence));

    /// <summary>
    /// The words and a little beside them, in the order of the text: an administrator sees no customer's data. Masked
    /// before it is cut, because half a phone number looks like none.
    /// </summary>
    static string Around(string text, IReadOnlyList<Signal> signals)
    {
        var (shown, end) = (new System.Text.StringBuilder(), 0);
        foreach (var signal in signals.OrderBy(signal => signal.Start))
        {
            var (from, to) = (Math.Max(end, Whole(text, signal.Start - Beside)), Whole(text, signal.End + Beside));
            if (to <= end) continue;
            shown.Append(from > end ? "…" : "").Append(text, from, to - from);
            end = to;
        }

        return shown.Append(end < text.Length ? "…" : "").ToString();
    }

    /// <summary>A place inside the text that cuts no letter in two.</summary>
    static int Whole(string text, int place)
    {
        var at = Math.Clamp(place, 0, text.Length);
        return at < text.Length && char.IsLowSurrogate(text[at]) ? Math.Max(0, at - 1) : at;
    }

    static HashSet<string> Names(Reading reading) => reading.Signals.Select(Name).ToHashSet(StringComparer.Ordinal);

    static string Name(Signal signal) => SignalLabels.NameOf(signal.Label) + (signal.Polarity == Polarity.Negated ? LexiconTexts.Denied : "");

    public async Task<IReadOnlyList<LexiconProposal>> Proposals() =>
        [.. (await db.Read(tx => tx.Lexicons.Feedback(LeastTimes, MostProposals))).Select(one => new LexiconProposal(one.Label, one.Term, one.Act, one.Times, LexiconTexts.Proposal(one)))];
}
