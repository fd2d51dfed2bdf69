using System.Text;

namespace WeComSales.Pdf.Tests;

public sealed class FontTests
{
    static readonly TrueTypeFont font = TrueTypeFont.Open(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC-Regular.ttf"));

    [Fact]
    public void A_part_of_a_font_is_a_font_with_the_same_outlines_and_widths()
    {
        int[] glyphs = [0, .. "日报 ABC éñ 😀Ω".EnumerateRunes().Select(font.GlyphOf).Where(glyph => glyph > 0)];
        var part = FontSubset.Of(font, glyphs);
        var offsets = Table(part, "loca");
        for (var number = 0; number < glyphs.Length; number++)
        {
            var outline = font.Outline(glyphs[number]);
            var length = U32(offsets, number * 4 + 4) - U32(offsets, number * 4);
            length.ShouldBe((outline.Length + 3) & ~3);
            System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(Table(part, "hmtx").AsSpan(number * 4)).ShouldBe((ushort)font.AdvanceOf(glyphs[number]));
        }
    }

    [Fact]
    public void Parts_of_composite_glyphs_come_along()
    {
        // Glyph 3 is made of 2 and 1; both are moved two bytes at a time, the first with a scale.
        byte[] simple = [.. font.Outline(font.GlyphOf(new Rune('日')))];
        byte[] composite = [0xFF, 0xFF, .. new byte[8], 0, 0x2A, 0, 2, 0, 0, 0x40, 0, 0, 0, 0, 1, 0, 0];
        var made = new TrueTypeFont(Font(simple, simple, composite));
        var part = FontSubset.Of(made, [0, 3]);
        var (offsets, outlines) = (Table(part, "loca"), Table(part, "glyf"));
        (offsets.Length / 4 - 1).ShouldBe(4);
        var moved = outlines.AsSpan(U32(offsets, 4));
        (moved[13], moved[21]).ShouldBe(((byte)2, (byte)3));
        outlines.AsSpan(U32(offsets, 8), simple.Length).ToArray().ShouldBe(simple);
    }

    /// <summary>A font whose glyphs from 1 on have these outlines.</summary>
    static byte[] Font(params byte[][] outlines)
    {
        var (offsets, glyphs) = (new List<byte> { 0, 0, 0, 0, 0, 0, 0, 0 }, new List<byte>());
        foreach (var outline in outlines)
        {
            glyphs.AddRange(outline);
            glyphs.AddRange(new byte[(4 - outline.Length % 4) % 4]);
            offsets.AddRange(BitConverter.GetBytes(glyphs.Count).Reverse());
        }

        byte[] Copy(string tag) => font.Table(tag).ToArray();
        var head = Copy("head");
        head[51] = 1;
        return FontSubset.Assemble(new(StringComparer.Ordinal)
        {
            ["head"] = head, ["hhea"] = Copy("hhea"), ["hmtx"] = Copy("hmtx"), ["maxp"] = Copy("maxp"), ["cmap"] = Copy("cmap"), ["name"] = Copy("name"),
            ["loca"] = [.. offsets], ["glyf"] = [.. glyphs],
        });
    }

    [Fact]
    public void The_sum_over_the_file_is_what_the_specification_says()
    {
        var part = FontSubset.Of(font, [0, font.GlyphOf(new Rune('日'))]);
        var sum = 0u;
        for (var at = 0; at < part.Length; at += 4)
        {
            sum = unchecked(sum + (uint)U32(part, at));
        }

        sum.ShouldBe(0xB1B0AFBA);
    }

    [Fact]
    public void Something_else_is_refused()
    {
        Should.Throw<InvalidDataException>(() => new TrueTypeFont([1, 2, 3]));
        Should.Throw<InvalidDataException>(() => new TrueTypeFont(new byte[200]));
    }

    static byte[] Table(byte[] file, string tag)
    {
        for (var record = 12; ; record += 16)
        {
            if (Encoding.ASCII.GetString(file, record, 4) == tag)
            {
                return file.AsSpan(U32(file, record + 8), U32(file, record + 12)).ToArray();
            }
        }
    }

    static int U32(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
