using System.Globalization;

namespace WeComSales.Domain;

/// <summary>How well a year's days off are known.</summary>
public enum YearKnowledge
{
    /// <summary>The government's arrangement for the year, make-up days included.</summary>
    Published,

    /// <summary>Only the days that the law fixes; make-up days and bridges are not arranged yet.</summary>
    Statutory,

    /// <summary>Nothing: Monday to Friday count as working days.</summary>
    Unknown,
}

/// <summary>One year as the State Council arranges it: weekdays off, weekend days to work.</summary>
/// <param name="Rest">Days off, weekends among them or not.</param>
/// <param name="Work">Weekend days on which people work (调休).</param>
public sealed record CalendarYear(int Year, IReadOnlySet<DateOnly> Rest, IReadOnlySet<DateOnly> Work, YearKnowledge Knowledge)
{
    const int MostDays = 80;

    /// <summary>A year about which nothing is known.</summary>
    public static CalendarYear Unknown(int year) => new(year, new HashSet<DateOnly>(), new HashSet<DateOnly>(), YearKnowledge.Unknown);

    /// <summary>Reads days written as <c>01-01..01-03 04-05</c>.</summary>
    /// <exception cref="FormatException">Something is no day of that year.</exception>
    public static CalendarYear Parse(int year, string rest, string work, YearKnowledge knowledge) =>
        new(year, Days(year, rest), Days(year, work), knowledge);

    /// <summary>What is wrong with it, in words for an administrator; null when it can be used.</summary>
    public string? Fault() =>
        Rest.Concat(Work).Any(day => day.Year != Year) ? $"有不属于 {Year} 年的日期"
        : Rest.Overlaps(Work) ? $"{Rest.Intersect(Work).Min():yyyy-MM-dd} 既放假又上班"
        : Work.Any(day => !IsWeekend(day)) ? $"{Work.First(day => !IsWeekend(day)):yyyy-MM-dd} 不是周末，不需要调休上班"
        : Rest.Count + Work.Count > MostDays ? $"放假和调休共 {Rest.Count + Work.Count} 天，最多 {MostDays} 天"
        : null;

    /// <summary>The days off as <see cref="Parse"/> reads them.</summary>
    public string RestText => Text(Rest);

    public string WorkText => Text(Work);

    public bool IsWorkingDay(DateOnly day) => Work.Contains(day) || (!IsWeekend(day) && !Rest.Contains(day));

    static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Days in a row as one span.</summary>
    static string Text(IReadOnlySet<DateOnly> days)
    {
        var spans = days.Where(day => !days.Contains(day.AddDays(-1))).Order().Select(first =>
        {
            var last = first;
            while (days.Contains(last.AddDays(1)))
            {
                last = last.AddDays(1);
            }

            return first == last ? $"{first:MM-dd}" : $"{first:MM-dd}..{last:MM-dd}";
        });
        return string.Join(' ', spans);
    }

    static HashSet<DateOnly> Days(int year, string text)
    {
        var days = new HashSet<DateOnly>();
        foreach (var part in text.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split("..");
            for (var day = Day(year, ends[0]); day <= Day(year, ends[^1]); day = day.AddDays(1))
            {
                days.Add(day);
            }
        }

        return days;
    }

    static DateOnly Day(int year, string text) => DateOnly.ParseExact($"{year}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
