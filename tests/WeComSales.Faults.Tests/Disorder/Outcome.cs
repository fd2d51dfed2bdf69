using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>What the service made of what it was told, read from its database.</summary>
sealed class Outcome
{
    public required IReadOnlyList<string> Stored { get; init; }
    public required IReadOnlyList<(string Id, string Owner, string Text, string State)> Drafts { get; init; }
    public required IReadOnlyList<string> NotesOfDrafts { get; init; }

    /// <summary>Per customer or sender: the instants at which its callbacks were done, in order of arrival.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> DoneInOrderOfArrival { get; init; }

    /// <summary>Which tap reached the database first, by draft.</summary>
    public required IReadOnlyDictionary<string, string> FirstTaps { get; init; }

    public static async Task<Outcome> Of(Store store)
    {
        await using var db = store.Open();
        var rows = await db.Read(tx => tx.All<Row>(
            "select kind, order_key, payload, done_at from inbox order by seq"));
        var drafts = await db.Read(tx => tx.All<Draft>("select id, owner_userid as owner, text, state from note_drafts order by id"));
        return new Outcome
        {
            Stored = [.. rows.Select(row => row.Text)],
            Drafts = [.. drafts.Select(draft => (draft.Id, draft.Owner, draft.Text, draft.State))],
            NotesOfDrafts = await db.Read(tx => tx.All<string>("select draft_id from notes order by draft_id")),
            DoneInOrderOfArrival = [.. rows.GroupBy(row => row.OrderKey).Select(group => group.Select(row => row.DoneAt.ToString("O")).ToArray())],
            FirstTaps = rows.Where(row => row.Kind == "event.template_card_event")
                .Select(row => (Draft: Between(row.Text, "<TaskId><![CDATA[note-"), Key: Between(row.Text, "<EventKey><![CDATA[")))
                .GroupBy(tap => tap.Draft)
                .ToDictionary(taps => taps.Key, taps => taps.First().Key),
        };
    }

    static string Between(string text, string start)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(']', from)];
    }

    sealed class Row
    {
        public required string Kind { get; init; }
        public required string OrderKey { get; init; }
        public required byte[] Payload { get; init; }
        public required DateTimeOffset DoneAt { get; init; }

        public string Text => System.Text.Encoding.UTF8.GetString(Payload);
    }

    sealed class Draft
    {
        public required string Id { get; init; }
        public required string Owner { get; init; }
        public required string Text { get; init; }
        public required string State { get; init; }
    }
}
