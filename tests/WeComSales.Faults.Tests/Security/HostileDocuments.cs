using System.Text;

namespace WeComSales.Faults.Tests;

/// <summary>Documents that make a careless parser open a file, call somebody, or work for minutes.</summary>
static class HostileDocuments
{
    const int Depth = 10_000;
    const string Message = "<xml><MsgType>text</MsgType><Content>你好</Content></xml>";

    /// <param name="bait">The address and the file that the entities name.</param>
    public static IEnumerable<(string Kind, byte[] Document)> All(Bait bait) =>
        [.. Entities(bait).Concat(Bombs()).Select(one => (one.Kind, Encoding.UTF8.GetBytes(one.Document))), .. Encodings(bait)];

    static IEnumerable<(string Kind, string Document)> Entities(Bait bait)
    {
        yield return ("a DTD of its own", "<!DOCTYPE xml [<!ENTITY a \"a\">]><xml><MsgType>&a;</MsgType></xml>");
        yield return ("a DTD elsewhere", $"<!DOCTYPE xml SYSTEM \"{bait.Address}\">{Message}");
        yield return ("a public DTD elsewhere", $"<!DOCTYPE xml PUBLIC \"-//W3C//DTD\" \"{bait.Address}\">{Message}");
        yield return ("an entity elsewhere", External(bait.Address.AbsoluteUri));
        yield return ("an entity in a file", External(bait.File.AbsoluteUri));
        yield return ("an entity by a path", External(bait.File.LocalPath));
        yield return ("a parameter entity elsewhere", $"<!DOCTYPE xml [<!ENTITY % p SYSTEM \"{bait.Address}\">%p;]>{Message}");
        yield return ("a parameter entity in a file", $"<!DOCTYPE xml [<!ENTITY % p SYSTEM \"{bait.File.AbsoluteUri}\">%p;]>{Message}");
        yield return ("an entity that nobody declared", "<xml><MsgType>text</MsgType><Content>&x;</Content></xml>");
        yield return ("a DTD behind a declaration", $"<?xml version=\"1.0\"?>\n{External(bait.Address.AbsoluteUri)}");
        yield return ("a DTD behind a comment", $"<!-- -->{External(bait.Address.AbsoluteUri)}");
    }

    static IEnumerable<(string Kind, string Document)> Bombs()
    {
        yield return ("a billion laughs", Laughs("SYSTEM \"x\" [", "]"));
        yield return ("a billion laughs inside", Laughs("[", "]"));
        yield return ("a quadratic bomb", $"<!DOCTYPE xml [<!ENTITY a \"{new string('a', 20_000)}\">]><xml><MsgType>{Repeat("&a;", 1_000)}</MsgType></xml>");
        yield return ("a depth of ten thousand, open", Repeat("<a>", Depth));
        yield return ("a depth of ten thousand, closed", Repeat("<a>", Depth) + Repeat("</a>", Depth));
        yield return ("ten thousand levels with an attribute", "<xml>" + Repeat("<a b='c'>", Depth));
        yield return ("more than 64 KB of one text", $"<xml><MsgType>{new string('a', 70_000)}");
        yield return ("a name of 40,000 letters", $"<xml><{new string('a', 40_000)}></xml>");
        yield return ("a JSON depth of ten thousand", Repeat("{\"a\":", Depth) + "1" + new string('}', Depth));
    }

    /// <summary>A parser that believes a declaration, a mark or half a byte sees a DTD where the filter before it saw none.</summary>
    static IEnumerable<(string Kind, byte[] Document)> Encodings(Bait bait)
    {
        var dtd = External(bait.Address.AbsoluteUri);
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            yield return ($"{encoding.WebName} with its mark", [.. encoding.GetPreamble(), .. encoding.GetBytes(dtd)]);
            yield return ($"{encoding.WebName} without", encoding.GetBytes(dtd));
            yield return ($"{encoding.WebName} behind a declaration in UTF-8", [.. Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding.WebName}\"?>"), .. encoding.GetBytes(dtd)]);
        }

        foreach (var name in new[] { "utf-7", "utf-16", "utf-32", "ibm037", "no-such-encoding" })
        {
            yield return ($"UTF-8 declared as {name}", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{dtd}"));
        }

        yield return ("UTF-7", Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"utf-7\"?>" + dtd.Replace("<", "+ADw-", StringComparison.Ordinal).Replace(">", "+AD4-", StringComparison.Ordinal)));
        yield return ("UTF-7 with its mark", Encoding.ASCII.GetBytes("+/v8-" + dtd.Replace("<", "+ADw-", StringComparison.Ordinal)));
        yield return ("an overlong <", [.. Overlong(dtd)]);
        yield return ("a UTF-8 mark and a DTD", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(dtd)]);
        yield return ("half a character", [.. Encoding.UTF8.GetBytes("<xml><MsgType>text</MsgType><Content>"), 0xE4, 0xBD, .. Encoding.UTF8.GetBytes("</Content></xml>")]);
    }

    /// <summary>Every &lt; as two bytes that say the same to a decoder without a check.</summary>
    static IEnumerable<byte> Overlong(string text) => Encoding.ASCII.GetBytes(text).SelectMany(letter => letter == '<' ? (byte[])[0xC0, 0xBC] : [letter]);

    static string External(string where) => $"<!DOCTYPE xml [<!ENTITY x SYSTEM \"{where}\">]><xml><MsgType>text</MsgType><Content>&x;</Content></xml>";

    static string Laughs(string begin, string end)
    {
        var bomb = new StringBuilder($"<!DOCTYPE xml {begin}<!ENTITY a0 \"lol\">");
        for (var level = 1; level <= 10; level++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{level} \"{Repeat($"&a{level - 1};", 10)}\">");
        }

        return bomb.Append(end).Append("><xml><MsgType>&a10;</MsgType></xml>").ToString();
    }

    static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
