using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Dates that name their year, and the parts of a year.</summary>
sealed partial class DateScan
{
    /// <summary>2026-03-12, 2026/3/12, 2026.3.12.</summary>
    Period? Absolute(int at)
    {
        if (!char.IsAsciiDigit(text.At(at)) || Whole(at, 4) is not { } year || year is < 1900 or > 2100) return null;
        var mark = text.At(at + 4);
        if (mark is '-' or '~' or '到' or '至' && Whole(at + 5, 4) is { } until && text.At(at + 9) == '年' && until > year && until < 2100) return new(new(year, 1, 1), new(until, 12, 31), at + 10);
        if (mark is not ('-' or '/' or '.')) return null;
        var (month, next) = UpTo(at + 5);
        if (month is < 1 or > 12 || text.At(next) != mark) return null;
        var (day, end) = UpTo(next + 1);
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) && !char.IsAsciiLetterOrDigit(text.At(end)) ? Point(new(year, month, day), end) : null;
    }

    int? Whole(int at, int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit(text.At(at + i))) return null;
            value = value * 10 + text.At(at + i) - '0';
        }
        return char.IsAsciiDigit(text.At(at + count)) ? null : value;
    }

    (int Value, int End) UpTo(int at)
    {
        var (value, end) = (0, at);
        while (end < at + 2 && char.IsAsciiDigit(text.At(end))) value = value * 10 + text.At(end++) - '0';
        return (value, end);
    }

    /// <summary>明年, 2026年, 26年3月, and what may follow a year.</summary>
    Period? InYear(int at)
    {
        if (YearAt(at) is not var (year, end, certain)) return null;
        var inside = text.At(end) == '的' ? end + 1 : end;
        if (text.At(inside) == '年' && certain && text.At(inside + 1) is '底' or '末' or '初' or '中') inside++;
        if (PartOfYear(year, inside) is { } part) return part;
        if (MonthAt(inside) is var (month, monthEnd)) return InMonth(year, month, monthEnd);
        if (Holiday(inside, new(year, 1, 1)) is { } holiday) return holiday;
        return certain ? new(new(year, 1, 1), new(year, 12, 31), end) : null;
    }

    (int Year, int End, bool Certain)? YearAt(int at)
    {
        if (words.Year.ValueAt(text, at) is var (word, shift)) return (today.Year + int.Parse(shift, CultureInfo.InvariantCulture), at + word.Length, true);
        if (Whole(at, 4) is { } four && text.At(at + 4) == '年' && four is > 1900 and < 2100) return (four, at + 5, true);
        if (Whole(at, 2) is { } two && text.At(at + 2) == '年' && (two is > 9 and < 50 && MonthAt(at + 3) is not null || text.At(at) == '0')) return (2000 + two, at + 3, true);
        return NumeralReader.Read(text, at) is { Written: true } row && row.Low is > 1900 and < 2100 && text.At(row.End) == '年' ? ((int)row.Low, row.End + 1, true) : null;
    }

    Period? PartOfYear(int year, int at)
    {
        if (words.Half.ValueAt(text, at) is var (half, number))
            return number == "1" ? new(new(year, 1, 1), new(year, 6, 30), at + half.Length) : new(new(year, 7, 1), new(year, 12, 31), at + half.Length);
        if (QuarterAt(at) is var (quarter, end)) return Quarter(year, quarter, end);
        if (Nth(year, at) is { } nth) return nth;
        return text.At(at) switch
        {
            '底' or '末' => new(new(year, 11, 1), new(year, 12, 31), at + 1),
            '初' => new(new(year, 1, 1), new(year, 2, DateTime.DaysInMonth(year, 2)), at + 1),
            '中' when text.At(at + 1) is not '国' => new(new(year, 6, 1), new(year, 7, 31), at + 1),
            _ => null,
        };
    }

    /// <summary>第三个月, 第二周 of a year.</summary>
    Period? Nth(int year, int at)
    {
        if (text.At(at) != '第' || NumeralReader.Read(text, at + 1) is not { Scaled: false } n || !n.IsWhole || n.Low != n.High || n.Low < 1) return null;
        var end = text.At(n.End) == '个' ? n.End + 1 : n.End;
        if (text.At(end) == '月' && n.Low <= 12) return new(new(year, (int)n.Low, 1), new(year, (int)n.Low, DateTime.DaysInMonth(year, (int)n.Low)), end + 1);
        if (text.At(end) != '周' || n.Low > 53) return null;
        // Week 1 is the one with the year's first Thursday (ISO 8601).
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, (int)n.Low, DayOfWeek.Monday));
        return new(monday, monday.AddDays(6), end + 1);
    }

    (int Quarter, int End)? QuarterAt(int at) =>
        words.Quarter.ValueAt(text, at) is var (word, number) ? (int.Parse(number, CultureInfo.InvariantCulture), at + word.Length) : null;

    static Period Quarter(int year, int quarter, int end)
    {
        var from = new DateOnly(year, 1, 1).AddMonths(3 * (quarter - 1));
        return new(from, from.AddMonths(3).AddDays(-1), end);
    }
}
