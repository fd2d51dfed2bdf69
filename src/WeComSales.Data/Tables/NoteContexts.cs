using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The words around the message of a note, as they stood when it was made.</summary>
public sealed class NoteContexts(Tx tx)
{
    public Task<int> Add(string draftId, string externalUserid, IReadOnlyList<ContextLine> lines) => tx.InsertIfAbsent(
        "note_contexts", "draft_id", "draft_id, external_userid, lines",
        new { DraftId = draftId, ExternalUserid = externalUserid, Lines = Json.Text(lines) });

    /// <summary>Empty for notes that were not made beside the archive.</summary>
    public async Task<IReadOnlyList<ContextLine>> Of(string draftId) =>
        await tx.One<string>("select lines from note_contexts where draft_id = @draftId", new { draftId }) is { } lines
            ? Json.Read<IReadOnlyList<ContextLine>>(lines)
            : [];

    public Task<int> Erase(string externalUserid) =>
        tx.Run("delete from note_contexts where external_userid = @externalUserid", new { externalUserid });
}
