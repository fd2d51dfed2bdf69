using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeComSales.WeCom;

namespace WeComSales.Simulator;

/// <summary>How one of the two receiving ends (app: XML, bot: JSON) is called: signature, envelope, and what counts as a reply.</summary>
abstract class CallbackLine(string channel, CallbackCrypto crypto, SimulatorClock clock)
{
    protected CallbackCrypto Crypto => crypto;

    public string Channel => channel;

    /// <summary>Where the service listens; null until it is connected.</summary>
    public Uri? Address { get; set; }

    /// <summary>A fresh try: new random prefix, nonce and timestamp, the same plain text.</summary>
    public HttpRequestMessage Post(string plaintext, out string nonce)
    {
        var encrypted = Encrypt(plaintext);
        var envelope = Encoding.UTF8.GetBytes(Envelope(encrypted));
        var request = new HttpRequestMessage(HttpMethod.Post, Signed(encrypted, out nonce)) { Content = new ByteArrayContent(envelope) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }

    /// <summary>The check that WeCom makes when the address is saved (D90238).</summary>
    public HttpRequestMessage Verification(string words)
    {
        var encrypted = Encrypt(words);
        var signed = Signed(encrypted, out _);
        return new HttpRequestMessage(HttpMethod.Get, new Uri($"{signed}&echostr={Uri.EscapeDataString(encrypted)}"));
    }

    /// <summary>The plain text of a reply, or why it is none.</summary>
    public abstract (string? Reply, string? Problem) Open(string body, string nonce);

    protected abstract string ContentType { get; }

    protected abstract string Envelope(string encrypted);

    protected (string? Reply, string? Problem) Decrypt(string encrypted, string signature, string timestamp, string nonce)
    {
        var bytes = Encoding.UTF8.GetBytes(encrypted);
        return !crypto.Verify(signature, timestamp, nonce, bytes) ? (null, "the signature of the reply is wrong")
            : crypto.Decrypt(bytes, out var plain) is { } refusal ? (null, $"the reply cannot be decrypted: {refusal}")
            : (Encoding.UTF8.GetString(plain), null);
    }

    string Encrypt(string plaintext) => crypto.Encrypt(Encoding.UTF8.GetBytes(plaintext), RandomNumberGenerator.GetBytes(16));

    Uri Signed(string encrypted, out string nonce)
    {
        nonce = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = crypto.Sign(timestamp, nonce, encrypted);
        return new Uri($"{Address}?msg_signature={signature}&timestamp={timestamp}&nonce={nonce}");
    }
}
