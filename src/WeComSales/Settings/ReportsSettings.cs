using System.Globalization;

namespace WeComSales;

/// <summary>The daily brief: when it ends, over how long it is released, and what counts (product.md F4).</summary>
/// <param name="At">In the service's time zone; the brief of a day ends here.</param>
/// <param name="Spread">Members get it spread over so much time.</param>
/// <param name="LongCall">A call counts when it is longer.</param>
/// <param name="EveryDay">On weekends and holidays too.</param>
public sealed record ReportsSettings(TimeOnly At, TimeSpan Spread, TimeSpan LongCall, bool EveryDay)
{
    public static ReportsSettings Read(SettingsReader reader) => new(
        reader.Optional<TimeOnly>("Reports:At", "18:00", "一天中的时间，例如 18:00", IsTime),
        reader.Optional<TimeSpan>("Reports:SpreadSeconds", "180", "0 到 900 秒", (string text, out TimeSpan value) => IsSeconds(text, 900, out value)),
        reader.Optional<TimeSpan>("Reports:LongCallSeconds", "180", "0 到 3600 秒", (string text, out TimeSpan value) => IsSeconds(text, 3600, out value)),
        reader.Optional<bool>("Reports:Days", "working", "working（工作日）或 every（每天）", IsEvery));

    static bool IsEvery(string text, out bool value)
    {
        value = text == "every";
        return value || text == "working";
    }

    static bool IsTime(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    static bool IsSeconds(string text, int most, out TimeSpan value)
    {
        var reads = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= most;
        value = TimeSpan.FromSeconds(seconds);
        return reads;
    }
}
