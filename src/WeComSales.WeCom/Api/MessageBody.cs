using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>
/// The bytes of messages (D90236) and card updates (D94888), made once and kept, so that every repeat is byte-identical. Messages carry
/// the duplicate check over 4 hours, the longest that WeCom offers.
/// </summary>
public static class MessageBody
{
    /// <summary>How long WeCom recognises the same bytes.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromSeconds(DuplicateSeconds);

    const int DuplicateSeconds = 14400, ContentBytes = 2048;

    /// <summary>Plain text, cut at 2048 bytes; <c>&lt;a href&gt;</c> and line breaks work.</summary>
    public static byte[] Text(long agentId, IReadOnlyList<string> users, string content) =>
        Message(agentId, users, "text", json => json.WriteString("content", TextLimit.Bytes(content, ContentBytes)));

    /// <summary>Markdown of WeCom's kind, cut at 2048 bytes; not shown in WeChat.</summary>
    public static byte[] Markdown(long agentId, IReadOnlyList<string> users, string content) =>
        Message(agentId, users, "markdown", json => json.WriteString("content", TextLimit.Bytes(content, ContentBytes)));

    /// <summary>A file that was uploaded less than 3 days ago.</summary>
    public static byte[] File(long agentId, IReadOnlyList<string> users, string mediaId) =>
        Message(agentId, users, "file", json => json.WriteString("media_id", mediaId));

    /// <summary>A card, as <see cref="CardLimits.Fit"/> left it.</summary>
    public static byte[] Card(long agentId, IReadOnlyList<string> users, TemplateCard card) => WireJson.Write(json =>
    {
        WriteHead(json, agentId, users, "template_card");
        WriteCard(json, card);
        WriteTail(json);
    });

    /// <summary>Replaces the card of these members by another of any kind.</summary>
    public static byte[] UpdateCard(long agentId, IReadOnlyList<string> users, string responseCode, TemplateCard card) =>
        Update(agentId, users, responseCode, json => WriteCard(json, card));

    /// <summary>Greys all buttons of the card of these members and writes this on them.</summary>
    public static byte[] UpdateButton(long agentId, IReadOnlyList<string> users, string responseCode, string replaceName) =>
        Update(agentId, users, responseCode, json =>
        {
            json.WriteStartObject("button");
            json.WriteString("replace_name", replaceName);
            json.WriteEndObject();
        });

    static byte[] Message(long agentId, IReadOnlyList<string> users, string type, Action<Utf8JsonWriter> content) => WireJson.Write(json =>
    {
        WriteHead(json, agentId, users, type);
        json.WriteStartObject(type);
        content(json);
        json.WriteEndObject();
        WriteTail(json);
    });

    static void WriteHead(Utf8JsonWriter json, long agentId, IReadOnlyList<string> users, string type)
    {
        json.WriteString("touser", string.Join('|', users));
        json.WriteString("msgtype", type);
        json.WriteNumber("agentid", agentId);
    }

    static void WriteTail(Utf8JsonWriter json)
    {
        json.WriteNumber("enable_duplicate_check", 1);
        json.WriteNumber("duplicate_check_interval", DuplicateSeconds);
    }

    static void WriteCard(Utf8JsonWriter json, TemplateCard card)
    {
        json.WritePropertyName("template_card");
        JsonSerializer.Serialize(json, card, WireJson.Types.TemplateCard);
    }

    static byte[] Update(long agentId, IReadOnlyList<string> users, string responseCode, Action<Utf8JsonWriter> change) => WireJson.Write(json =>
    {
        json.WriteStartArray("userids");
        foreach (var user in users)
        {
            json.WriteStringValue(user);
        }

        json.WriteEndArray();
        json.WriteNumber("agentid", agentId);
        json.WriteString("response_code", responseCode);
        change(json);
    });
}
