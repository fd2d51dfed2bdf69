using System.Globalization;

namespace WeComSales.Simulator;

/// <summary>Times as the demo data writes them: <c>-35m</c> is 35 minutes ago, <c>-2d 10:32</c> the day before yesterday at 10:32 in Shanghai, <c>+38d</c> a day.</summary>
public static class RelativeTime
{
    static readonly TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Read(string text, DateTimeOffset now)
    {
        var parts = text.Split(' ');
        var amount = int.Parse(parts[0].AsSpan()[..^1], CultureInfo.InvariantCulture);
        var local = TimeZoneInfo.ConvertTime(now, shanghai);
        return (parts[0][^1], parts.Length) switch
        {
            ('m', 1) => local.AddMinutes(amount),
            ('d', 1) => new DateTimeOffset(local.Date.AddDays(amount), local.Offset),
            ('d', 2) => new DateTimeOffset(local.Date.AddDays(amount) + TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture).ToTimeSpan(), local.Offset),
            _ => throw new FormatException($"'{text}' is none of -35m, +38d and -2d 10:32."),
        };
    }
}
