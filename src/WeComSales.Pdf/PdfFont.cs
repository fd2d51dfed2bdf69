using System.Globalization;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>
/// A font as one document uses it: remembers which characters were written, so that only these are embedded. A character
/// that the font lacks is written as □, one for each that a reader would count, so that nothing else moves.
/// </summary>
public sealed class PdfFont
{
    /// <summary>What is written for a character that the font lacks.</summary>
    public static readonly Rune Missing = new('□');

    readonly Dictionary<Rune, int> numbers = [];
    readonly List<int> glyphs = [0];
    readonly List<Rune> written = [default];

    internal PdfFont(TrueTypeFont face) => Face = face;

    public TrueTypeFont Face { get; }

    /// <summary>Glyphs of the face, by their number in this document.</summary>
    internal IReadOnlyList<int> Glyphs => glyphs;

    /// <summary>The character behind each number, from 1.</summary>
    internal IReadOnlyList<Rune> Written => written;

    /// <summary>In points.</summary>
    public double Width(string text, double size) => Drawable(text).Sum(AdvanceOf) * size;

    /// <summary>The text itself, or as much of it as fits with an ellipsis behind it.</summary>
    public string Fit(string text, double size, double width)
    {
        var runes = Drawable(text);
        if (runes.Sum(AdvanceOf) * size <= width)
        {
            return string.Concat(runes);
        }

        var room = width / size - AdvanceOf(new Rune('…'));
        var kept = new StringBuilder();
        foreach (var rune in runes)
        {
            room -= AdvanceOf(rune);
            if (room < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text as it can be drawn on one line: composed, without controls, and with □ for what the font lacks.</summary>
    public IReadOnlyList<Rune> Drawable(string text)
    {
        var drawable = new List<Rune>(text.Length);
        var parts = StringInfo.GetTextElementEnumerator(Composed(text));
        while (parts.MoveNext())
        {
            AddElement(drawable, parts.GetTextElement());
        }

        return drawable;
    }

    /// <summary>Glyph numbers of this document as hexadecimal, the way a content stream shows text.</summary>
    internal string Encode(string text)
    {
        var hex = new StringBuilder(text.Length * 4);
        foreach (var rune in Drawable(text))
        {
            hex.Append(CultureInfo.InvariantCulture, $"{NumberOf(rune):X4}");
        }

        return hex.ToString();
    }

    /// <summary>Of the em.</summary>
    double AdvanceOf(Rune rune) => (double)Face.AdvanceOf(Face.GlyphOf(rune)) / Face.UnitsPerEm;

    int NumberOf(Rune rune)
    {
        if (!numbers.TryGetValue(rune, out var number))
        {
            numbers[rune] = number = glyphs.Count;
            glyphs.Add(Face.GlyphOf(rune));
            written.Add(rune);
        }

        return number;
    }

    /// <summary>A base with marks that the font lacks keeps the base; an emoji made of many parts is one □.</summary>
    void AddElement(List<Rune> drawable, string element)
    {
        var runes = element.EnumerateRunes().Where(rune => !IsFormat(rune)).ToList();
        if (runes.Count == 0)
        {
            return;
        }

        if (Rune.IsWhiteSpace(runes[0]) || Rune.GetUnicodeCategory(runes[0]) == UnicodeCategory.Control)
        {
            if (drawable.Count > 0 && drawable[^1].Value != ' ')
            {
                drawable.Add(runes[0].Value == 0x3000 ? runes[0] : new Rune(' '));
            }
        }
        else if (Face.GlyphOf(runes[0]) == 0)
        {
            drawable.Add(Missing);
        }
        else
        {
            drawable.AddRange(runes.Where(rune => Face.GlyphOf(rune) != 0));
        }
    }

    /// <summary>Directions, joiners and variants: they say how to draw, and would be drawn as boxes.</summary>
    static bool IsFormat(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    /// <summary>A text with half a surrogate cannot be composed; it is drawn as it is.</summary>
    static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
