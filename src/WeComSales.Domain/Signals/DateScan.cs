using System.Globalization;

namespace WeComSales.Domain;

/// <summary>Dates and periods relative to the day the message was sent, in Asia/Shanghai; conventions of keywords/README.md.</summary>
sealed partial class DateScan(EntityWords words, FoldedText text, DateOnly today)
{
    int? namedMonth;

    readonly record struct Period(DateOnly From, DateOnly To, int End)
    {
        public bool IsDay => From == To;
    }

    /// <summary>The date that begins here, or null.</summary>
    public Find? Read(int at)
    {
        if (Open(at) is { } open) return open;
        if ((Lunar(at) ?? Offset(at) ?? Absolute(at) ?? Marked(at) ?? InYear(at) ?? InMonth(at) ?? Week(at) ?? Day(at) ?? Holiday(at, today)) is not { } period) return BareClock(at);
        if (To(period) is { } range) period = range;
        if (period.IsDay && Clock(period.End) is var (hour, minute, end))
            return new(EntityKind.Date, $"{Iso(period.From)}T{hour:00}:{minute:00}", at, end, "日期时刻", period.To);
        return new(EntityKind.Date, period.IsDay ? Iso(period.From) : $"{Iso(period.From)}/{Iso(period.To)}", at, period.End, "日期", period.To);
    }

    /// <summary>3号到5号, 6月1日-6月30日, 三月到五月: one period.</summary>
    Period? To(Period first)
    {
        if (text.At(first.End) is not ('到' or '至' or '-' or '~')) return null;
        var next = first.End + 1;
        var own = Absolute(next) ?? InYear(next);
        if ((own ?? InMonth(next) ?? Week(next) ?? Day(next)) is not { } last) return null;
        // A year that was named goes on until another one is.
        if (own is null && first.From.Year - last.From.Year is var years && years != 0) last = last with { From = last.From.AddYears(years), To = last.To.AddYears(years) };
        if (last.To < first.From && last.To.AddYears(1) is var later && later.DayNumber - first.From.DayNumber < 366) last = last with { To = later };
        return last.To > first.From ? new(first.From, last.To, last.End) : null;
    }

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>年后 and 年前: open towards one side of the Spring Festival.</summary>
    Find? Open(int at)
    {
        if (text.At(at) is not ('年' or '节') || NumeralReader.IsNumeral(text.At(at - 1)) || char.IsAsciiDigit(text.At(at - 1)) || "今明去前后多几半来春本整月全每".Contains(text.At(at - 1))) return null;
        var festival = Festival();
        if (text.At(at) == '年' && text.At(at + 1) == '后') return new(EntityKind.Date, $"{Iso(festival)}/..", at, at + 2, "年后", DateOnly.MaxValue);
        return text.At(at) == '年' && text.At(at + 1) == '前' ? new(EntityKind.Date, $"../{Iso(festival.AddDays(-1))}", at, at + 2, "年前", festival) : null;
    }

    // The one that people speak of: until a month after it is over it is still this one.
    DateOnly Festival() => Dates("春节").Where(day => day.AddDays(30) >= today).DefaultIfEmpty(today).Min();

    IEnumerable<DateOnly> Dates(string holiday) => words.DatesOf(holiday).Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>三天后, 两个月后, 一周内, 3天前.</summary>
    Period? Offset(int at)
    {
        decimal count;
        int unitAt;
        if (text.At(at) == '半') (count, unitAt) = (0.5m, at + 1);
        else if (NumeralReader.Read(text, at) is { } n && n.Low == n.High && n.Low < 1000) (count, unitAt) = (n.Low, n.End);
        else return null;
        if (text.At(unitAt) == '个') unitAt++;
        if (words.Span.ValueAt(text, unitAt) is not var (unit, code) || unit is "分" || code[0] == 'T') return null;
        if (unit is "年" or "月" && count >= 100) return null;
        var end = unitAt + unit.Length;
        if (words.After.At(text, end) is { } after && code != "Y") return Point(Shift(count, code, 1), end + after.Length);
        if (words.Within.At(text, end) is { } within) return new(today, Shift(count, code, 1), end + within.Length);
        return words.Before.At(text, end) is { } before && code is "D" or "W" or "M" ? Point(Shift(count, code, -1), end + before.Length) : null;
    }

    static Period Point(DateOnly day, int end) => new(day, day, end);

