using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>What a change of words would do to one note. Signals are named as on cards, with a mark for what is denied.</summary>
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
        return added.Count + lost.Count + changed.Count == 0 ? null : new(note.Id, note.Text, added, lost, changed);
    }

    static HashSet<string> Names(Reading reading) => reading.Signals.Select(Name).ToHashSet(StringComparer.Ordinal);

    static string Name(Signal signal) => SignalLabels.NameOf(signal.Label) + (signal.Polarity == Polarity.Negated ? LexiconTexts.Denied : "");

    public async Task<IReadOnlyList<LexiconProposal>> Proposals() =>
        [.. (await db.Read(tx => tx.Lexicons.Feedback(LeastTimes, MostProposals))).Select(one => new LexiconProposal(one.Label, one.Term, one.Act, one.Times, LexiconTexts.Proposal(one)))];
}
