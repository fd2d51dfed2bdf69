using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Stalls;

/// <summary>What counts at a moment: the version of the rules, the calendar for thresholds, the hours for cards.</summary>
public sealed record StallTerms(StallRuleVersion Version, WorkCalendar Calendar, WorkCalendar Sending)
{
    public StallRules Rules => Version.Rules;

    public static async Task<StallTerms> At(Tx tx, AppSettings settings, DateTimeOffset at) =>
        Of(await tx.StallRules.At(at) ?? First(settings, at), await tx.WorkYears.All(), settings.TimeZone);

    public static StallTerms Of(StallRuleVersion version, IReadOnlyList<CalendarYear> years, TimeZoneInfo zone)
    {
        var calendar = new WorkCalendar(years, WorkHours.Parse(version.Rules.WorkHours)!, zone);
        return new(version, calendar, calendar.With(WorkHours.Parse(version.Rules.SendHours)!));
    }

    /// <summary>Version 1 is what the settings say at the first scan; from then on the database decides.</summary>
    public static StallRuleVersion First(AppSettings settings, DateTimeOffset now) =>
        new(1, settings.Rules.Stalls, now, StallRuleVersion.Settings, null);
}
