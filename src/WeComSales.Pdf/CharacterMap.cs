using System.Buffers.Binary;
using static WeComSales.Pdf.TrueTypeFont;

namespace WeComSales.Pdf;

/// <summary>The <c>cmap</c> table: format 12 where the font has it (all planes), else format 4 (the basic plane).</summary>
sealed class CharacterMap
{
    const int AllPlanes = 12;
    const int BasicPlane = 4;

    readonly byte[] table;
    readonly int format;
    readonly int start;

    /// <exception cref="InvalidDataException">The font has neither format.</exception>
    public CharacterMap(byte[] table)
    {
        this.table = table;
        for (var (index, count) = (0, U16(table, 2)); index < count; index++)
        {
            var offset = (int)U32(4 + index * 8 + 4);
            var found = U16(table, offset);
            if (found is AllPlanes or BasicPlane && found > format)
            {
                (format, start) = (found, offset);
            }
        }

        if (format == 0)
        {
            throw new InvalidDataException("The font maps no Unicode characters (cmap formats 4 and 12 are understood).");
        }
    }

    public int GlyphOf(int character) => format == AllPlanes ? InAllPlanes(character) : InBasicPlane(character);

    int InAllPlanes(int character)
    {
        var (low, high) = (0, (int)U32(start + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = start + 16 + middle * 12;
            if (character < U32(group))
            {
                high = middle - 1;
            }
            else if (character > U32(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (int)(U32(group + 8) + character - U32(group));
            }
        }

        return 0;
    }

    int InBasicPlane(int character)
    {
        var segments = U16(table, start + 6) / 2;
        var (ends, starts) = (start + 14, start + 16 + segments * 2);
        var (deltas, ranges) = (starts + segments * 2, starts + segments * 4);
        for (var segment = 0; segment < segments; segment++)
        {
            if (character > U16(table, ends + segment * 2))
            {
                continue;
            }

            var first = U16(table, starts + segment * 2);
            if (character < first)
            {
                return 0;
            }

            var delta = U16(table, deltas + segment * 2);
            var range = U16(table, ranges + segment * 2);
            if (range == 0)
            {
                return (character + delta) & 0xFFFF;
            }

            var glyph = U16(table, ranges + segment * 2 + range + (character - first) * 2);
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }

    long U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(table.AsSpan(at));
}