    DateOnly Shift(decimal count, string code, int sign) => code switch
    {
        "Y" => today.AddMonths(sign * (int)(count * 12)),
        "Q" => today.AddMonths(sign * (int)(count * 3)),
        "M" => count == 0.5m ? today.AddDays(sign * 15) : today.AddMonths(sign * (int)count),
        "W" => today.AddDays(sign * (int)(count * 7)),
        _ => today.AddDays(sign * (int)count),
    };

    /// <summary>Without a year: 年底, 上半年, Q3, 下季度, 4月底, 下个月, 月初, 7月10号.</summary>
    Period? InMonth(int at)
    {
        if (words.Halfyear.ValueAt(text, at) is var (half, first)) return PartOfYear(today.Year, at) ?? (first == "1" ? new(new(today.Year, 1, 1), new(today.Year, 6, 30), at + half.Length) : null);
        if (text.At(at) == '年' && text.At(at + 1) is '底' or '末' && !NumeralReader.IsNumeral(text.At(at - 1))) return PartOfYear(today.Year, at + 1);
        if (words.Thisquarter.ValueAt(text, at) is var (word, shift)) return Quarter(today.AddMonths(3 * int.Parse(shift, CultureInfo.InvariantCulture)), at + word.Length);
        if (QuarterAt(at) is var (quarter, quarterEnd)) return Quarter(today.Year, quarter, quarterEnd);
        if (words.Month.ValueAt(text, at) is var (relative, months))
        {
            var month = today.AddMonths(int.Parse(months, CultureInfo.InvariantCulture));
            return InMonth(month.Year, month.Month, at + relative.Length);
        }
        if (MonthAt(at) is var (number, end)) return InMonth(YearOf(number), number, end);
        return text.At(at) == '月' && !NumeralReader.IsNumeral(text.At(at - 1)) && text.At(at - 1) is not '个' ? PartOfMonth(today.Year, today.Month, at + 1) : DayOfMonth(at);
    }

    static Period Quarter(DateOnly day, int end) => Quarter(day.Year, (day.Month + 2) / 3, end);

    // A month that lies more than half a year back is meant as the next one.
    int YearOf(int month) => today.Month - month > 6 ? today.Year + 1 : today.Year;

    (int Month, int End)? MonthAt(int at)
    {
        if (NumeralReader.Read(text, at) is not { Scaled: false } n || n.Low != n.High || n.Low is < 1 or > 12 || !n.IsWhole || text.At(n.End) != '月' || text.At(n.End - 1) is '俩' or '仨' or '两') return null;
        if (text.At(n.End + 1) is '结' or '租' or '费' or '付' or '供' or '饼') return null;
        return ((int)n.Low, n.End + (text.At(n.End + 1) == '份' ? 2 : 1));
    }

