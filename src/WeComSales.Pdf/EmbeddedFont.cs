using System.Globalization;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>A font in the file: Type 0 with Identity-H, so that a text is the numbers of its glyphs, and ToUnicode, so that it can be copied and searched (9.7, 9.10).</summary>
static class EmbeddedFont
{
    const int Symbolic = 4;
    const int MostRanges = 100;

    public static int Write(PdfFile file, PdfFont font, string tag)
    {
        var face = font.Face;
        var name = $"{tag}+{face.Name}";
        var subset = FontSubset.Of(face, font.Glyphs);
        var program = file.AddStream($"/Length1 {subset.Length}", subset);
        int Scaled(int units) => (int)Math.Round(units * 1000.0 / face.UnitsPerEm);
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {Symbolic} /FontBBox [{string.Join(' ', face.Box.Select(Scaled))}] /ItalicAngle 0 "
            + $"/Ascent {Scaled(face.Ascent)} /Descent {Scaled(face.Descent)} /CapHeight {Scaled(face.CapHeight)} /StemV {(face.Weight >= 600 ? 120 : 80)} /FontFile2 {program} 0 R >>");
        var widths = string.Join(' ', font.Glyphs.Select(glyph => Scaled(face.AdvanceOf(glyph))));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /DW 1000 /W [0 [{widths}]] /CIDToGIDMap /Identity >>");
        var unicode = file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode(font)));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    static string ToUnicode(PdfFont font)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var chunk in font.Written.Select((rune, number) => (rune, number)).Skip(1).Chunk(MostRanges))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (rune, number) in chunk)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
