using System.Text;

namespace WeComSales.Pdf;

/// <summary>Breaks a text into lines: between Chinese characters anywhere, in Latin text at blanks, never before a closing mark.</summary>
static class LineBreaks
{
    const string NotFirst = "，。、；：？！）》」』”’…·%,.;:?!)]}";

    public static IEnumerable<string> Of(string text, PdfFont font, double size, double width)
    {
        var line = new List<Rune>();
        foreach (var rune in font.Drawable(text))
        {
            line.Add(rune);
            if (font.Width(string.Concat(line), size) <= width || line.Count == 1)
            {
                continue;
            }

            var cut = CutOf(line);
            yield return string.Concat(line.Take(cut)).TrimEnd();
            line = [.. line.Skip(cut).SkipWhile(Rune.IsWhiteSpace)];
        }

        if (line.Count > 0)
        {
            yield return string.Concat(line);
        }
    }

    /// <summary>How much stays on this line. A word longer than the line is cut where it ends.</summary>
    static int CutOf(List<Rune> line)
    {
        for (var cut = line.Count - 1; cut > line.Count / 2; cut--)
        {
            var (before, after) = (line[cut - 1], line[cut]);
            var isBlank = Rune.IsWhiteSpace(before) || Rune.IsWhiteSpace(after);
            if (isBlank || ((IsWide(before) || IsWide(after)) && !NotFirst.Contains(after.ToString(), StringComparison.Ordinal)))
            {
                return cut;
            }
        }

        return line.Count - 1;
    }

    static bool IsWide(Rune rune) => rune.Value >= 0x2E80;
}
