using System.Globalization;
using System.Text;

namespace WeComSales.Faults.Tests;

/// <summary>Requests made from good callbacks by somebody who does not have the token.</summary>
static class Mutants
{
    /// <summary>As many as wanted; every kind in turn, each from another good callback.</summary>
    public static IEnumerable<(string Kind, byte[] Request)> Unsigned(Sender sender, DateTimeOffset now, int count, string host, Random dice)
    {
        for (var made = 0; made < count;)
        {
            var good = sender.Sign(sender.Text("rep-1", now, made, $"第{made}条"), now);
            foreach (var (kind, mutant) in OfOne(good, now, dice).Take(count - made))
            {
                made++;
                yield return (kind, mutant.Request(Wire.CallbackPath, host));
            }

            foreach (var (kind, body) in Envelopes(good).Take(count - made))
            {
                made++;
                yield return (kind, Raw(good.Query, Encoding.UTF8.GetBytes(body), host));
            }
        }
    }

    /// <summary>What even the holder of the token must not get in: signed, and wrong inside.</summary>
    public static IEnumerable<(string Kind, byte[] Request)> Signed(Sender sender, DateTimeOffset now, string host, Random dice)
    {
        var strangers = new Sender("wwanothercorp00001", Wire.Token, Wire.Key, dice.Next());
        yield return ("another corp inside", (strangers.Sign(sender.Text("rep-1", now, 1, "x"), now) with { Receiver = Wire.CorpId }).Request(Wire.CallbackPath, host));
        yield return ("a DTD", sender.Sign("<!DOCTYPE xml [<!ENTITY a \"a\">]><xml><MsgType>&a;</MsgType></xml>", now).Request(Wire.CallbackPath, host));
        yield return ("not a message", sender.Sign("hello", now).Request(Wire.CallbackPath, host));
        foreach (var length in new[] { 32, 64, 512 })
        {
            var noise = new byte[length];
            dice.NextBytes(noise);
            yield return ("noise", sender.SignCipher(Convert.ToBase64String(noise), now).Request(Wire.CallbackPath, host));
        }
    }

    static IEnumerable<(string, SignedCallback)> OfOne(SignedCallback good, DateTimeOffset now, Random dice)
    {
        yield return ("signature bit", good with { Signature = Flipped(good.Signature, dice) });
        yield return ("timestamp bit", good with { Timestamp = Flipped(good.Timestamp, dice) });
        yield return ("nonce bit", good with { Nonce = Flipped(good.Nonce, dice) });
        yield return ("cipher bit", good with { Encrypted = Flipped(good.Encrypted, dice) });
        yield return ("receiver bit", good with { Receiver = Flipped(good.Receiver, dice) });
        yield return ("upper-case signature", good with { Signature = good.Signature.ToUpperInvariant() });
        yield return ("short signature", good with { Signature = good.Signature[..39] });
        yield return ("another second", good with { Timestamp = Seconds(now.AddSeconds(dice.Next(1, 600))) });
        yield return ("an old timestamp", good with { Timestamp = Seconds(now.AddMinutes(-11)) });
        yield return ("roles swapped", good with { Timestamp = good.Nonce, Nonce = good.Timestamp });
        yield return ("cipher longer", good with { Encrypted = good.Encrypted + good.Encrypted[..44] });
        yield return ("cipher shorter", good with { Encrypted = good.Encrypted[..^44] });
        yield return ("not Base64", good with { Encrypted = good.Encrypted[..^4] + "!*()" });
        yield return ("a blank in the cipher", good with { Encrypted = good.Encrypted.Insert(20, " ") });
        yield return ("glue padding", good with { Encrypted = good.Encrypted + "AAAA" });
        yield return ("no cipher", good with { Encrypted = "" });
        yield return ("a long nonce", good with { Nonce = new string('9', 33) });
        foreach (var split in Splits(good))
        {
            yield return ("split elsewhere", split);
        }
    }

    /// <summary>The signature joins its parts without a mark between them: the same digits split elsewhere verify too.</summary>
    static IEnumerable<SignedCallback> Splits(SignedCallback good)
    {
        foreach (var digits in new[] { good.Timestamp + good.Nonce, good.Nonce + good.Timestamp })
        {
            for (var at = 1; at < digits.Length; at++)
            {
                if (digits[..at] != good.Timestamp && digits[..at] != good.Nonce)
                {
                    yield return good with { Timestamp = digits[..at], Nonce = digits[at..] };
                }
            }
        }
    }

    static IEnumerable<(string, string)> Envelopes(SignedCallback good)
    {
        var body = Encoding.UTF8.GetString(good.Body);
        yield return ("two ciphers", body.Replace("</xml>", "<Encrypt>AAAA</Encrypt></xml>", StringComparison.Ordinal));
        yield return ("a DTD around it", "<!DOCTYPE xml [<!ENTITY a \"a\">]>" + body);
        yield return ("an entity bomb", "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + body.Replace("</xml>", "&b;</xml>", StringComparison.Ordinal));
        yield return ("cut off", body[..(body.Length / 2)]);
        yield return ("empty", "");
        yield return ("only a brace", "{");
        yield return ("deep JSON", new string('[', 2_000));
        yield return ("too large", body.Replace("</xml>", new string(' ', 70_000) + "</xml>", StringComparison.Ordinal));
    }

    /// <summary>A callback's request around any body.</summary>
    public static byte[] Raw(string query, byte[] body, string host) =>
    [
        .. Encoding.ASCII.GetBytes($"POST {Wire.CallbackPath}{query} HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    /// <summary>One of the seven low bits of one character; the query percent-encodes whatever comes out.</summary>
    static string Flipped(string text, Random dice)
    {
        var characters = text.ToCharArray();
        characters[dice.Next(characters.Length)] ^= (char)(1 << dice.Next(7));
        return new string(characters);
    }

    static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
