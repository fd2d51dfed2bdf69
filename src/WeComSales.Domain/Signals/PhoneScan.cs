namespace WeComSales.Domain;

/// <summary>Telephone numbers, written or spoken, and the rows of digits that are neither phone nor amount.</summary>
static class PhoneScan
{
    const int LongestNumber = 20;

    /// <param name="next">Where to go on when nothing was found here.</param>
    public static Find? Read(EntityWords words, FoldedText text, int at, out int next)
    {
        next = at + 1;
        var c = text.At(at);
        if (c != '+' && !char.IsAsciiDigit(c) && Spoken(c) < 0) return null;
        if (at > 0 && (char.IsAsciiLetterOrDigit(text.At(at - 1)) || Spoken(text.At(at - 1)) >= 0 || text.At(at - 1) is '-' or '/' or '_')) return null;
        Span<char> digits = stackalloc char[LongestNumber];
        var (count, end) = (0, at + (c == '+' ? 1 : 0));
        for (var i = end; i < text.Length && count < LongestNumber; i++)
        {
            var digit = Digit(text.At(i));
            if (digit >= 0) (digits[count++], end) = ((char)('0' + digit), i + 1);
            else if (!(text.At(i) is ' ' or '-' && i == end && Digit(text.At(i + 1)) >= 0)) break;
        }
        if (count == LongestNumber)
        {
            // A longer row is no number at all; it is stepped over as a whole, or each of its signs would be a beginning.
            while (Digit(text.At(end)) >= 0) end++;
            next = end;
            return null;
        }
        if (char.IsAsciiLetter(text.At(end)) || NumeralReader.UnitOf(text.At(end)) > 0) return null;
        var named = Named(words, text, at);
        if (!IsPhone(digits[..count], c == '+', named)) return null;
        return new(EntityKind.Phone, AreaEnd(text, at) is { } area ? $"{digits[..area]}-{digits[area..count]}" : new(digits[..count]), at, end, "电话");
    }

    // 0512-66889900 keeps the dash behind its area, as it is written.
    static int? AreaEnd(FoldedText text, int at)
    {
        if (text.At(at) != '0') return null;
        for (var length = 3; length <= 4; length++) if (text.At(at + length) == '-') return length;
        return null;
    }

    /// <summary>The index behind a code, a model or an order number that begins here; null when these digits may mean something.</summary>
    public static int? CodeEnd(EntityWords words, FoldedText text, int at)
    {
        var (start, end) = (at, at);
        while (end < text.Length && IsCode(text.At(end)) && !(text.At(end) is '.' or ',' or ':' or '/' && !char.IsAsciiLetterOrDigit(text.At(end + 1)))) end++;
        var before = text.At(start - 1);
        var glued = char.IsAsciiLetter(before) && words.Sign.ValueBefore(text, start) is null;
        if (glued && !(before is 'q' && text.At(start + 1) is not ('-' or '0'))) return end;
        var run = at;
        while (char.IsAsciiDigit(text.At(run))) run++;
        if (run - at > 8 && words.Currency.ValueAt(text, run) is null) return end;
        if (Numbered(words, text, at)) return end;
        if (char.IsAsciiLetter(text.At(run)) && !Measured(words, text, run)) return end;
        return text.At(run) == '-' && char.IsAsciiDigit(text.At(run + 1)) && HasLetter(text, run, end) ? end : null;
    }

    static bool HasLetter(FoldedText text, int from, int to)
    {
        for (var i = from; i < to; i++) if (char.IsAsciiLetter(text.At(i)) && !(text.At(i) is 'w' or 'k' && i == to - 1)) return true;
        return false;
    }

    static bool Measured(EntityWords words, FoldedText text, int at) =>
        words.Unit.At(text, at) is not null || words.Currency.ValueAt(text, at) is not null
        || (text.At(at) is 'w' or 'k' && !char.IsAsciiLetterOrDigit(text.At(at + 1))) || (text.At(at) is 'w' or 'k' && char.IsAsciiDigit(text.At(at + 1)));

    static bool IsCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.' or '#';

    static bool Named(EntityWords words, FoldedText text, int at) => Led(words.Phoneword, text, at);

    static bool Numbered(EntityWords words, FoldedText text, int at) => Led(words.Codeword, text, at);

    static bool Led(WordSet words, FoldedText text, int at)
    {
        for (var end = at; end > at - 4 && end > 0; end--)
        {
            if (words.Before(text, end) is not null) return true;
            if (text.At(end - 1) is not (':' or '是' or '为' or ' ' or ',' or '#' or '我')) return false;
        }
        return false;
    }

    static bool IsPhone(ReadOnlySpan<char> d, bool plus, bool named) => d.Length switch
    {
        11 when d[0] == '1' && d[1] >= '3' => true,
        13 when d is ['8', '6', '1', ..] => true,
        10 when d is ['4', '0', '0', ..] or ['8', '0', '0', ..] or ['0', '9', ..] => true,
        10 or 11 or 12 when d[0] == '0' && d[1] is >= '1' and <= '9' => true,
        >= 7 and <= 13 => named || (plus && d.Length >= 9),
        _ => false,
    };

    static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : Spoken(c);

    static int Spoken(char c) => c is '幺' or '妖' ? 1 : c is '两' or '十' or '俩' or '仨' ? -1 : NumeralReader.DigitOf(c);
}
