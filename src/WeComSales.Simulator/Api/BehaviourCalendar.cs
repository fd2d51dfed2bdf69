namespace WeComSales.Simulator;

/// <summary>Days as WeCom counts them: from midnight to midnight in Shanghai.</summary>
readonly struct BehaviourCalendar(DateTimeOffset now)
{
    static readonly TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public readonly record struct Day(DateOnly Date, DateTimeOffset Start)
    {
        public bool Contains(DateTimeOffset time) => time >= Start && time < Start.AddDays(1);
    }

    public DateTimeOffset LocalNow => TimeZoneInfo.ConvertTime(now, shanghai);

    public DateOnly Today => DateOnly.FromDateTime(LocalNow.DateTime);

    /// <summary>Today for 0, yesterday for 1, otherwise null.</summary>
    public Day? DayOf(int daysBack) => daysBack is 0 or 1 ? On(Today.AddDays(-daysBack)) : null;

    public Day On(DateOnly date) => new(date, new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), LocalNow.Offset));

    public Day At(long unixSeconds) => On(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(unixSeconds), shanghai).DateTime));
}
