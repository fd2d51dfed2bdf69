using System.Globalization;
using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>What a bot answers: plain bodies, and the encrypted envelope around a direct answer (D101031, D101033). The same plain bodies go to a response_url (D101138).</summary>
public static class BotReply
{
    /// <summary>The most bytes of markdown or stream content; longer texts are cut.</summary>
    public const int MaxContentBytes = 20480;

    /// <summary>The encrypted answer to a bot callback. The nonce must be the one of the callback's URL.</summary>
    /// <param name="crypto">Token and key of the bot.</param>
    /// <param name="plain">A body made by this class.</param>
    /// <param name="now">Becomes the timestamp, in seconds.</param>
    /// <param name="nonce">The nonce of the callback's URL.</param>
    /// <param name="random16">Sixteen fresh random bytes.</param>
    public static byte[] Seal(CallbackCrypto crypto, ReadOnlySpan<byte> plain, DateTimeOffset now, string nonce, ReadOnlySpan<byte> random16)
    {
        var seconds = now.ToUnixTimeSeconds();
        var encrypted = crypto.Encrypt(plain, random16);
        var signature = crypto.Sign(seconds.ToString(CultureInfo.InvariantCulture), nonce, encrypted);
        return WireJson.Write(json =>
        {
            json.WriteString("encrypt", encrypted);
            json.WriteString("msgsignature", signature);
            json.WriteNumber("timestamp", seconds);
            json.WriteString("nonce", nonce);
        });
    }

    /// <summary>A plain text; only as the welcome to enter_chat.</summary>
    public static byte[] Text(string content) => Body("text", json => json.WriteString("content", content));

    /// <summary>Markdown, cut at <see cref="MaxContentBytes"/>.</summary>
    public static byte[] Markdown(string content) =>
        Body("markdown", json => json.WriteString("content", TextLimit.Bytes(content, MaxContentBytes)));

    /// <summary>One state of a streamed answer; the content is the whole text each time. WeCom asks again until <paramref name="finish"/>, for at most 6 minutes.</summary>
    public static byte[] Stream(string id, string content, bool finish) => Body("stream", json =>
    {
        json.WriteString("id", id);
        json.WriteBoolean("finish", finish);
        json.WriteString("content", TextLimit.Bytes(content, MaxContentBytes));
    });

    /// <summary>A card; as a welcome, or through the response_url of a single chat. Fit it with <see cref="CardLimits.Bot"/> first.</summary>
    public static byte[] Card(TemplateCard card) => WireJson.Write(json =>
    {
        json.WriteString("msgtype", "template_card");
        WriteCard(json, card);
    });

    /// <summary>Replaces the card that was tapped, within 5 seconds (D101031). The card must repeat the original task id.</summary>
    /// <param name="card">The new state of the card.</param>
    /// <param name="users">Whose card changes; empty for everybody's.</param>
    public static byte[] UpdateCard(TemplateCard card, IReadOnlyList<string> users) => WireJson.Write(json =>
    {
        json.WriteString("response_type", "update_template_card");
        if (users.Count > 0)
        {
            json.WriteStartArray("userids");
            foreach (var user in users)
            {
                json.WriteStringValue(user);
            }

            json.WriteEndArray();
        }

        WriteCard(json, card);
    });

    static void WriteCard(Utf8JsonWriter json, TemplateCard card)
    {
        json.WritePropertyName("template_card");
        JsonSerializer.Serialize(json, card, WireJson.Types.TemplateCard);
    }

    static byte[] Body(string kind, Action<Utf8JsonWriter> content) => WireJson.Write(json =>
    {
        json.WriteString("msgtype", kind);
        json.WriteStartObject(kind);
        content(json);
        json.WriteEndObject();
    });
}
