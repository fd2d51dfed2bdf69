namespace WeComSales.Domain;

/// <summary>Where a note belongs. The nickname of a forwarded message is the chosen customer's (F2a).</summary>
public sealed record NotePlace(string ExternalUserid, string Nickname, string? OpportunityId, string? OpportunityTitle);

/// <summary>A message that became an opportunity note (商机备注), with its evidence.</summary>
/// <param name="At">The message's time, or the forwarding time when <paramref name="TimeIsForwarding"/>.</param>
public sealed record Note(
    string Id, string DraftId, NotePlace Place, NoteSource Source, NoteContent Content, string Text,
    DateTimeOffset At, bool TimeIsForwarding, IReadOnlyList<Signal> Signals, IReadOnlyList<Entity> Entities,
    string? NextAction, NoteChanges Changes, string ConfirmedBy, DateTimeOffset ConfirmedAt);
