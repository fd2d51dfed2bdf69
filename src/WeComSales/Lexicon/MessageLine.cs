using System.Globalization;
using System.Text.Json;

namespace WeComSales.Lexicon;

/// <summary>One message of a JSONL file: id, text, sent_at with offset, thread when lines begin with who speaks.</summary>
sealed record MessageLine(string Id, string Text, DateTimeOffset SentAt, bool Thread)
{
    /// <exception cref="FormatException">A field is missing or of the wrong kind; the message names the line.</exception>
    public static MessageLine Parse(string json, int number)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var thread = root.TryGetProperty("thread", out var flag) && flag.ValueKind == JsonValueKind.True;
        return new(Field(root, "id", number), Field(root, "text", number), Time(Field(root, "sent_at", number), number), thread);
    }

    static string Field(JsonElement root, string name, int number) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw new FormatException($"line {number.ToString(CultureInfo.InvariantCulture)}: {name} is missing or no text");

    static DateTimeOffset Time(string text, int number) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new FormatException($"line {number.ToString(CultureInfo.InvariantCulture)}: sent_at is no time: {text}");
}
