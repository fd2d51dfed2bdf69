using System.Globalization;
using System.Text.Json;
using WeComSales.WeCom;

namespace WeComSales.Simulator;

/// <summary>The smart bot's callback: JSON both ways, no receive id, and the nonce of the reply is the one of the call (D101033).</summary>
sealed class BotLine(SimulatorOptions options, SimulatorClock clock)
    : CallbackLine("bot", new CallbackCrypto(options.BotToken, options.BotEncodingAesKey, ""), clock)
{
    protected override string ContentType => "application/json";

    public override (string? Reply, string? Problem) Open(string body, string nonce)
    {
        if (body.Length == 0)
        {
            return (null, null);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var json = document.RootElement;
            if (json.Text("encrypt") is not { } encrypted || json.Text("msgsignature") is not { } signature || json.Long("timestamp") is not { } timestamp)
            {
                return (null, "the reply is not encrypted, or its timestamp is no number");
            }

            return json.Text("nonce") == nonce
                ? Decrypt(encrypted, signature, timestamp.ToString(CultureInfo.InvariantCulture), nonce)
                : (null, "the nonce of the reply is not the one of the call");
        }
        catch (JsonException)
        {
            return (null, "the reply is no JSON");
        }
    }

    protected override string Envelope(string encrypted) => JsonSerializer.Serialize(new { encrypt = encrypted }, JsonReading.Raw);
}
