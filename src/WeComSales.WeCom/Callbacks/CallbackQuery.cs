using System.Buffers;
using System.Globalization;

namespace WeComSales.WeCom;

/// <summary>The query of a callback, taken from the raw string of the URL: a form decoder would turn the bare + of a Base64 echostr into a space.</summary>
readonly record struct CallbackQuery(string? Signature, string? Timestamp, string? Nonce, string? Echo)
{
    const int MaxChars = 8 * 1024;
    static readonly TimeSpan window = TimeSpan.FromMinutes(10);
    static readonly SearchValues<char> lowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Null when a value is repeated, malformed or missing (the echo may be missing).</summary>
    public static CallbackRefusal? Read(ReadOnlySpan<char> raw, out CallbackQuery query)
    {
        query = default;
        if (raw.Length > MaxChars)
        {
            return CallbackRefusal.TooLarge;
        }

        var rest = raw.TrimStart('?');
        foreach (var range in rest.Split('&'))
        {
            if (!TryKeep(rest[range], ref query))
            {
                return CallbackRefusal.Shape;
            }
        }

        return query.IsShaped ? null : CallbackRefusal.Shape;
    }

    /// <summary>True when the timestamp is within ten minutes of now. A filter only: the signature does not bind it to its role.</summary>
    public bool IsFresh(DateTimeOffset now) =>
        (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp!, CultureInfo.InvariantCulture))).Duration() <= window;

    bool IsShaped =>
        Signature is { Length: 40 } && !Signature.AsSpan().ContainsAnyExcept(lowerHex)
        && Timestamp is { Length: 10 } && !Timestamp.AsSpan().ContainsAnyExceptInRange('0', '9')
        && Nonce is { Length: >= 1 and <= 32 } && !Nonce.AsSpan().ContainsAnyExceptInRange('!', '~');

    // False when the value was given before: then nobody can say which one was signed.
    static bool TryKeep(ReadOnlySpan<char> pair, ref CallbackQuery query)
    {
        var equals = pair.IndexOf('=');
        if (equals < 0)
        {
            return true;
        }

        var before = query;
        var value = Uri.UnescapeDataString(pair[(equals + 1)..]);
        switch (pair[..equals])
        {
            case "msg_signature": query = before with { Signature = value }; return before.Signature is null;
            case "timestamp": query = before with { Timestamp = value }; return before.Timestamp is null;
            case "nonce": query = before with { Nonce = value }; return before.Nonce is null;
            // Base64 has no blanks: one here is a + that somebody on the way has decoded.
            case "echostr": query = before with { Echo = value.Replace(' ', '+') }; return before.Echo is null;
            default: return true;
        }
    }
}
