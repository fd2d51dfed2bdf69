using System.Globalization;

namespace WeComSales.Domain;

/// <summary>A number as it stands in a text, read to its value.</summary>
/// <param name="High">Equal to <paramref name="Low"/> unless the text names a range (两三百).</param>
/// <param name="Written">True when it is written in Chinese characters.</param>
/// <param name="Scaled">True when it ends in 万, 亿, w, k or the like: a bare amount.</param>
/// <param name="Plain">True for a row of Arabic digits and nothing else.</param>
readonly record struct Numeral(int Start, int End, decimal Low, decimal High, bool Written, bool Scaled, bool Plain)
{
    public bool IsWhole => Low == decimal.Truncate(Low) && High == decimal.Truncate(High);

    public string Text => Low == High ? Show(Low) : $"{Show(Low)}-{Show(High)}";

    public static string Show(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}

/// <summary>Reads numbers of every writing: 3万5, 1,200.5, 两三百, 一万二, 二零二六, 10k.</summary>
static class NumeralReader
{
    const int MostDigits = 15;
    const string Digits = "零一二三四五六七八九";

    public static bool IsNumeral(char c) => DigitOf(c) >= 0 || UnitOf(c) > 0;

    /// <summary>The digit a Chinese character stands for, or -1.</summary>
    public static int DigitOf(char c) => c switch
    {
        '〇' or '零' => 0,
        '两' or '俩' or '倆' or '贰' or '貳' => 2,
        '仨' or '叁' => 3,
        '壹' => 1,
        '肆' => 4,
        '伍' => 5,
        '陆' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => Digits.IndexOf(c),
    };

    public static long UnitOf(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => 0,
    };

    /// <returns>Null when no number begins here.</returns>
    public static Numeral? Read(FoldedText text, int at)
    {
        var first = text.At(at);
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(text.At(at + 1)) && text.At(at - 1) != '.' && !char.IsAsciiLetterOrDigit(text.At(at - 1)))) return Arabic(text, at);
        return DigitOf(first) >= 0 || first is '十' or '拾' or '百' ? Chinese(text, at) : null;
    }

    static Numeral? Arabic(FoldedText text, int at)
    {
        var end = at;
        decimal value = 0;
        var count = 0;
        while (char.IsAsciiDigit(text.At(end)) || (text.At(end) == ',' && Grouped(text, end)))
        {
            if (text.At(end) != ',')
            {
                if (++count > MostDigits) return null;
                value = value * 10 + (text.At(end) - '0');
            }
            end++;
        }
        if (text.At(end) == '.' && char.IsAsciiDigit(text.At(end + 1)))
        {
            end++;
            for (var unit = 0.1m; char.IsAsciiDigit(text.At(end)) && ++count <= MostDigits; end++, unit /= 10) value += unit * (text.At(end) - '0');
            if (char.IsAsciiDigit(text.At(end)) || (text.At(end) == '.' && char.IsAsciiDigit(text.At(end + 1)))) return null;
        }
        return Scale(text, new(at, end, value, value, false, false, true));
    }

    static bool Grouped(FoldedText text, int comma) =>
        char.IsAsciiDigit(text.At(comma - 1)) && char.IsAsciiDigit(text.At(comma + 1)) && char.IsAsciiDigit(text.At(comma + 2))
        && char.IsAsciiDigit(text.At(comma + 3)) && !char.IsAsciiDigit(text.At(comma + 4));

    /// <summary>万, k and friends behind Arabic digits, with what colloquially follows them (3万5).</summary>
    static Numeral Scale(FoldedText text, Numeral bare)
    {
        var at = bare.End;
        if (text.At(at) is '多' or '来' or '余' && ScaleAt(text, at + 1).Factor > 1) at++;
        var (factor, length) = ScaleAt(text, at);
        if (factor >= 10_000 && text.At(at + length) is '亿' or '万' && !char.IsAsciiLetter(text.At(at))) (factor, length) = (factor * UnitOf(text.At(at + length)), length + 1);
        if (factor == 1) return Vague(text, bare);
        var end = at + length;
        var value = bare.Low * factor;
        var next = text.At(end);
        if (next is '零' or '〇' && factor >= 1000 && Read(text, end + 1) is { Scaled: false } low && low.Low == low.High && low.Low < factor / 10)
            return new(bare.Start, low.End, value + low.Low, value + low.Low, false, true, false);
        if (factor >= 1000 && text.At(end - 1) is '万' or '千' or '亿' or 'w' && (DigitOf(next) > 0 || char.IsAsciiDigit(next)))
        {
            var rest = Read(text, end);
            if (rest is { Scaled: false } tail && tail.Low == tail.High && tail.Low < factor && tail.Low > 0 && tail.IsWhole)
            {
                var tailScaled = tail.Low < 10 && tail.End == end + 1 ? tail.Low * factor / 10 : tail.Low;
                return new(bare.Start, tail.End, value + tailScaled, value + tailScaled, false, true, false);
            }
            if (rest is { Scaled: true } thousands && thousands.High < factor) return new(bare.Start, thousands.End, value + thousands.Low, value + thousands.High, false, true, false);
        }
        return Vague(text, new(bare.Start, end, value, value, false, true, false));
    }

    static Numeral Vague(FoldedText text, Numeral number) =>
        text.At(number.End) is '多' or '余' || (text.At(number.End) == '来' && number.Low >= 10 && "个块万元斤天箱台件人家号岁".Contains(text.At(number.End + 1)))
            ? number with { End = number.End + 1, Plain = false } : number;

    static (decimal Factor, int Length) ScaleAt(FoldedText text, int at)
    {
        if (text.Has(at, "百万")) return (1_000_000, 2);
        if (text.Has(at, "千万")) return (10_000_000, 2);
        if (text.Has(at, "百亿")) return (10_000_000_000, 2);
        return text.At(at) switch
        {
            '百' => (100, 1),
            '千' when text.At(at + 1) is not ('克' or '米' or '瓦' or '兆') => (1000, 1),
            '万' => (10_000, 1),
            '亿' => (100_000_000, 1),
            'w' when !char.IsAsciiLetter(text.At(at + 1)) => (10_000, 1),
            'k' when !char.IsAsciiLetter(text.At(at + 1)) => (1000, 1),
            _ => (1, 0),
        };
    }

    static Numeral? Chinese(FoldedText text, int at)
    {
        var end = at;
        while (end - at < 24 && IsNumeral(text.At(end))) end++;
        // 八百一套 is eight hundred for one set.
        if (end - at >= 2 && text.At(end - 1) == '一' && UnitOf(text.At(end - 2)) >= 100 && Measures.Contains(text.At(end))) end--;
        var row = text.Text.AsSpan(at, end - at);
        if ((row.Length >= 3 || (row.Length == 2 && text.At(end) == '折')) && !HasUnit(row)) return Row(row, at, end);
        if (Range(text, row, at, end) is { } range) return range;
        var (value, used, scaled) = Value(row);
        if (used == 0) return null;
        end = at + used;
        if (text.At(end) == '点' && DigitOf(text.At(end + 1)) >= 0 && !IsClock(text, end + 1)) return Fraction(text, at, end, value);
        if (text.At(end) is '几' && text.At(end - 1) is '十' or '零') end++;
        if (text.At(end) is '多' or '来' or '余' && UnitOf(text.At(end + 1)) >= 1000) return new(at, end + 2, value * UnitOf(text.At(end + 1)), value * UnitOf(text.At(end + 1)), true, true, false);
        if (end > at + used && UnitOf(text.At(end)) >= 1000) return new(at, end + 1, value * UnitOf(text.At(end)), value * UnitOf(text.At(end)), true, true, false);
        return Vague(text, new(at, end, value, value, true, scaled, false));
    }

    static bool HasUnit(ReadOnlySpan<char> row)
    {
        foreach (var c in row) if (UnitOf(c) > 0) return true;
        return false;
    }

    static bool IsClock(FoldedText text, int at) => text.At(at + 1) is '十' or '分' or '刻' || text.At(at) is '十' or '零';

    static Numeral? Row(ReadOnlySpan<char> row, int at, int end)
    {
        if (row.Length > MostDigits) return null;
        decimal value = 0;
        foreach (var c in row) value = value * 10 + DigitOf(c);
        return new(at, end, value, value, true, false, false);
    }

    /// <summary>两三百, 三五天, 七八十, 十七八.</summary>
    static Numeral? Range(FoldedText text, ReadOnlySpan<char> row, int at, int end)
    {
        var lead = row[0] == '十' && row.Length == 3 ? 1 : 0;
        if (row.Length < lead + 2 || DigitOf(row[lead]) is var low && low < 1 || DigitOf(row[lead + 1]) is var high && high <= low) return null;
        if (high - low > 1 && !(low == 3 && high == 5)) return null;
        decimal factor = 1;
        var used = lead + 2;
        while (used < row.Length && UnitOf(row[used]) > 0) factor *= UnitOf(row[used++]);
        if (used < row.Length) return null;
        var tens = lead * 10;
        return new(at, end, (tens + low) * factor, (tens + high) * factor, true, factor >= 1000, false);
    }

    static Numeral Fraction(FoldedText text, int at, int end, decimal whole)
    {
        end++;
        for (var unit = 0.1m; DigitOf(text.At(end)) >= 0 && unit > 0.0000001m; unit /= 10) whole += unit * DigitOf(text.At(end++));
        var scale = UnitOf(text.At(end));
        return scale < 10 ? new(at, end, whole, whole, true, false, false) : new(at, end + 1, whole * scale, whole * scale, true, scale >= 1000, false);
    }

    // What is sold or counted by the piece.
    const string Measures = "套台个箱斤只张件瓶盒包吨米平年月天晚节次条支罐人位桌间辆棵块公桶袋双把副株盆期";

    static (decimal Value, int Used, bool Scaled) Value(ReadOnlySpan<char> row)
    {
        decimal total = 0, section = 0;
        long large = 0;
        var (digit, unit, zero, i) = (-1, 1L, false, 0);
        for (; i < row.Length; i++)
        {
            var (d, u) = (DigitOf(row[i]), UnitOf(row[i]));
            if (d == 0 && (i > 0 || row.Length == 1)) (zero, digit) = (i > 0, i > 0 ? digit : 0);
            else if (d >= 0 && digit < 0) digit = d;
            else if (d >= 0) break;
            else if (u >= 10_000)
            {
                if (digit < 0 && section == 0 && total == 0) break;
                section += Math.Max(digit, 0);
                // 万亿 and 四万万 multiply what stands before them, 五亿三万 adds.
                total = u > large || section == 0 ? (total + section) * u : total + section * u;
                large = Math.Max(large, u);
                (section, digit, unit, zero) = (0, -1, u, false);
            }
            else
            {
                section += (digit < 0 ? 1 : digit) * u;
                (digit, unit, zero) = (-1, u, false);
            }
        }
        if (digit >= 0) section += unit > 10 && !zero ? digit * unit / 10 : digit;
        return (total + section, i, unit >= 10_000 || (unit == 1000 && digit > 0));
    }
}
