using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>One label that a rep struck or added, with the words it hung on.</summary>
public sealed class SignalFeedback
{
    public required string NoteId { get; init; }
    public required string Label { get; init; }
    public required string Term { get; init; }
    public required string Act { get; init; }
    public required string ByUserid { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Opportunity notes (商机备注), each from one draft.</summary>
public sealed class Notes(Tx tx)
{
    // Only a few words can be a term of the lexicon; of a longer message nobody knows which words were meant.
    const int LongestTerm = 20;
    const string Columns =
        """
        id, draft_id, external_userid, nickname, opportunity_id, opportunity_title, source, content, text, at,
        time_is_forwarding, signals, entities, next_action, changes, confirmed_by, confirmed_at
        """;

    /// <summary>Adds the note, its timeline row and the rep's feedback. False when this draft already became a note: a second tap changes nothing.</summary>
    public async Task<bool> Add(Note note)
    {
        if (0 == await tx.InsertIfAbsent("notes", "draft_id", Columns, Row.Of(note)))
        {
            return false;
        }

        await tx.Timeline.Add(new TimelineRow(
            note.Id, note.Place.ExternalUserid, note.Place.OpportunityId, TimelineKinds.Note, note.At, note.ConfirmedBy,
            note.Text, Json.Text(note.Signals), note.Id, note.ConfirmedAt));
        await tx.RecentContacts.Touch(note.ConfirmedBy, note.Place.ExternalUserid, "note", note.ConfirmedAt);
        await AddFeedback(note);
        return true;
    }

    public async Task<Note?> ByDraft(string draftId) =>
        (await tx.One<Row>($"select {Columns} from notes where draft_id = @draftId", new { draftId }))?.ToNote();

    public async Task<Note?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from notes where id = @id", new { id }))?.ToNote();

    public async Task<IReadOnlyList<Note>> OfCustomer(string externalUserid, int count) =>
    [
        .. (await tx.All<Row>(
            $"select {Columns} from notes where external_userid = @externalUserid order by at desc, id desc {tx.Dialect.Limit}",
            new { externalUserid, count })).Select(row => row.ToNote()),
    ];

    /// <summary>The notes confirmed last, newest first: what a change of the lexicon is tried on.</summary>
    public async Task<IReadOnlyList<Note>> Newest(int count) =>
        [.. (await tx.All<Row>($"select {Columns} from notes order by confirmed_at desc, id desc {tx.Dialect.Limit}", new { count })).Select(row => row.ToNote())];

    /// <summary>The next notes behind an id, in the order of their making (export).</summary>
    public async Task<IReadOnlyList<Note>> After(string id, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from notes where id > @id order by id {tx.Dialect.Limit}", new { id, count })).Select(row => row.ToNote())];

    /// <summary>What reps struck or added, newest first: proposals for the lexicon are made from it (F7).</summary>
    public Task<IReadOnlyList<SignalFeedback>> Feedback(int count) => tx.All<SignalFeedback>(
        $"select note_id, label, term, act, by_userid, at from signal_feedback order by at desc, id desc {tx.Dialect.Limit}", new { count });

    async Task AddFeedback(Note note)
    {
        var acts = note.Changes.Struck.Select(signal => (signal.Label, term: signal.Evidence, act: "struck"))
            .Concat(note.Changes.Added.Select(label => (label, term: note.Text.Length <= LongestTerm ? note.Text : "", act: "added")));
        foreach (var (label, term, act) in acts)
        {
            await tx.InsertIfAbsent(
                "signal_feedback", "id", "id, note_id, label, term, act, by_userid, at",
                new
                {
                    Id = Ids.New(note.ConfirmedAt),
                    NoteId = note.Id,
                    Label = label,
                    Term = term,
                    Act = act,
                    ByUserid = note.ConfirmedBy,
                    At = note.ConfirmedAt,
                });
        }
    }

    sealed class Row
    {
        public required string Id { get; init; }
        public required string DraftId { get; init; }
        public required string ExternalUserid { get; init; }
        public required string Nickname { get; init; }
        public string? OpportunityId { get; init; }
        public string? OpportunityTitle { get; init; }
        public required string Source { get; init; }
        public required string Content { get; init; }
        public required string Text { get; init; }
        public required DateTimeOffset At { get; init; }
        public required bool TimeIsForwarding { get; init; }
        public required string Signals { get; init; }
        public required string Entities { get; init; }
        public string? NextAction { get; init; }
        public required string Changes { get; init; }
        public required string ConfirmedBy { get; init; }
        public required DateTimeOffset ConfirmedAt { get; init; }

        public static Row Of(Note note) => new()
        {
            Id = note.Id,
            DraftId = note.DraftId,
            ExternalUserid = note.Place.ExternalUserid,
            Nickname = note.Place.Nickname,
            OpportunityId = note.Place.OpportunityId,
            OpportunityTitle = note.Place.OpportunityTitle,
            Source = note.Source.ToString(),
            Content = note.Content.ToString(),
            Text = note.Text,
            At = note.At,
            TimeIsForwarding = note.TimeIsForwarding,
            Signals = Json.Text(note.Signals),
            Entities = Json.Text(note.Entities),
            NextAction = note.NextAction,
            Changes = Json.Text(note.Changes),
            ConfirmedBy = note.ConfirmedBy,
            ConfirmedAt = note.ConfirmedAt,
        };

        public Note ToNote() => new(
            Id, DraftId, new NotePlace(ExternalUserid, Nickname, OpportunityId, OpportunityTitle),
            Enum.Parse<NoteSource>(Source), Enum.Parse<NoteContent>(Content), Text, At, TimeIsForwarding,
            Json.Read<IReadOnlyList<Signal>>(Signals), Json.Read<IReadOnlyList<Entity>>(Entities), NextAction,
            Json.Read<NoteChanges>(Changes), ConfirmedBy, ConfirmedAt);
    }
}
