using System.Globalization;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>Cuts texts to what WeCom takes, at the end of a whole character as people see it, with an ellipsis inside the limit.</summary>
public static class TextLimit
{
    const string Ellipsis = "…";

    /// <summary>At most <paramref name="max"/> characters. Counted in UTF-16 units, the strictest of the ways in which a server may count.</summary>
    public static string Chars(string text, int max) => text.Length <= max ? text : Cut(text, max, Ellipsis.Length, static part => part.Length);

    /// <summary>At most <paramref name="max"/> bytes of UTF-8.</summary>
    public static string Bytes(string text, int max) =>
        Encoding.UTF8.GetByteCount(text) <= max ? text : Cut(text, max, Encoding.UTF8.GetByteCount(Ellipsis), static part => Encoding.UTF8.GetByteCount(part));

    static string Cut(string text, int max, int ellipsis, Func<ReadOnlySpan<char>, int> size)
    {
        var kept = 0;
        var room = max - ellipsis;
        while (kept < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text, kept);
            room -= size(text.AsSpan(kept, next));
            if (room < 0)
            {
                break;
            }

            kept += next;
        }

        return string.Concat(text.AsSpan(0, kept).TrimEnd(), Ellipsis);
    }
}
