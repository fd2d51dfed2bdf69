namespace WeComSales.Domain;

/// <summary>What was said at the counter (服务记录), spoken or typed, with what was read in it.</summary>
/// <param name="Id">Made by the page.</param>
/// <param name="Said">The raw words as they were heard; never changed.</param>
/// <param name="Text">The words as the person confirmed them.</param>
/// <param name="Spoken">By voice.</param>
/// <param name="Struck">Labels that the person took away; kept as feedback.</param>
/// <param name="OpenSince">Left to the next shift since then; null when nothing is left to do.</param>
public sealed record ServiceRecord(
    string Id, string MemberCode, CounterHand Hand, string Said, string Text, bool Spoken, IReadOnlyList<Signal> Signals, IReadOnlyList<Entity> Entities,
    IReadOnlyList<string> Struck, DateTimeOffset At, DateTimeOffset RecordedAt, DateTimeOffset? OpenSince)
{
    /// <summary>More than a minute of speech.</summary>
    public const int LongestText = 1000;

    /// <summary>What was said, with its signals; what the person struck is out, and remembered as struck.</summary>
    /// <param name="leftOpen">Something is left for the next turn.</param>
    public static ServiceRecord From(
        string id, string memberCode, CounterHand hand, (string Said, string Text, bool Spoken) words, Reading reading, IReadOnlyCollection<string> struck,
        bool leftOpen, DateTimeOffset at, DateTimeOffset now) => new(
            id, memberCode, hand, words.Said, words.Text, words.Spoken,
            [.. reading.Signals.Where(signal => !struck.Contains(signal.Label))], reading.Entities,
            [.. reading.Signals.Select(signal => signal.Label).Where(struck.Contains).Distinct()], at, now, leftOpen ? at : null);
}
