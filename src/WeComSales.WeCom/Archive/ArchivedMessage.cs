using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>One message of the session archive in its decrypted form (D91774).</summary>
/// <param name="Action"><c>send</c>, <c>recall</c> or <c>switch</c>.</param>
/// <param name="From">A userid, or an id of a customer.</param>
/// <param name="To">Everybody who received it.</param>
/// <param name="RoomId">The group; null in a chat of two.</param>
/// <param name="At">Null where the message brings no time.</param>
/// <param name="Kind">The <c>msgtype</c>; that of a switch of companies is <c>switch</c>.</param>
/// <param name="Json">The whole message, for what only its kind has.</param>
public sealed record ArchivedMessage(
    string MsgId, string Action, string From, IReadOnlyList<string> To, string? RoomId, DateTimeOffset? At, string Kind, JsonElement Json)
{
    /// <summary>Latest time that a message may carry; beyond it the number is a fault of its sender.</summary>
    const long LastMillisecond = 253_402_300_799_999;

    /// <summary>Reads leniently: WeCom adds kinds and members without notice.</summary>
    public static ArchivedMessage Read(JsonElement json)
    {
        var action = Text(json, "action") ?? "";
        var milliseconds = Number(json, "msgtime") ?? Number(json, "time") ?? 0;
        return new(
            Text(json, "msgid") ?? "", action, Text(json, "from") ?? Text(json, "user") ?? "",
            json.TryGetProperty("tolist", out var to) && to.ValueKind == JsonValueKind.Array
                ? [.. to.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
                : [],
            Text(json, "roomid") is { Length: > 0 } room ? room : null,
            milliseconds is > 0 and <= LastMillisecond ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
            Text(json, "msgtype") ?? action, json);
    }

    /// <summary>What only this kind has: mostly under the kind's name, of some kinds under <c>info</c>, <c>doc</c> or a name of its own.</summary>
    public JsonElement Body
    {
        get
        {
            foreach (var name in (ReadOnlySpan<string>)[Kind, Kind == "external_redpacket" ? "redpacket" : Kind == "docmsg" ? "doc" : "info"])
            {
                if (Json.TryGetProperty(name, out var body) && body.ValueKind == JsonValueKind.Object)
                {
                    return body;
                }
            }

            return default;
        }
    }

    /// <summary>A text of the body; null where there is none.</summary>
    public string? this[string name] => Text(Body, name) is { Length: > 0 } text ? text : null;

    /// <summary>A whole number of the body.</summary>
    public long? Count(string name) => Number(Body, name);

    /// <summary>The parts of a mixed message or a record, each with its own content (which is JSON in a string).</summary>
    public IEnumerable<ArchivedPart> Parts() => Items().Select(item => new ArchivedPart(
        (Text(item, "type") ?? "").Replace("ChatRecord", "", StringComparison.Ordinal).ToLowerInvariant(),
        Number(item, "msgtime") is { } at and > 0 && at < LastMillisecond / 1000 ? DateTimeOffset.FromUnixTimeSeconds(at) : null, Inner(item)));

    /// <summary>The objects under <c>item</c>.</summary>
    public IEnumerable<JsonElement> Items() =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("item", out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    static JsonElement Inner(JsonElement item)
    {
        try
        {
            using var inner = JsonDocument.Parse(Text(item, "content") ?? "{}");
            return inner.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}

/// <summary>A part of a mixed message, or one message of a forwarded record.</summary>
/// <param name="Kind"><c>text</c>, <c>image</c>, <c>file</c> …</param>
public sealed record ArchivedPart(string Kind, DateTimeOffset? At, JsonElement Content)
{
    public string? this[string name] => ArchivedMessage.Text(Content, name) is { Length: > 0 } text ? text : null;
}
