namespace WeComSales.Domain;

/// <summary>What shows that an opportunity lives (生命迹象). A look, a message, a support request and an alert do not.</summary>
public static class LifeSigns
{
    /// <summary>A shorter call is on the timeline and resets nothing.</summary>
    public static readonly TimeSpan ShortestCall = TimeSpan.FromSeconds(180);

    /// <summary>The acts that a rule may count; all of them unless it says otherwise.</summary>
    public static IReadOnlyList<string> All { get; } =
        [TimelineKinds.Note, TimelineKinds.FollowUp, TimelineKinds.Visit, TimelineKinds.Call, TimelineKinds.StageMove];

    /// <summary>A real act: it resets the clock and ends the episode (F3).</summary>
    public static bool IsReset(string kind) => All.Contains(kind);

    /// <summary>Where a clock keeps the newest act of a kind; null for a stage move, which the opportunity keeps itself.</summary>
    public static string? Column(string kind) => kind switch
    {
        TimelineKinds.Note => "note_at",
        TimelineKinds.FollowUp => "follow_up_at",
        TimelineKinds.Visit => "visit_at",
        TimelineKinds.Call => "call_at",
        _ => null,
    };
}
