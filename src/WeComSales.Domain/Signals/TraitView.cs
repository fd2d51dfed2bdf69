namespace WeComSales.Domain;

/// <summary>
/// A stretch of folded text as the learned part sees it: each entity is one sign of its kind, a row of digits is one sign, the end of a clause is one sign.
/// The signs are full-width forms, which folding leaves nowhere else.
/// </summary>
sealed class TraitView
{
    public const char ClauseEnd = '｜';
    const char Blank = '＿';
    const char Number = '０';
    const char PastDate = '＜';

    readonly char[] letters;
    readonly int[] starts, ends;

    /// <param name="finds">Entities of the whole text, by their starts.</param>
    public TraitView(FoldedText text, int from, int to, List<Find> finds, DateOnly today)
    {
        var capacity = to - from + 2;
        (letters, starts, ends) = (new char[capacity], new int[capacity], new int[capacity]);
        Put(ClauseEnd, from, from);
        var next = finds.Count == 0 ? 0 : First(finds, from);
        for (var at = from; at < to;)
        {
            while (next < finds.Count && finds[next].Start < at) next++;
            if (next < finds.Count && finds[next].Start == at && finds[next].End > at && finds[next].End <= to)
            {
                var find = finds[next++];
                Put(SignOf(find, today), at, find.End);
                at = find.End;
                continue;
            }
            var (sign, end) = Sign(text, at, to);
            if (!(sign == ClauseEnd && letters[Length - 1] == ClauseEnd)) Put(sign, at, end);
            at = end;
        }
        if (letters[Length - 1] != ClauseEnd) Put(ClauseEnd, to, to);
    }

    public int Length { get; private set; }

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, Length);

    /// <summary>Where in the folded text the signs [start, end) stand.</summary>
    public (int Start, int End) Place(int start, int end) => (starts[start], ends[end - 1]);

    static int First(List<Find> finds, int from)
    {
        var (low, high) = (0, finds.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (finds[middle].Start < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static (char Sign, int End) Sign(FoldedText text, int at, int to)
    {
        var c = text.Text[at];
        var end = at + 1;
        if (char.IsAsciiDigit(c))
        {
            while (end < to && char.IsAsciiDigit(text.Text[end])) end++;
            return (Number, end);
        }
        if (c == ' ') return (Blank, end);
        return text.Clauses[at] == at && c is '\n' or '。' or ';' or '!' or '…' or '~' or '、' or '(' or ')' or ',' or '.' ? (ClauseEnd, end) : (c, end);
    }

    /// <summary>True for the sign of an entity.</summary>
    public static bool IsEntity(char c) => c is '＄' or '％' or '＃' or '～' or PastDate or '＠' or '＆' or '＊' or '＋' or '＝';

    static char SignOf(Find find, DateOnly today) => find.Kind switch
    {
        EntityKind.Money => '＄',
        EntityKind.Percent => '％',
        EntityKind.Quantity => '＃',
        EntityKind.Duration => '～',
        EntityKind.Date => find.Until is { } until && until < today ? PastDate : '＠',
        EntityKind.Phone => '＆',
        EntityKind.PersonRole => '＊',
        EntityKind.Product => '＋',
        _ => '＝',
    };

    void Put(char letter, int start, int end) => (letters[Length], starts[Length], ends[Length], Length) = (letter, start, end, Length + 1);
}
