namespace WeComSales.Domain;

/// <summary>
/// Working days and working time in one time zone. Days are local days, never dates of UTC; instants are compared as
/// instants, so that a change of the clock in the night neither adds nor loses work.
/// </summary>
public sealed class WorkCalendar
{
    readonly Dictionary<int, CalendarYear> years;
    readonly WorkHours hours;

    /// <param name="years">Of a year that is given twice the last one counts.</param>
    public WorkCalendar(IEnumerable<CalendarYear> years, WorkHours hours, TimeZoneInfo zone)
    {
        this.years = years.GroupBy(year => year.Year).ToDictionary(group => group.Key, group => group.Last());
        this.hours = hours;
        Zone = zone;
    }

    WorkCalendar(WorkCalendar other, WorkHours hours) => (years, this.hours, Zone) = (other.years, hours, other.Zone);

    public TimeZoneInfo Zone { get; }

    /// <summary>The same days with other hours, such as those in which cards may be sent.</summary>
    public WorkCalendar With(WorkHours other) => new(this, other);

    public YearKnowledge Knows(int year) => years.TryGetValue(year, out var known) ? known.Knowledge : YearKnowledge.Unknown;

    /// <summary>What has to be said loudly about a year whose days off are not known; null when they are.</summary>
    public string? Doubt(int year) => Knows(year) switch
    {
        YearKnowledge.Published => null,
        YearKnowledge.Statutory => $"{year} 年的放假安排还没有录入，现在只按法定节日计算，调休和连休未计入",
        _ => $"没有 {year} 年的放假安排，现在只按周一至周五计算",
    };

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The instant of a local time; a time that the clock skips is the first one after the gap.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public bool IsWorkingDay(DateOnly day) =>
        (years.TryGetValue(day.Year, out var year) ? year : CalendarYear.Unknown(day.Year)).IsWorkingDay(day);

    /// <summary>The first working day after <paramref name="day"/>.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!IsWorkingDay(day));
        return day;
    }

    public bool IsWorking(DateTimeOffset at) => NextWorking(at) == at;

    /// <summary>The instant itself when people work, else the beginning of the next shift.</summary>
    public DateTimeOffset NextWorking(DateTimeOffset at) => From(DayOf(at)).Where(span => span.To > at).Select(span => Later(span.From, at)).First();

    /// <summary>Working time between two instants; zero when the second is not later.</summary>
    public TimeSpan WorkedBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        foreach (var (start, end) in From(DayOf(from)).TakeWhile(span => span.From < to))
        {
            var inside = Earlier(end, to) - Later(start, from);
            worked += inside > TimeSpan.Zero ? inside : TimeSpan.Zero;
        }

        return worked;
    }

    /// <summary>The first instant by which <paramref name="work"/> has been worked since <paramref name="from"/>.</summary>
    public DateTimeOffset AddWorking(DateTimeOffset from, TimeSpan work)
    {
        if (work <= TimeSpan.Zero)
        {
            return from;
        }

        foreach (var (start, end) in From(DayOf(from)))
        {
            var begin = Later(start, from);
            if (end <= begin)
            {
                continue;
            }

            if (end - begin >= work)
            {
                return begin + work;
            }

            work -= end - begin;
        }

        throw new InvalidOperationException("The working days never end.");
    }

    /// <summary>All shifts from a day on, in their order, without end: a year has more working days than days off.</summary>
    IEnumerable<(DateTimeOffset From, DateTimeOffset To)> From(DateOnly day)
    {
        for (; ; day = day.AddDays(1))
        {
            if (!IsWorkingDay(day))
            {
                continue;
            }

            foreach (var shift in hours.Shifts)
            {
                yield return (At(day, shift.From), At(day, shift.To));
            }
        }
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
