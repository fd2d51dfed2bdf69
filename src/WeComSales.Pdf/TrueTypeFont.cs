using System.Buffers.Binary;
using System.Text;

namespace WeComSales.Pdf;

/// <summary>
/// A TrueType font as it lies in its file: which glyph a character has, how wide it is, and its outline's bytes. Names of
/// tables and fields are those of the OpenType specification 1.9.
/// </summary>
public sealed class TrueTypeFont
{
    readonly byte[] file;
    readonly Dictionary<string, (int Offset, int Length)> tables = [];
    readonly CharacterMap characters;
    readonly int wideGlyphs;
    readonly bool longOffsets;

    /// <exception cref="InvalidDataException">Not a TrueType font with outlines in <c>glyf</c>, or cut off.</exception>
    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        try
        {
            ReadDirectory();
            var head = Table("head");
            UnitsPerEm = U16(head, 18);
            Box = [I16(head, 36), I16(head, 38), I16(head, 40), I16(head, 42)];
            longOffsets = I16(head, 50) == 1;
            var hhea = Table("hhea");
            Ascent = I16(hhea, 4);
            Descent = I16(hhea, 6);
            wideGlyphs = U16(hhea, 34);
            GlyphCount = U16(Table("maxp"), 4);
            CapHeight = tables.ContainsKey("OS/2") && Table("OS/2") is { Length: >= 90 } os2 ? I16(os2, 88) : Ascent;
            Weight = tables.ContainsKey("OS/2") ? U16(Table("OS/2"), 4) : 400;
            Name = ReadName();
            characters = new CharacterMap(Table("cmap").ToArray());
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("Not a TrueType font, or cut off.", broken);
        }
    }

    /// <summary>The PostScript name.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }

    /// <summary>400 is regular, 600 semi-bold.</summary>
    public int Weight { get; }

    internal int GlyphCount { get; }

    /// <summary>xMin, yMin, xMax, yMax of all glyphs, in font units.</summary>
    internal IReadOnlyList<int> Box { get; }

    public static TrueTypeFont Open(string path) => new(File.ReadAllBytes(path));

    /// <summary>0 when the font has no glyph for this character.</summary>
    public int GlyphOf(Rune character) => characters.GlyphOf(character.Value);

    /// <summary>In font units.</summary>
    public int AdvanceOf(int glyph) => U16(Table("hmtx"), Math.Min(glyph, wideGlyphs - 1) * 4);

    internal int LeftBearingOf(int glyph) => glyph < wideGlyphs
        ? I16(Table("hmtx"), glyph * 4 + 2)
        : I16(Table("hmtx"), wideGlyphs * 4 + (glyph - wideGlyphs) * 2);

    /// <summary>Empty for a glyph without ink.</summary>
    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        var (start, end) = (OffsetOf(glyph), OffsetOf(glyph + 1));
        return Table("glyf")[start..end];
    }

    /// <summary>A table whole; empty when the font does not have it.</summary>
    internal ReadOnlySpan<byte> Table(string tag) =>
        tables.TryGetValue(tag, out var place) ? file.AsSpan(place.Offset, place.Length) : [];

    int OffsetOf(int glyph) => longOffsets
        ? (int)BinaryPrimitives.ReadUInt32BigEndian(Table("loca")[(glyph * 4)..])
        : U16(Table("loca"), glyph * 2) * 2;

    void ReadDirectory()
    {
        for (var (index, count) = (0, U16(file, 4)); index < count; index++)
        {
            var record = file.AsSpan(12 + index * 16, 16);
            tables[Encoding.ASCII.GetString(record[..4])] =
                ((int)BinaryPrimitives.ReadUInt32BigEndian(record[8..]), (int)BinaryPrimitives.ReadUInt32BigEndian(record[12..]));
        }

        foreach (var needed in new[] { "head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf" })
        {
            _ = tables[needed];
        }
    }

    string ReadName()
    {
        const int postScriptName = 6;
        var name = Table("name");
        for (var index = 0; index < U16(name, 2); index++)
        {
            var record = name[(6 + index * 12)..];
            if (U16(record, 6) == postScriptName)
            {
                var text = name.Slice(U16(name, 4) + U16(record, 10), U16(record, 8));
                return U16(record, 0) == 1 ? Encoding.ASCII.GetString(text) : Encoding.BigEndianUnicode.GetString(text);
            }
        }

        return "Font";
    }

    internal static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    internal static int I16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
}
