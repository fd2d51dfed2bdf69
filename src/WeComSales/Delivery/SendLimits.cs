using WeComSales.Data;

namespace WeComSales.Delivery;

/// <summary>
/// How many messages a person may get. WeCom drops silently above 30 a minute and 1,000 an hour (D90236), so we stay
/// below with room for what others send; both windows slide.
/// </summary>
public static class SendLimits
{
    public const int PerMinute = 25;
    public const int PerHour = 900;

    /// <summary>Null: it may go now. Otherwise the instant at which the oldest send leaves the full window.</summary>
    public static DateTimeOffset? WaitUntil(RecentSends recent) =>
        recent.LastHour >= PerHour ? recent.OldestInHour?.AddHours(1)
        : recent.LastMinute >= PerMinute ? recent.OldestInMinute?.AddMinutes(1)
        : null;
}
