using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Notes;

/// <summary>One of the 21 labels, as a chip.</summary>
public sealed record LabelView(string Label, string Name);

public sealed record SignalView(string Label, string Name, Polarity Polarity, int Start, int End, string Evidence, string Why)
{
    public static SignalView Of(Signal signal) =>
        new(signal.Label, SignalLabels.NameOf(signal.Label), signal.Polarity, signal.Start, signal.End, signal.Evidence, signal.Why);
}

public sealed record EntityView(EntityKind Kind, string Text, string Value, int Start, int End)
{
    public static EntityView Of(Entity entity) => new(entity.Kind, entity.Text, entity.Value, entity.Start, entity.End);
}

public sealed record ProposalView(string Id, ProposalKind Kind, string Customer, string? Company, string? Opportunity)
{
    public static ProposalView Of(Proposal proposal) =>
        new(proposal.Id, proposal.Kind, proposal.CustomerName, proposal.Company, proposal.Title);
}

public enum AttachmentState { None, Kept, Missing }

/// <summary>Whether the forwarded image or voice is here, and if not, why.</summary>
public sealed record AttachmentView(AttachmentState State, string? ContentType, string? Reason)
{
    public static AttachmentView Of(NoteAttachment? attachment) => attachment switch
    {
        null => new(AttachmentState.None, null, null),
        { Missing: { } reason } => new(AttachmentState.Missing, null, reason),
        _ => new(AttachmentState.Kept, attachment.ContentType, null),
    };
}

/// <summary>The whole draft for the preview page.</summary>
public sealed record DraftView(
    string Id, DraftState State, NoteSource Source, NoteContent Content, string Text, DateTimeOffset At, bool TimeIsForwarding,
    AttachmentView Attachment, IReadOnlyList<SignalView> Signals, IReadOnlyList<EntityView> Entities, string? NextAction,
    IReadOnlyList<ProposalView> Proposals, string Likely, string? DecidedBy, DateTimeOffset? DecidedAt, string? NoteId)
{
    public static DraftView Of(StoredDraft stored, NoteAttachment? attachment, string? decidedBy, Note? note)
    {
        var draft = stored.Draft;
        return new(
            draft.Id, draft.State, draft.Source, draft.Content, draft.Text, draft.At, draft.TimeIsForwarding,
            AttachmentView.Of(attachment), [.. draft.Reading.Signals.Select(SignalView.Of)],
            [.. draft.Reading.Entities.Select(EntityView.Of)], draft.Reading.NextAction,
            [.. draft.Proposals.Select(ProposalView.Of)], draft.Likely.Id, decidedBy, stored.DecidedAt, note?.Id);
    }
}

public sealed record ChangesView(IReadOnlyList<LabelView> Struck, IReadOnlyList<LabelView> Added, bool ChoseOther);

/// <summary>A note as it went in.</summary>
/// <param name="Context">The words around it, the chosen ones among them; empty when the archive had none.</param>
public sealed record NoteView(
    string Id, string Customer, string? Opportunity, string Text, NoteContent Content, DateTimeOffset At, bool TimeIsForwarding,
    string Nickname, AttachmentView Attachment, string DraftId, IReadOnlyList<SignalView> Signals, IReadOnlyList<EntityView> Entities,
    string? NextAction, ChangesView Changes, string ConfirmedBy, DateTimeOffset ConfirmedAt, IReadOnlyList<ContextLine> Context)
{
    public static NoteView Of(Note note, NoteAttachment? attachment, string confirmedBy, IReadOnlyList<ContextLine> context) => new(
        note.Id, note.Place.Nickname, note.Place.OpportunityTitle, note.Text, note.Content, note.At, note.TimeIsForwarding,
        note.Place.Nickname, AttachmentView.Of(attachment), note.DraftId,
        [.. note.Signals.Select(SignalView.Of)], [.. note.Entities.Select(EntityView.Of)], note.NextAction,
        new ChangesView(
            [.. note.Changes.Struck.Select(signal => Named(signal.Label))], [.. note.Changes.Added.Select(Named)], note.Changes.ChoseOther),
        confirmedBy, note.ConfirmedAt, context);

    static LabelView Named(string label) => new(label, SignalLabels.NameOf(label));
}
