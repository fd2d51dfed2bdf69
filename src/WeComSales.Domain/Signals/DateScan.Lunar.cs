using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Days of the lunar calendar (腊月二十, 农历三月初三), and a month and a day between which only a mark stands (5/20).</summary>
sealed partial class DateScan
{
    // From the arithmetic of the calendar alone, the same everywhere; it ends in the year 2101.
    static readonly ChineseLunisolarCalendar Moon = new();
    static readonly DateOnly LastMoon = new(2099, 12, 31);
    // What has just passed is meant as past, as with feasts.
    const int JustPassed = 15;

    /// <summary>正月, 腊月二十, 农历八月十五, 阴历二月初二: the coming one.</summary>
    Period? Lunar(int at)
    {
        var named = text.Has(at, "农历") || text.Has(at, "阴历") || text.Has(at, "旧历") ? 2 : 0;
        if (LunarMonth(at + named, named > 0) is not var (month, end) || today > LastMoon || today.Year < 1905) return null;
        var day = LunarDay(end);
        var last = text.At(end) is '底' or '末' or '尾';
        var until = day?.End ?? (last ? end + 1 : end);
        for (var year = Moon.GetYear(today.ToDateTime(TimeOnly.MinValue)) - 1; year < Moon.GetYear(today.ToDateTime(TimeOnly.MinValue)) + 2; year++)
        {
            var number = Moon.GetLeapMonth(year) is var leap and > 0 && month >= leap ? month + 1 : month;
            var length = Moon.GetDaysInMonth(year, number);
            if (day?.Day > length) continue;
            var from = Solar(year, number, day?.Day ?? (last ? 25 : 1));
            var to = day is null ? Solar(year, number, length) : from;
            if (to >= today.AddDays(-JustPassed)) return new(from, to, until);
        }
        return null;
    }

    static DateOnly Solar(int year, int month, int day) => DateOnly.FromDateTime(Moon.ToDateTime(year, month, day, 0, 0, 0, 0));

    (int Month, int End)? LunarMonth(int at, bool named)
    {
        if (text.At(at + 1) == '月' && "正冬腊".IndexOf(text.At(at)) is var word and >= 0) return (word == 0 ? 1 : word + 10, at + 2);
        return named && NumeralReader.Read(text, at) is { Scaled: false, IsWhole: true } n && n.Low == n.High && n.Low is >= 1 and <= 12 && text.At(n.End) == '月' ? ((int)n.Low, n.End + 1) : null;
    }

    (int Day, int End)? LunarDay(int at)
    {
        if (text.At(at) is '初' && "一二三四五六七八九十".IndexOf(text.At(at + 1)) is var first and >= 0) return (first + 1, at + 2);
        if (text.At(at) == '廿') return "一二三四五六七八九".IndexOf(text.At(at + 1)) is var more and >= 0 ? (21 + more, at + 2) : (20, at + 1);
        if (NumeralReader.Read(text, at) is not { Scaled: false, IsWhole: true } n || n.Low != n.High || n.Low is < 1 or > 30 || text.At(n.End) is '个' or '天') return null;
        return ((int)n.Low, text.At(n.End) is '号' or '日' ? n.End + 1 : n.End);
    }

    /// <summary>5/20, 5.20 and 5-20 where words around them speak of a day: 5.20 alone may be a price, 1/2 a share, 3-5 a range.</summary>
    Period? Marked(int at)
    {
        if (!char.IsAsciiDigit(text.At(at)) || text.At(at - 1) is '.' or '/' or '-' or ':' or '第' or '±' || char.IsAsciiLetterOrDigit(text.At(at - 1))) return null;
        var (month, middle) = UpTo(at);
        var mark = text.At(middle);
        if (mark is not ('/' or '.' or '-') || month is < 1 or > 12) return null;
        var (day, end) = UpTo(middle + 1);
        if (end == middle + 1 || char.IsAsciiLetterOrDigit(text.At(end)) || text.At(end) is '.' or '/' or '-' && char.IsAsciiDigit(text.At(end + 1))) return null;
        var year = YearOf(month);
        if (day < 1 || day > DateTime.DaysInMonth(year, month) || !SaysDay(at, end, mark, day)) return null;
        return Point(new(year, month, day), end + (mark != '-' && text.At(end) is '号' or '日' ? 1 : 0));
    }

    bool SaysDay(int at, int end, char mark, int day)
    {
        if (words.Datetail.At(text, end) is not null || words.Datelead.Before(text, at) is not null) return true;
        return mark == '/' && (day > 12 || text.At(end) is '号' or '日') && words.Unit.At(text, end) is null && text.At(end) is not ('块' or '元' or '%' or '折' or '米');
    }
}
