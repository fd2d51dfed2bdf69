using System.Globalization;
using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>One message of a JSONL file: id, text, sent_at (without an offset in the company's zone), thread when lines begin with who speaks.</summary>
sealed record MessageLine(string Id, string Text, DateTimeOffset SentAt, bool Thread)
{
    /// <exception cref="FormatException">A field is missing or of the wrong kind; the message names the line.</exception>
    public static MessageLine Parse(string json, int number, TimeZoneInfo zone)
    {
        using var document = Document(json, number);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(number, NoJson);
        }

        var thread = root.TryGetProperty("thread", out var flag) && flag.ValueKind == JsonValueKind.True;
        return new(Field(root, "id", number), Field(root, "text", number), Time(Field(root, "sent_at", number), number, zone), thread);
    }

    const string NoJson = "不是 JSON 对象";

    static JsonDocument Document(string json, int number)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw Wrong(number, NoJson);
        }
    }

    static string Field(JsonElement root, string name, int number) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(number, $"没有 {name}，或它不是文本");

    static DateTimeOffset Time(string text, int number, TimeZoneInfo zone) =>
        GivenTime.Parse(text, zone) ?? throw Wrong(number, $"sent_at「{text}」不是时间，例如 {GivenTime.Example}");

    static FormatException Wrong(int number, string what) => new(string.Create(CultureInfo.InvariantCulture, $"第 {number} 行：{what}"));
}
