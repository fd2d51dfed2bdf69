namespace WeComSales.Domain;

/// <summary>What a row of the timeline (时间轴) is about.</summary>
public static class TimelineKinds
{
    public const string Note = "note";
    public const string FollowUp = "follow_up";
    public const string Visit = "visit";
    public const string StageMove = "stage_move";
    public const string Call = "call";
    public const string Support = "support";
    public const string Message = "message";
    public const string Alert = "alert";

    public static IReadOnlyList<string> All { get; } = [Note, FollowUp, Visit, StageMove, Call, Support, Message, Alert];

    /// <summary>Somebody dealt with the customer: what "hours since last contact" counts from (product.md, plain acts).</summary>
    public static bool IsContact(string kind) => kind is Note or FollowUp or Visit or Call or Message;

    /// <summary>A log of an opportunity: the rep's own work on it.</summary>
    public static bool IsLog(string kind) => kind is Note or FollowUp or Visit or Call;
}
