namespace WeComSales.Domain;

/// <summary>How a message reached us; it decides what its time and its nickname mean.</summary>
public enum NoteSource { Forward, Quote, Copy, Archive }

/// <summary>What kind of message it was. Files and merged records never arrive (D90239).</summary>
public enum NoteContent { Text, Image, Voice, Link, Location }

public enum DraftState { Open, Confirmed, Discarded }

/// <summary>What the rep changed before it went in: strikes and additions teach the lexicon (F7).</summary>
/// <param name="ChoseOther">The rep chose another customer or opportunity than the likely one.</param>
public sealed record NoteChanges(IReadOnlyList<Signal> Struck, IReadOnlyList<string> Added, bool ChoseOther)
{
    public static readonly NoteChanges None = new([], [], false);
}

/// <summary>A message on its way to become a note: read, proposed, waiting for one tap.</summary>
/// <param name="Owner">Userid of the rep who forwarded it; only this person decides.</param>
/// <param name="At">When the message reached us: a forwarded message carries no time of its own (reference 3).</param>
/// <param name="TimeIsKnown">True when the message brought its own time (a copied thread, the archive).</param>
public sealed record NoteDraft(
    string Id, string Owner, NoteSource Source, NoteContent Content, string Text, DateTimeOffset At,
    Reading Reading, IReadOnlyList<Proposal> Proposals, DraftState State = DraftState.Open, bool TimeIsKnown = false)
{
    /// <summary>The line chosen when the rep changes nothing: the first real pair, else creating.</summary>
    public Proposal Likely => Proposals[0];

    /// <summary>A message that carries no time of its own is dated when it reached us (reference 3).</summary>
    public bool TimeIsForwarding => !TimeIsKnown && Source is not NoteSource.Archive;

    /// <summary>The chosen line, or the likely one when the tap brought none.</summary>
    public Proposal Chosen(string? proposalId) =>
        Proposals.FirstOrDefault(proposal => proposal.Id == proposalId) ?? Likely;

    /// <summary>The rep's strikes and additions by label, held against what was read and proposed.</summary>
    public NoteChanges Changed(Proposal chosen, IReadOnlyCollection<string> struckLabels, IReadOnlyCollection<string> addedLabels) => new(
        [.. Reading.Signals.Where(signal => struckLabels.Contains(signal.Label))],
        [.. addedLabels.Where(label => SignalLabels.IsKnown(label) && Reading.Signals.All(signal => signal.Label != label)).Distinct()],
        chosen.Id != Likely.Id);

    /// <summary>The signals as they go in: without what was struck, with what was added.</summary>
    public IReadOnlyList<Signal> Kept(NoteChanges changes) =>
    [
        .. Reading.Signals.Except(changes.Struck),
        .. changes.Added.Select(label => new Signal(label, Polarity.Affirmed, 0, 0, "", "added by hand")),
    ];

    public Note Confirm(string noteId, NotePlace place, NoteChanges changes, string by, DateTimeOffset at)
    {
        var kept = Kept(changes);
        // What was struck asks for nothing any more.
        var next = changes.Struck.Count + changes.Added.Count == 0 ? Reading.NextAction : NextAction.For(kept);
        return new(noteId, Id, place, Source, Content, Text, At, TimeIsForwarding, kept, Reading.Entities, next, changes, by, at);
    }
}
