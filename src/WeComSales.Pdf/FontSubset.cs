using System.Buffers.Binary;
using System.Text;
using static WeComSales.Pdf.TrueTypeFont;

namespace WeComSales.Pdf;

/// <summary>
/// The part of a font that a document uses, as a font file of its own: glyphs renumbered in the order of their first use,
/// with the parts that composite glyphs are made of. PDF maps characters itself, so there is no <c>cmap</c> (ISO 32000-1, 9.9).
/// </summary>
static class FontSubset
{
    const int ArgumentsAreWords = 1, HasScale = 8, MoreComponents = 32, HasTwoScales = 64, HasMatrix = 128;
    const int CompositeHead = 10;
    const uint WholeFileSum = 0xB1B0AFBA;
    static readonly string[] hints = ["cvt ", "fpgm", "prep"];

    /// <param name="glyphs">Glyphs of the font; their places here are their new numbers. The first must be 0, the missing glyph.</param>
    public static byte[] Of(TrueTypeFont font, IReadOnlyList<int> glyphs)
    {
        var numbers = new List<int>(glyphs);
        var outlines = new List<byte[]>();
        var partNumbers = new Dictionary<int, int>();
        // Parts are appended while the list is walked, and parts of parts with them.
        for (var index = 0; index < numbers.Count; index++)
        {
            outlines.Add(Renumbered(font.Outline(numbers[index]).ToArray(), part =>
            {
                if (!partNumbers.TryGetValue(part, out var number))
                {
                    partNumbers[part] = number = numbers.Count;
                    numbers.Add(part);
                }

                return number;
            }));
        }

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = Head(font),
            ["hhea"] = WithU16(font.Table("hhea"), 34, numbers.Count),
            ["hmtx"] = Metrics(font, numbers),
            ["maxp"] = WithU16(font.Table("maxp"), 4, numbers.Count),
            ["loca"] = Offsets(outlines),
            ["glyf"] = Joined(outlines),
        };
        foreach (var hint in hints.Where(tag => font.Table(tag).Length > 0))
        {
            tables[hint] = font.Table(hint).ToArray();
        }

        return Assemble(tables);
    }

    static byte[] Renumbered(byte[] outline, Func<int, int> renumber)
    {
        if (outline.Length == 0 || I16(outline, 0) >= 0)
        {
            return outline;
        }

        for (var (at, more) = (CompositeHead, true); more;)
        {
            var flags = U16(outline, at);
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)renumber(U16(outline, at + 2)));
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            more = (flags & MoreComponents) != 0;
        }

        return outline;
    }

    /// <summary>With long offsets, and the sum over the file still to be written.</summary>
    static byte[] Head(TrueTypeFont font)
    {
        var head = WithU16(font.Table("head"), 50, 1);
        head.AsSpan(8, 4).Clear();
        return head;
    }

    static byte[] WithU16(ReadOnlySpan<byte> table, int at, int value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)value);
        return copy;
    }

    static byte[] Metrics(TrueTypeFont font, List<int> glyphs)
    {
        var table = new byte[glyphs.Count * 4];
        for (var index = 0; index < glyphs.Count; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(index * 4), (ushort)font.AdvanceOf(glyphs[index]));
            BinaryPrimitives.WriteInt16BigEndian(table.AsSpan(index * 4 + 2), (short)font.LeftBearingOf(glyphs[index]));
        }

        return table;
    }

    static byte[] Offsets(List<byte[]> outlines)
    {
        var table = new byte[(outlines.Count + 1) * 4];
        for (var (index, offset) = (0, 0u); index < outlines.Count; index++)
        {
            offset += (uint)Padded(outlines[index].Length);
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan((index + 1) * 4), offset);
        }

        return table;
    }

    static byte[] Joined(List<byte[]> outlines)
    {
        var table = new byte[outlines.Sum(outline => Padded(outline.Length))];
        var at = 0;
        foreach (var outline in outlines)
        {
            outline.CopyTo(table, at);
            at += Padded(outline.Length);
        }

        return table;
    }

    internal static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        const int record = 16;
        var count = tables.Count;
        var power = (int)Math.Pow(2, Math.Floor(Math.Log2(count)));
        var file = new byte[12 + count * record + tables.Values.Sum(table => Padded(table.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        WriteU16(file, 4, count);
        WriteU16(file, 6, power * record);
        WriteU16(file, 8, (int)Math.Log2(power));
        WriteU16(file, 10, (count - power) * record);
        var (at, entry, head) = (12 + count * record, 12, 0);
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file, at);
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Sum(file.AsSpan(at, Padded(table.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 8), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 12), (uint)table.Length);
            head = tag == "head" ? at : head;
            (at, entry) = (at + Padded(table.Length), entry + record);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(WholeFileSum - Sum(file)));
        return file;
    }

    static void WriteU16(byte[] file, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)value);

    static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
        }

        return sum;
    }

    static int Padded(int length) => (length + 3) & ~3;
}
