using System.Text;

namespace WeComSales.WeCom;

/// <summary>A callback that was verified.</summary>
/// <param name="Message">Its record.</param>
/// <param name="Plaintext">All that was decrypted, as it came.</param>
/// <param name="Key">By this a repeat is known.</param>
/// <param name="Nonce">The nonce of the URL, which the answer to a bot's callback must repeat.</param>
public sealed record ReadCallback(CallbackMessage Message, ReadOnlyMemory<byte> Plaintext, CallbackKey Key, string Nonce);

/// <summary>Either a callback or why it was refused.</summary>
public readonly record struct CallbackReading(ReadCallback? Callback, CallbackRefusal? Refusal)
{
    public static implicit operator CallbackReading(CallbackRefusal refusal) => new(null, refusal);

    public static implicit operator CallbackReading(ReadCallback callback) => new(callback, null);
}

/// <summary>Either the bytes to answer a URL verification with, as they are, or why it was refused.</summary>
public readonly record struct EchoReading(ReadOnlyMemory<byte> Echo, CallbackRefusal? Refusal);

/// <summary>Judges callbacks in one fixed order: size, shape, time, signature, decryption, receiver, content (reliability rule 6). Nothing throws for what a stranger sent.</summary>
/// <param name="crypto">Token, key and receive id of the receiving app or bot.</param>
/// <param name="appId">What tells this app from another in the content key: the agent id or the bot's id.</param>
public sealed class CallbackReader(CallbackCrypto crypto, string appId)
{
    const int SecondsPerMinute = 60;

    /// <summary>WeCom sends some twenty digits to be echoed.</summary>
    const int LongestEcho = 64;

    /// <summary>Answers the GET by which WeCom verifies the URL of an app or a bot (D90238).</summary>
    /// <param name="rawQuery">The query string as it stands in the URL, still percent-encoded.</param>
    /// <param name="now">The instant of receipt.</param>
    public EchoReading Verify(ReadOnlySpan<char> rawQuery, DateTimeOffset now)
    {
        if (CallbackQuery.Read(rawQuery, out var query) is { } refused)
        {
            return new(default, refused);
        }

        var echo = Encoding.UTF8.GetBytes(query.Echo ?? "");
        var refusal = CallbackEnvelope.IsCipherText(echo) ? Open(query, echo, now, out var plain) : Refuse(CallbackRefusal.Shape, out plain);
        return refusal is null && !IsEcho(plain) ? new(default, CallbackRefusal.Parse) : new(plain, refusal);
    }

    /// <summary>A signature of a GET is one of a POST too: what is no short word would be a message, decrypted for whoever caught it on its way.</summary>
    static bool IsEcho(ReadOnlySpan<byte> plain) => plain.Length is > 0 and <= LongestEcho && !plain.ContainsAny("<{"u8);

    /// <summary>Reads the POST of an app callback (D90238): XML, or JSON with the same names.</summary>
    /// <param name="rawQuery">The query string as it stands in the URL, still percent-encoded.</param>
    /// <param name="body">The body as it was received.</param>
    /// <param name="now">The instant of receipt.</param>
    public CallbackReading ReadApp(ReadOnlySpan<char> rawQuery, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (body.Length > CallbackEnvelope.MaxBytes)
        {
            return CallbackRefusal.TooLarge;
        }

        if (CallbackQuery.Read(rawQuery, out var query) is { } refused)
        {
            return refused;
        }

        if (!CallbackEnvelope.TryReadApp(body, out var receiver, out var encrypted) || !receiver.SequenceEqual(crypto.ReceiveId))
        {
            return CallbackRefusal.Shape;
        }

        if (Open(query, encrypted, now, out var plain) is { } refusal)
        {
            return refusal;
        }

        return CallbackMessage.Read(plain) is { } message
            ? new ReadCallback(message, plain, CallbackKey.Of(plain, appId, message.CreateTime), query.Nonce!)
            : CallbackRefusal.Parse;
    }

    /// <summary>Reads the POST of a smart bot (D101033, D100719).</summary>
    /// <param name="rawQuery">The query string as it stands in the URL, still percent-encoded.</param>
    /// <param name="body">The body as it was received.</param>
    /// <param name="now">The instant of receipt; its minute is the ordered part of the key, since bot messages have no create time.</param>
    public CallbackReading ReadBot(ReadOnlySpan<char> rawQuery, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (body.Length > CallbackEnvelope.MaxBytes)
        {
            return CallbackRefusal.TooLarge;
        }

        if (CallbackQuery.Read(rawQuery, out var query) is { } refused)
        {
            return refused;
        }

        if (!CallbackEnvelope.TryReadBot(body, out var encrypted))
        {
            return CallbackRefusal.Shape;
        }

        if (Open(query, encrypted, now, out var plain) is { } refusal)
        {
            return refusal;
        }

        if (BotMessage.Read(plain) is not { } message)
        {
            return CallbackRefusal.Parse;
        }

        var seconds = now.ToUnixTimeSeconds();
        var content = message.Head.MsgId is { Length: > 0 } id ? Encoding.UTF8.GetBytes($"{message.Kind}\n{id}\n") : plain;
        return new ReadCallback(message, plain, CallbackKey.Of(content, appId, (uint)(seconds - seconds % SecondsPerMinute)), query.Nonce!);
    }

    CallbackRefusal? Open(in CallbackQuery query, ReadOnlySpan<byte> encrypted, DateTimeOffset now, out byte[] plain)
    {
        plain = [];
        if (!query.IsFresh(now))
        {
            return CallbackRefusal.Stale;
        }

        return crypto.Verify(query.Signature, query.Timestamp, query.Nonce, encrypted)
            ? crypto.Decrypt(encrypted, out plain)
            : CallbackRefusal.Signature;
    }

    static CallbackRefusal Refuse(CallbackRefusal refusal, out byte[] plain)
    {
        plain = [];
        return refusal;
    }
}
