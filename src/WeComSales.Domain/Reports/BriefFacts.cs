namespace WeComSales.Domain;

/// <summary>The department that a brief is about.</summary>
/// <param name="Path">Names from the top, joined by slashes.</param>
public sealed record BriefTeam(long Id, string Name, string Path);

/// <summary>Somebody whose acts count in a brief.</summary>
/// <param name="HomeId">The nearest department above them that has a leader: in which row of a roll-up they count.</param>
/// <param name="IsRep">Sells and works here: stands in the table also without any act.</param>
public sealed record BriefMember(string Userid, string Name, long HomeId, string HomeName, bool IsRep);

/// <summary>A contact that somebody added.</summary>
public sealed record AddedContact(string ExternalUserid, string Userid);

/// <summary>A call, however long.</summary>
/// <param name="Id">Of its row on the timeline.</param>
public sealed record BriefCall(string Id, string Userid, int Seconds);

/// <summary>A change of stage; <paramref name="From"/> is null where an opportunity began.</summary>
public sealed record BriefMove(string Id, string Userid, string? From, string To);

/// <summary>A note with what was read in it.</summary>
/// <param name="Labels">Signals that were said to be so, each once.</param>
public sealed record BriefNote(string Id, string Userid, string Customer, IReadOnlyList<string> Labels, IReadOnlyList<string> Competitors);

/// <summary>A follow-up or a visit.</summary>
public sealed record BriefAct(string Id, string Userid, Figure Figure);

/// <summary>An episode that began, ended or goes on.</summary>
/// <param name="Since">The last sign of life.</param>
public sealed record BriefStall(string Id, string Userid, string Customer, string Title, string Stage, DateTimeOffset Since, bool Opened, bool Ended, bool IsOpen);

/// <summary>Why something is due.</summary>
public enum DueKind { PlannedContact, ExpectedClose, WillStall }

/// <param name="Id">Of the opportunity, or of the customer where there is none.</param>
public sealed record BriefDue(string Id, string Userid, string Customer, string? Title, DueKind Kind, DateTimeOffset At);

/// <summary>Everything that is known about a team and a period; the brief is made of nothing else.</summary>
/// <param name="Before">The figures of the same weekday in the four weeks before, as far as there were briefs.</param>
/// <param name="Funnel">Open opportunities by stage, at the end of the period.</param>
public sealed record BriefFacts(
    BriefTeam Team, DateOnly Day, DateTimeOffset From, DateTimeOffset To,
    IReadOnlyList<BriefMember> Members,
    IReadOnlyList<AddedContact> Contacts,
    IReadOnlyList<BriefCall> Calls,
    IReadOnlyList<BriefMove> Moves,
    IReadOnlyList<BriefNote> Notes,
    IReadOnlyList<BriefAct> Acts,
    IReadOnlyList<BriefStall> Stalls,
    IReadOnlyList<BriefDue> Due,
    IReadOnlyDictionary<string, int> Funnel,
    IReadOnlyList<Figures> Before);
