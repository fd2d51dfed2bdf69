using System.Globalization;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>
/// Words that others wrote (a nickname, a title), for a text message or markdown: there an <c>a</c> element or a pair of
/// brackets is a link, and would be one in our name. Cards show their words as they are and need none of this.
/// </summary>
public static class PlainWords
{
    /// <summary>A name or a title; what is longer is cut.</summary>
    public const int Longest = 60;

    const string Marks = "<>&[]()";

    /// <summary>Without the marks of links, without control and direction characters; line breaks become spaces.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, Longest * 4));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                kept.Append(' ');
            }
            else if (!Turns(rune.Value) && !(rune.IsAscii && Marks.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                kept.Append(rune);
            }
        }

        return TextLimit.Chars(kept.ToString().Trim(), Longest);
    }

    /// <summary>Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).</summary>
    static bool Turns(int character) => character is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
