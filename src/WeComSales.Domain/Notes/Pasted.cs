namespace WeComSales.Domain;

/// <summary>What somebody pasted or typed as a note, read: a copied thread message by message, anything else as one message.</summary>
/// <param name="At">The time of the customer's newest message; without a thread, when it was pasted.</param>
/// <param name="TimeIsKnown">False when only the time of pasting is known.</param>
public sealed record Pasted(IReadOnlyList<CopiedMessage> Messages, Reading Reading, DateTimeOffset At, bool TimeIsKnown)
{
    /// <param name="ours">The names under which our own side writes: their lines produce nothing (F7).</param>
    public static Pasted Read(LiveReader reader, string text, IReadOnlyCollection<string> ours, DateTimeOffset now)
    {
        var messages = CopiedThread.Of(text, now);
        if (messages.Count == 0)
        {
            return new([], reader.Read(text, now), now, TimeIsKnown: false);
        }

        var theirs = messages.Where(message => !ours.Contains(Bare(message.Name))).ToList();
        var readings = theirs.ConvertAll(message => reader.Read(text[message.Start..message.End], message.At).Moved(message.Start));
        var signals = readings.SelectMany(reading => reading.Signals).ToList();
        return new(
            messages,
            new(signals, [.. readings.SelectMany(reading => reading.Entities)], NextAction.For(signals)),
            (theirs.Count > 0 ? theirs : messages).Max(message => message.At), TimeIsKnown: true);
    }

    /// <summary>WeCom writes customers as 王主任@微信.</summary>
    static string Bare(string name) => name.Split('@')[0].Trim();
}