    Period? InMonth(int year, int month, int end)
    {
        namedMonth = month;
        var inside = text.At(end) == '的' ? end + 1 : end;
        if (PartOfMonth(year, month, inside) is { } part) return part;
        if (NumeralReader.Read(text, inside) is { Scaled: false } n && n.Low == n.High && n.Low >= 1 && n.Low <= DateTime.DaysInMonth(year, month) && n.IsWhole
            && (text.At(n.End) is '号' or '日' || (inside == end && !"个天台件箱年月点万块元%成折套份".Contains(text.At(n.End)))))
            return Point(new(year, month, (int)n.Low), n.End + (text.At(n.End) is '号' or '日' ? 1 : 0));
        if (month == 2 && (text.Has(inside, "29日") || text.Has(inside, "29号"))) return Leap(year) is var leap ? Point(new(leap, 2, 29), inside + 3) : null;
        return new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month)), end);
    }

    static int Leap(int year)
    {
        while (!DateTime.IsLeapYear(year)) year++;
        return year;
    }

    Period? PartOfMonth(int year, int month, int at)
    {
        if (words.Monthpart.ValueAt(text, at) is not var (word, days)) return null;
        var last = DateTime.DaysInMonth(year, month);
        var (from, to) = (int.Parse(days.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(days.AsSpan(3, 2), CultureInfo.InvariantCulture));
        return new(new(year, month, from), new(year, month, Math.Min(to, last)), at + word.Length);
    }

    /// <summary>18号: the month that the message has named, else the next such day.</summary>
    Period? DayOfMonth(int at)
    {
        if (NumeralReader.Read(text, at) is not { Scaled: false } n || n.Low != n.High || n.Low is < 1 or > 31 || !n.IsWhole) return null;
        if (text.At(n.End) is not ('号' or '日') || words.Nodate.At(text, n.End + 1) is not null || text.At(at - 1) is '第' or '-' or '#' or '大' or '小') return null;
        var day = (int)n.Low;
        var month = namedMonth is { } named ? new DateOnly(YearOf(named), named, 1) : new DateOnly(today.Year, today.Month, 1);
        for (var i = 0; i < 3; i++, month = month.AddMonths(1))
        {
            if (day > DateTime.DaysInMonth(month.Year, month.Month)) continue;
            var date = new DateOnly(month.Year, month.Month, day);
            if (namedMonth is not null || date >= today) return Point(date, n.End + 1);
        }
        return null;
    }

    /// <summary>周五, 下周三, 上周, 周末.</summary>
    Period? Week(int at)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (words.Week.ValueAt(text, at) is var (word, shift))
        {
            var from = monday.AddDays(7 * int.Parse(shift, CultureInfo.InvariantCulture));
            return WeekDay(from, at + word.Length) ?? (text.At(at + word.Length) is '期' or '边' && word[^1] == '周' ? null : new(from, from.AddDays(6), at + word.Length));
        }
        if (words.Weekword.At(text, at) is not { } bare || WeekDay(monday, at + bare.Length) is not { } day || text.At(at - 1) is '每' or '两' or '一') return null;
        return day.To >= today ? day : new(day.From.AddDays(7), day.To.AddDays(7), day.End);
    }

    Period? WeekDay(DateOnly monday, int at)
    {
        if (text.At(at) == '末') return new(monday.AddDays(5), monday.AddDays(6), at + 1);
        var day = "一二三四五六日天".IndexOf(text.At(at));
        return day < 0 || text.At(at + 1) is '个' or '天' or '次' ? null : Point(monday.AddDays(Math.Min(day, 6)), at + 1);
    }

    Period? Day(int at) => words.Day.ValueAt(text, at) is var (word, shift) ? Point(today.AddDays(int.Parse(shift, CultureInfo.InvariantCulture)), at + word.Length) : null;

    /// <summary>The named day on or after <paramref name="since"/>.</summary>
    Period? Holiday(int at, DateOnly since)
    {
        if (words.Holiday.ValueAt(text, at) is not var (word, name)) return null;
        if (char.IsAsciiDigit(word[0]) && (char.IsAsciiDigit(text.At(at - 1)) || char.IsAsciiLetterOrDigit(text.At(at + word.Length)) || text.At(at + word.Length) is '块' or '元' or '个' or '台' or '件')) return null;
        if (name.Length == 5 && name[2] == '-')
        {
            var day = DateOnly.ParseExact($"{since.Year:0000}-{name}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Point(day < since.AddDays(-15) ? day.AddYears(1) : day, at + word.Length);
        }
        var dates = Dates(name).Where(day => day >= since.AddDays(-15)).ToList();
        return dates.Count > 0 ? Point(dates.Min(), at + word.Length) : null;
    }

    /// <summary>上午10点, 3点半, 14:30 behind a day.</summary>
    (int Hour, int Minute, int End)? Clock(int at)
    {
        var part = words.Daypart.ValueAt(text, at);
        var start = at + (part?.Word.Length ?? 0);
        var late = part?.Value == "pm" || (part is null && text.At(at - 1) == '晚');
        if (NumeralReader.Read(text, start) is not { Scaled: false } n || n.Low != n.High || n.Low > 24 || !n.IsWhole || n.End - start > 3) return null;
        var (hour, end) = ((int)n.Low, n.End + 1);
        var minute = 0;
        if (text.At(n.End) == ':' && Whole(n.End + 1, 2) is { } colon && colon < 60) (minute, end) = (colon, n.End + 3);
        else if (text.At(n.End) is not '点') return null;
        else if (text.At(end) == '半') (minute, end) = (30, end + 1);
        else if (text.Has(end, "一刻")) (minute, end) = (15, end + 2);
        else if (text.Has(end, "钟")) end++;
        else if (NumeralReader.Read(text, end) is { } minutes && minutes.Low < 60 && minutes.IsWhole && (text.At(minutes.End) == '分' || minutes.Low >= 10)) (minute, end) = ((int)minutes.Low, minutes.End + (text.At(minutes.End) == '分' ? 1 : 0));
        if (hour == 24) return null;
        return (late && hour < 12 ? hour + 12 : hour, minute, end);
    }

    /// <summary>A clock time without a day means the day of the message, but only with a part of the day: 3点 alone may be a percent.</summary>
    Find? BareClock(int at) => words.Daypart.ValueAt(text, at) is not null && Clock(at) is var (hour, minute, end)
        ? new(EntityKind.Date, $"{Iso(today)}T{hour:00}:{minute:00}", at, end, "时刻", today) : null;
}
