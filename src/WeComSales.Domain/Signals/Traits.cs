using System.Text;

namespace WeComSales.Domain;

/// <summary>What the first step learns from: rows of signs, rows with classes of words among them, and two classes near each other.</summary>
static class Traits
{
    public const char Apart = '‥';
    const int LongestRow = 3;

    public static HashSet<string> Of(Stretch stretch)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Rows(stretch.View.Letters, false, found);
        Rows(stretch.Classes.Letters, true, found);
        foreach (var (from, to) in stretch.Classes.Pairs()) found.Add(new([stretch.Classes[from], Apart, stretch.Classes[to]]));
        return found;
    }

    /// <summary>Every row of signs that does not cross the end of a clause, and Latin words as a whole.</summary>
    static void Rows(ReadOnlySpan<char> letters, bool withClass, HashSet<string> found)
    {
        for (var start = 0; start < letters.Length; start++)
        {
            if (start > 0 && char.IsAsciiLetter(letters[start]) && char.IsAsciiLetter(letters[start - 1])) continue;
            var (end, units, classes) = (start, 0, 0);
            while (end < letters.Length && units < LongestRow)
            {
                if (end > start && letters[end - 1] == TraitView.ClauseEnd && end - 1 > start) break;
                var next = UnitEnd(letters, end);
                if (WordClasses.IsSign(letters[end])) classes++;
                end = next;
                units++;
                if (!(units == 1 && letters[start] == TraitView.ClauseEnd) && classes > 0 == withClass) found.Add(new(letters[start..end]));
            }
        }
    }

    static int UnitEnd(ReadOnlySpan<char> letters, int at)
    {
        var end = at + 1;
        if (char.IsAsciiLetter(letters[at])) while (end < letters.Length && char.IsAsciiLetter(letters[end])) end++;
        return end;
    }

    /// <summary>How a trait is called in the file: gram, class or pair.</summary>
    public static string KindOf(string trait) => trait.Contains(Apart) ? "pair" : trait.Any(WordClasses.IsSign) ? "class" : "gram";

    /// <summary>Readable: signs of classes as {name}.</summary>
    public static string Written(string trait, WordClasses classes)
    {
        var text = new StringBuilder();
        foreach (var c in trait) text.Append(WordClasses.IsSign(c) ? $"{{{classes.NameOf(c)}}}" : c.ToString());
        return text.ToString();
    }

    /// <summary>The reverse of <see cref="Written"/>; null when a class of that name is not there any more.</summary>
    public static string? Read(string written, WordClasses classes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < written.Length; at++)
        {
            var close = written[at] == '{' ? written.IndexOf('}', at) : -1;
            if (close < 0)
            {
                text.Append(written[at]);
                continue;
            }
            if (classes.SignOf(written[(at + 1)..close]) is not { } sign) return null;
            text.Append(sign);
            at = close;
        }
        return text.ToString();
    }
}
