using System.Buffers;
using System.Text.Json;

namespace WeComSales.WeCom;

/// <summary>The unsigned outside of a callback. It is read by a closed grammar of flat elements or flat JSON, so that nothing of an attacker's ever reaches an XML parser.</summary>
public static class CallbackEnvelope
{
    /// <summary>The largest body that is looked at, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    static readonly SearchValues<byte> base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    /// <summary>The XML envelope of an app callback (D90238), or the JSON one that some pages hint at.</summary>
    internal static bool TryReadApp(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> receiver, out ReadOnlySpan<byte> encrypted)
    {
        var trimmed = body.Trim(Blank);
        return (trimmed.StartsWith("{"u8) ? TryReadJson(trimmed, out receiver, out encrypted) : TryReadXml(trimmed, out receiver, out encrypted))
            && IsCipherText(encrypted);
    }

    /// <summary>The envelope of a smart bot: <c>{"encrypt":"…"}</c> (D101033).</summary>
    internal static bool TryReadBot(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> encrypted) =>
        TryReadJson(body, out _, out encrypted) && IsCipherText(encrypted);

    /// <summary>True for canonical Base64 of whole 32-byte blocks; everything else cannot have come from WeCom's padding.</summary>
    internal static bool IsCipherText(ReadOnlySpan<byte> text)
    {
        var letters = text.TrimEnd((byte)'=');
        var equals = text.Length - letters.Length;
        return text.Length > 0 && text.Length % 4 == 0 && equals <= 2
            && !letters.ContainsAnyExcept(base64)
            && (text.Length / 4 * 3 - equals) % 32 == 0;
    }

    static bool TryReadXml(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> receiver, out ReadOnlySpan<byte> encrypted)
    {
        receiver = encrypted = default;
        if (!body.StartsWith("<xml>"u8) || !body.EndsWith("</xml>"u8) || body.Length < "<xml></xml>".Length)
        {
            return false;
        }

        var rest = body[5..^6].Trim(Blank);
        while (!rest.IsEmpty)
        {
            if (!TryReadElement(ref rest, out var name, out var value)
                || !TryKeep(name, "ToUserName"u8, value, ref receiver)
                || !TryKeep(name, "Encrypt"u8, value, ref encrypted))
            {
                return false;
            }
        }

        return true;
    }

    static bool TryReadElement(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        var close = rest.IndexOf((byte)'>');
        if (rest[0] != (byte)'<' || close < 2)
        {
            return false;
        }

        name = rest[1..close];
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        rest = rest[(close + 1)..];
        return TryReadContent(ref rest, out value) && TryReadClose(ref rest, name);
    }

    static bool TryReadContent(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        var inner = rest.TrimStart(Blank);
        if (inner.StartsWith("<![CDATA["u8))
        {
            inner = inner[9..];
            var end = inner.IndexOf("]]>"u8);
            if (end < 0)
            {
                return false;
            }

            value = inner[..end];
            rest = inner[(end + 3)..].TrimStart(Blank);
            return true;
        }

        var next = rest.IndexOf((byte)'<');
        if (next < 0 || rest[..next].Contains((byte)'&'))
        {
            return false;
        }

        value = rest[..next].Trim(Blank);
        rest = rest[next..];
        return true;
    }

    static bool TryReadClose(scoped ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> name)
    {
        if (!rest.StartsWith("</"u8) || !rest[2..].StartsWith(name) || rest.Length <= name.Length + 2 || rest[name.Length + 2] != (byte)'>')
        {
            return false;
        }

        rest = rest[(name.Length + 3)..].TrimStart(Blank);
        return true;
    }

    static bool TryReadJson(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> receiver, out ReadOnlySpan<byte> encrypted)
    {
        receiver = encrypted = default;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 1 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                var value = Text(ref reader);
                if (!TryKeep(name, "ToUserName"u8, value, ref receiver) || !TryKeep(name, "tousername"u8, value, ref receiver)
                    || !TryKeep(name, "Encrypt"u8, value, ref encrypted) || !TryKeep(name, "encrypt"u8, value, ref encrypted))
                {
                    return false;
                }
            }

            return !reader.Read();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException) // an unpaired surrogate escape is the latter
        {
            return false;
        }
    }

    // Some serialisers write the slash of Base64 as \/.
    static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var plain = new byte[reader.ValueSpan.Length];
        return plain.AsSpan(0, reader.CopyString(plain));
    }

    static bool TryKeep(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> value, ref ReadOnlySpan<byte> slot)
    {
        if (!name.SequenceEqual(wanted))
        {
            return true;
        }

        var first = slot.IsEmpty;
        slot = value;
        return first && !value.IsEmpty;
    }
}
