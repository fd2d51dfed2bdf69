namespace WeComSales.Domain;

/// <summary>On which days there is a brief and when it ends. Days are local days of the calendar's zone.</summary>
/// <param name="At">The end of a day's brief, 18:00 unless set otherwise.</param>
/// <param name="EveryDay">Weekends and holidays too.</param>
public sealed record BriefDays(WorkCalendar Calendar, TimeOnly At, bool EveryDay)
{
    /// <summary>More days are not caught up with: whoever was away so long looks at the page.</summary>
    public const int MostMissed = 20;

    public bool Has(DateOnly day) => EveryDay || Calendar.IsWorkingDay(day);

    public DateTimeOffset EndOf(DateOnly day) => Calendar.At(day, At);

    /// <summary>The newest day whose brief has ended by <paramref name="now"/>.</summary>
    public DateOnly Newest(DateTimeOffset now)
    {
        var day = Calendar.DayOf(now);
        return EndOf(day) <= now && Has(day) ? day : Before(day);
    }

    /// <summary>The day with a brief before this one.</summary>
    public DateOnly Before(DateOnly day)
    {
        do
        {
            day = day.AddDays(-1);
        }
        while (!Has(day));
        return day;
    }

    public DateOnly After(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!Has(day));
        return day;
    }

    /// <summary>Days after <paramref name="last"/> whose briefs have ended by now, oldest first, at most the newest <see cref="MostMissed"/>.</summary>
    public IReadOnlyList<DateOnly> Since(DateOnly last, DateTimeOffset now)
    {
        var days = new List<DateOnly>();
        for (var day = Newest(now); day > last && days.Count < MostMissed; day = Before(day))
        {
            days.Insert(0, day);
        }

        return days;
    }

    /// <summary>Up to here something counts as due tomorrow: the end of the next working day.</summary>
    public DateTimeOffset DueUntil(DateOnly day) => Calendar.At(Calendar.NextWorkingDay(day).AddDays(1), TimeOnly.MinValue);
}
