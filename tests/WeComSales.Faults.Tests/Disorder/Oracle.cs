namespace WeComSales.Faults.Tests;

/// <summary>Applies each thing once and says what the service should have made of it; empty when it did.</summary>
static class Oracle
{
    public static IReadOnlyList<string> Complaints(IReadOnlyCollection<Happening> messages, IReadOnlyCollection<Happening> taps, Outcome outcome) =>
    [
        .. Differences("stored", messages.Concat(taps).Select(happening => happening.Plaintext), outcome.Stored),
        .. Differences("draft", messages.Select(message => message.Key), outcome.Drafts.Select(draft => draft.Text)),
        .. Differences("decided", outcome.FirstTaps.Select(tap => $"{tap.Key} {StateAfter(tap.Value)}"),
            outcome.Drafts.Where(draft => draft.State != "Open").Select(draft => $"{draft.Id} {draft.State}")),
        .. Differences("note", outcome.FirstTaps.Where(tap => tap.Value == "note.confirm").Select(tap => tap.Key), outcome.NotesOfDrafts),
        .. outcome.DoneInOrderOfArrival.Where(OutOfOrder).Select(_ => "a sender's callbacks were not worked on in order of arrival"),
    ];

    static string StateAfter(string eventKey) => eventKey == "note.confirm" ? "Confirmed" : "Discarded";

    static bool OutOfOrder(IReadOnlyList<string> times) =>
        times.Zip(times.Skip(1)).Any(pair => string.CompareOrdinal(pair.First, pair.Second) > 0);

    /// <summary>Both sides as bags: too few, too many and strangers are all differences.</summary>
    static IEnumerable<string> Differences(string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var balance = expected.CountBy(item => item).ToDictionary(pair => pair.Key, pair => -pair.Value);
        foreach (var item in found)
        {
            balance[item] = balance.GetValueOrDefault(item) + 1;
        }

        return balance.Where(pair => pair.Value != 0).Select(pair => $"{what} {pair.Value:+0;-0}: {pair.Key}");
    }
}
