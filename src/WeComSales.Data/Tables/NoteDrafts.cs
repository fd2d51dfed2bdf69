using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A draft with what became of it.</summary>
public sealed record StoredDraft(NoteDraft Draft, string? DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>The bytes that came with a forwarded image or voice, or why they did not.</summary>
public sealed class NoteAttachment
{
    public required string DraftId { get; init; }
    public required string MediaId { get; init; }
    public string? FileName { get; init; }
    public string? ContentType { get; init; }
    public long SizeBytes { get; init; }
    public byte[]? Bytes { get; init; }
    public string? Missing { get; init; }
}

/// <summary>Messages waiting for the rep's one tap (F2).</summary>
public sealed class NoteDrafts(Tx tx)
{
    const string Columns = "id, owner_userid, source, content, text, at, reading, proposals, state, time_is_known, decided_by, decided_at";

    public async Task<bool> Add(NoteDraft draft) => 1 == await tx.InsertIfAbsent("note_drafts", "id", "id, owner_userid, source, content, text, at, reading, proposals, state, time_is_known",
        new
        {
            draft.Id,
            OwnerUserid = draft.Owner,
            Source = draft.Source.ToString(),
            Content = draft.Content.ToString(),
            draft.Text,
            draft.At,
            Reading = Json.Text(draft.Reading),
            Proposals = Json.Text(draft.Proposals),
            State = draft.State.ToString(),
            draft.TimeIsKnown,
        });

    public async Task<StoredDraft?> ById(string id) =>
        (await tx.One<Row>($"select {Columns} from note_drafts where id = @id", new { id }))?.ToDraft();

    /// <summary>What still waits for this person, newest first.</summary>
    public async Task<IReadOnlyList<StoredDraft>> OpenOf(string userid, int count) =>
    [
        .. (await tx.All<Row>(
            $"select {Columns} from note_drafts where owner_userid = @userid and state = 'Open' order by at desc {tx.Dialect.Limit}",
            new { userid, count })).Select(row => row.ToDraft()),
    ];

    /// <summary>False when somebody (or another device) decided before: the first decision stands.</summary>
    public async Task<bool> Decide(string id, DraftState from, DraftState to, string by, DateTimeOffset now) => 1 == await tx.Run(
        "update note_drafts set state = @to, decided_by = @by, decided_at = @now where id = @id and state = @from",
        new { id, from = from.ToString(), to = to.ToString(), by, now });

    /// <summary>Takes a discard back: the draft waits again.</summary>
    public async Task<bool> Restore(string id) => 1 == await tx.Run(
        "update note_drafts set state = 'Open', decided_by = null, decided_at = null where id = @id and state = 'Discarded'", new { id });

    public Task<int> Attach(NoteAttachment attachment) => tx.InsertIfAbsent(
        "note_attachments", "draft_id", "draft_id, media_id, file_name, content_type, size_bytes, bytes, missing",
        attachment);

    public Task<NoteAttachment?> Attachment(string draftId) => tx.One<NoteAttachment>(
        "select draft_id, media_id, file_name, content_type, size_bytes, bytes, missing from note_attachments where draft_id = @draftId",
        new { draftId });

    sealed class Row
    {
        public required string Id { get; init; }
        public required string OwnerUserid { get; init; }
        public required string Source { get; init; }
        public required string Content { get; init; }
        public required string Text { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string Reading { get; init; }
        public required string Proposals { get; init; }
        public required string State { get; init; }
        public bool? TimeIsKnown { get; init; }
        public string? DecidedBy { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }

        public StoredDraft ToDraft() => new(
            new NoteDraft(
                Id, OwnerUserid, Enum.Parse<NoteSource>(Source), Enum.Parse<NoteContent>(Content), Text, At,
                Json.Read<Reading>(Reading), Json.Read<IReadOnlyList<Proposal>>(Proposals), Enum.Parse<DraftState>(State), TimeIsKnown ?? false),
            DecidedBy, DecidedAt);
    }
}
