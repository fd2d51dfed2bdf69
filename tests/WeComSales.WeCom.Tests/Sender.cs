using System.Globalization;
using System.Text;

namespace WeComSales.WeCom.Tests;

/// <summary>Plays WeCom's side: encrypts, signs and wraps a callback.</summary>
public sealed class Sender(string receiveId = Sender.Corp, string nonce = "a8b9c0d1")
{
    public const string Corp = "ww5f2c0ffee0123456";
    public const string Token = "QmTkn7";
    public const string Key = "Zm9ydHktdGhyZWUtbGV0dGVycy1hbmQtZGlnaXRzLTE";
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    byte prefix;

    public CallbackCrypto Crypto { get; } = new(Token, Key.Replace('-', '0'), receiveId);

    public string Nonce => nonce;

    public sealed record Envelope(string Query, byte[] Body, string Encrypted);

    public Envelope App(string plaintext, DateTimeOffset? at = null)
    {
        var encrypted = Encrypt(plaintext);
        return new(Query(encrypted, at), Encoding.UTF8.GetBytes(
            $"<xml><ToUserName><![CDATA[{receiveId}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"), encrypted);
    }

    public Envelope Bot(string plaintext, DateTimeOffset? at = null)
    {
        var encrypted = Encrypt(plaintext);
        return new(Query(encrypted, at), Encoding.UTF8.GetBytes($$"""{"encrypt":"{{encrypted}}"}"""), encrypted);
    }

    public string Encrypt(string plaintext) => Crypto.Encrypt(Encoding.UTF8.GetBytes(plaintext), Enumerable.Repeat(prefix++, 16).ToArray());

    public string Query(string encrypted, DateTimeOffset? at = null)
    {
        var timestamp = (at ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"?msg_signature={Crypto.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}";
    }
}
