using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Brings a text into one canonical writing: width, case, script, dialect and common slips, in one pass with an offset map.</summary>
sealed class Folding
{
    // What a rewrite to no words at all is called in the file.
    const string Nothing = "-";
    readonly char[] letters = new char[char.MaxValue + 1];
    readonly WordFinder finder;
    readonly string[] rewritten;

    /// <param name="pairs">Two characters each: written, meant (愛爱).</param>
    /// <param name="rewrites">Words and what they stand for; both are folded first.</param>
    public Folding(IEnumerable<string> pairs, IEnumerable<KeyValuePair<string, string>> rewrites)
    {
        for (var i = 0; i < letters.Length; i++) letters[i] = Plain((char)i);
        foreach (var pair in pairs) letters[pair[0]] = pair[1];
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, meant) in rewrites) table.TryAdd(Word(word), meant == Nothing ? "" : Word(meant));
        table.Remove("");
        finder = new([.. table.Keys]);
        rewritten = [.. table.Values];
    }

    /// <summary>A word of the lexicon as it will stand in a folded text.</summary>
    public string Canonical(string word) => new(Rewrite(word, Word(word), new int[word.Length], new bool[word.Length]).Text);

    /// <summary>A word of the lexicon in canonical letters, without rewriting.</summary>
    public string Word(string word) => string.Concat(word.Where(c => !Vanishes(c)).Select(c => letters[c]));

    public FoldedText Fold(string original, Speakers speakers)
    {
        var length = original.Length;
        var text = new char[length];
        var from = new int[length];
        var loose = new bool[length];
        var count = 0;
        var gap = false;
        for (var i = 0; i < length; i++)
        {
            var c = speakers.Silent(i) ? '\n' : letters[original[i]];
            if (c == ' ' && !JoinsLatin(original, i)) c = '\0';
            if (c == '\0' || char.IsSurrogate(c) || Vanishes(c))
            {
                gap |= !Vanishes(c);
                continue;
            }
            (text[count], from[count], loose[count], gap) = (c, i, gap, false);
            count++;
        }
        return Rewrite(original, text.AsSpan(0, count), from, loose);
    }

    FoldedText Rewrite(string original, ReadOnlySpan<char> text, int[] from, bool[] loose)
    {
        var hits = new List<WordHit>();
        finder.Find(text, hits);
        var chosen = Longest(hits);
        var size = text.Length + chosen.Sum(hit => rewritten[hit.Word].Length - (hit.End - hit.Start));
        var (letters, starts, ends, gaps) = (new char[size], new int[size], new int[size], new bool[size]);
        var (at, next) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (next < chosen.Count && chosen[next].Start == i)
            {
                var hit = chosen[next++];
                foreach (var c in rewritten[hit.Word])
                    (letters[at], starts[at], ends[at], gaps[at++]) = (c, from[hit.Start], from[hit.End - 1] + 1, loose[i]);
                i = hit.End - 1;
                continue;
            }
            (letters[at], starts[at], ends[at], gaps[at++]) = (text[i], from[i], from[i] + 1, loose[i]);
        }
        return new(original, letters, starts, ends, gaps, Clauses(letters));
    }

    /// <summary>Leftmost, then longest, without overlap.</summary>
    static List<WordHit> Longest(List<WordHit> hits)
    {
        hits.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        var end = 0;
        hits.RemoveAll(hit =>
        {
            if (hit.Start < end) return true;
            end = hit.End;
            return false;
        });
        return hits;
    }

    static int[] Clauses(char[] text)
    {
        var starts = new int[text.Length];
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsMark(text, i)) (starts[i], start) = (i, i + 1);
            else starts[i] = start;
        }
        return starts;
    }

    static bool IsMark(char[] text, int i) => text[i] switch
    {
        '\n' or '。' or ';' or '!' or '?' or '…' or '~' or '、' or '(' or ')' => true,
        ',' => !(Digit(text, i - 1) && Digit(text, i + 1)),
        '.' => !(Latin(text, i - 1) && Latin(text, i + 1)),
        _ => false,
    };

    static bool Digit(char[] text, int i) => i >= 0 && i < text.Length && char.IsAsciiDigit(text[i]);

    static bool Latin(char[] text, int i) => i >= 0 && i < text.Length && char.IsAsciiLetterOrDigit(text[i]);

    static bool JoinsLatin(string text, int i)
    {
        var right = i;
        while (right < text.Length && right - i < 8 && char.IsWhiteSpace(text[right])) right++;
        return i > 0 && right < text.Length && Western(text[i - 1]) && Western(text[right]);
    }

    static bool Western(char c) => char.IsAsciiLetterOrDigit(c) || (c >= '\uFF10' && c <= '\uFF5A');

    static bool Vanishes(char c) => c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F')
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    static char Plain(char c) => c switch
    {
        '\n' or '\r' => '\n',
        '\u3000' or '\t' or '\u00A0' => ' ',
        '“' or '”' or '「' or '」' or '『' or '』' or '"' or '《' or '》' or '【' or '】' or '*' or '·' => '\0',
        '～' or '〜' => '~',
        '—' or '–' or '―' or '－' => '-',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        '￥' => '¥',
        _ when char.IsWhiteSpace(c) => ' ',
        _ when char.IsControl(c) => '\0',
        _ => char.ToLowerInvariant(c),
    };
}
