using System.Globalization;
using System.Text;
using WeComSales.WeCom;

namespace WeComSales.Faults.Tests;

/// <summary>A callback as WeCom posts it: the query with its signature, and the body with the ciphertext.</summary>
public sealed record SignedCallback(string Signature, string Timestamp, string Nonce, string Encrypted, string Receiver)
{
    public string Query =>
        $"?msg_signature={Uri.EscapeDataString(Signature)}&timestamp={Uri.EscapeDataString(Timestamp)}&nonce={Uri.EscapeDataString(Nonce)}";

    public byte[] Body => Encoding.UTF8.GetBytes(
        $"<xml><ToUserName><![CDATA[{Receiver}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[{Encrypted}]]></Encrypt></xml>");

    /// <summary>The whole HTTP request, for a connection that is written to directly.</summary>
    public byte[] Request(string path, string host)
    {
        var body = Body;
        var head = $"POST {path}{Query} HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}

/// <summary>Signs and encrypts what the company's WeCom would send. Every call takes a new nonce and new random bytes.</summary>
public sealed class Sender(string corpId, string token, string encodingAesKey, int seed)
{
    readonly CallbackCrypto crypto = new(token, encodingAesKey, corpId);
    readonly Random dice = new(seed);

    public SignedCallback Sign(string plaintext, DateTimeOffset at)
    {
        Span<byte> random = stackalloc byte[16];
        lock (dice)
        {
            dice.NextBytes(random);
        }

        return SignCipher(crypto.Encrypt(Encoding.UTF8.GetBytes(plaintext), random), at);
    }

    /// <summary>A good signature around a ciphertext that somebody else made.</summary>
    public SignedCallback SignCipher(string encrypted, DateTimeOffset at)
    {
        string nonce;
        lock (dice)
        {
            nonce = dice.NextInt64(1_000_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture);
        }

        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new SignedCallback(crypto.Sign(timestamp, nonce, encrypted), timestamp, nonce, encrypted, corpId);
    }

    /// <summary>A text message of a member (D90239); <paramref name="number"/> makes the message id.</summary>
    public string Text(string from, DateTimeOffset createdAt, long number, string content) =>
        $"<xml><ToUserName><![CDATA[{corpId}]]></ToUserName><FromUserName><![CDATA[{from}]]></FromUserName>"
        + $"<CreateTime>{createdAt.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        + $"<Content><![CDATA[{content}]]></Content><MsgId>{7_000_000_000_000_000_000 + number}</MsgId><AgentID>1000002</AgentID></xml>";

    /// <summary>An event of a member (D90240); what it says makes it different from others of the same second.</summary>
    public string Event(string from, DateTimeOffset createdAt, string name, string key) =>
        $"<xml><ToUserName><![CDATA[{corpId}]]></ToUserName><FromUserName><![CDATA[{from}]]></FromUserName>"
        + $"<CreateTime>{createdAt.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        + $"<Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey><AgentID>1000002</AgentID></xml>";
}
