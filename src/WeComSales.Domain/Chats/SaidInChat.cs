namespace WeComSales.Domain;

/// <summary>A message of a chat with the name under which it is read.</summary>
/// <param name="Ours">Our own side wrote it: it produces no signals (F7).</param>
public sealed record SaidInChat(string Msgid, string Name, bool Ours, DateTimeOffset At, string Text);

/// <summary>One line around a note's message.</summary>
/// <param name="Chosen">The note was made of it.</param>
public sealed record ContextLine(string Name, bool Ours, DateTimeOffset At, string Text, bool Chosen);

/// <summary>Messages that a rep chose, on their way to one note (F2b).</summary>
public static class ChosenMessages
{
    /// <summary>So many at once make one note; more is a record to be copied.</summary>
    public const int Most = 20;

    /// <summary>Lines before and behind the chosen ones that go along.</summary>
    public const int Around = 5;

    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>One message as its words; several as a copied thread writes them, each under its name and time. Only the customer's words are read.</summary>
    /// <param name="chosen">In the order in which they were said; at least one.</param>
    public static (string Text, Pasted Pasted) Read(LiveReader reader, IReadOnlyList<SaidInChat> chosen)
    {
        var text = new System.Text.StringBuilder();
        var messages = new List<CopiedMessage>();
        var readings = new List<Reading>();
        foreach (var said in chosen)
        {
            if (chosen.Count > 1)
            {
                text.Append(text.Length > 0 ? "\n\n" : "").Append(Head(said)).Append('\n');
            }

            var start = text.Length;
            text.Append(said.Text);
            messages.Add(new(said.Name, said.At, start, text.Length));
            if (!said.Ours)
            {
                readings.Add(reader.Read(said.Text, said.At).Moved(start));
            }
        }

        var signals = readings.SelectMany(reading => reading.Signals).ToList();
        var theirs = chosen.Where(said => !said.Ours).ToList();
        return (text.ToString(), new(
            messages, new(signals, [.. readings.SelectMany(reading => reading.Entities)], NextAction.For(signals)),
            (theirs.Count > 0 ? theirs : chosen).Max(said => said.At), TimeIsKnown: true));
    }

    static string Head(SaidInChat said) =>
        $"{said.Name} {said.At.ToOffset(Shanghai).ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}";
}
