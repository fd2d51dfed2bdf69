using System.Globalization;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>What reading a cell needs to know.</summary>
public sealed record CellContext(TimeZoneInfo Zone, DateTimeOffset Now);

/// <summary>A cell in normal form, or what is wrong with it.</summary>
public readonly record struct CellReading(string? Value, string? Fault)
{
    public static implicit operator CellReading(string value) => new(value, null);

    public static CellReading Wrong(string reason) => new(null, reason);
}

/// <summary>Reads one cell that is not empty.</summary>
public delegate CellReading Cell(string text, CellContext context);

/// <summary>The forms that cells of import files have, and how values are written back in the same form.</summary>
public static class Cells
{
    const int LongestKey = 64;
    const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.FFFzzz";
    const string DayForm = "yyyy-MM-dd";
    const string MoneyForm = "0.####";

    public static CellReading Text(string text, CellContext context) => text;

    /// <summary>An id of ours, of WeCom or of the company.</summary>
    public static CellReading Key(string text, CellContext context) =>
        text.Length <= LongestKey && !text.Any(char.IsControl) ? text : CellReading.Wrong($"最长 {LongestKey} 个字符");

    public static CellReading RoleWord(string text, CellContext context) =>
        Roles.Parse(text) is { } role ? Roles.Word(role) : CellReading.Wrong($"没有这个角色「{text}」，可以是 {Roles.Known}");

    public static CellReading Flag(string text, CellContext context) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "y" or "是" => "true",
        "0" or "false" or "no" or "n" or "否" => "false",
        _ => CellReading.Wrong($"「{text}」不是 true 或 false"),
    };

    /// <summary>A list joined by semicolons, each item once, in the order of the file.</summary>
    public static CellReading Items(string text, CellContext context) => Join(text.Split(';'));

    public static CellReading Money(string text, CellContext context) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
        && amount < 1_000_000_000_000_000m && decimal.Round(amount, 4) == amount
            ? Of(amount)
            : CellReading.Wrong($"「{text}」不是金额，例如 350000 或 350000.50");

    /// <summary>Three letters, as ISO 4217 has them.</summary>
    public static CellReading Currency(string text, CellContext context) =>
        text.Length == 3 && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : CellReading.Wrong($"「{text}」不是货币代码，例如 CNY");

    public static CellReading Day(string text, CellContext context) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Of(day)
            : CellReading.Wrong($"「{text}」不是日期，例如 2026-12-31");

    /// <summary>A day up to ten months ahead: a baby may be expected.</summary>
    public static CellReading Birthday(string text, CellContext context) => Day(text, context) is { Value: { } day } reading
        ? ToDay(day) <= DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(context.Now, context.Zone).DateTime).AddMonths(10) ? reading : CellReading.Wrong($"「{text}」太远，预产期在十个月以内")
        : Day(text, context);

    /// <summary>ISO 8601; without an offset it is in the service's time zone. Nothing can have happened in the future.</summary>
    public static CellReading PastTime(string text, CellContext context) => GivenTime.Parse(text, context.Zone) switch
    {
        null => CellReading.Wrong($"「{text}」不是时间，例如 {GivenTime.Example}"),
        { } time when time > context.Now => CellReading.Wrong($"「{text}」在将来"),
        { } time => Of(time, context.Zone),
    };

    public static string Of(DateTimeOffset? time, TimeZoneInfo zone) =>
        time is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(TimeForm, CultureInfo.InvariantCulture) : "";

    public static string Of(DateOnly? day) => day?.ToString(DayForm, CultureInfo.InvariantCulture) ?? "";

    public static string Of(decimal? amount) => amount?.ToString(MoneyForm, CultureInfo.InvariantCulture) ?? "";

    public static string Join(IEnumerable<string> items) =>
        string.Join(';', items.Select(item => item.Trim().Replace(';', '；')).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal));

    /// <summary>Back from the normal form; null for an empty cell.</summary>
    public static DateTimeOffset? ToTime(string cell) =>
        cell.Length == 0 ? null : DateTimeOffset.ParseExact(cell, TimeForm, CultureInfo.InvariantCulture);

    public static DateOnly? ToDay(string cell) =>
        cell.Length == 0 ? null : DateOnly.ParseExact(cell, DayForm, CultureInfo.InvariantCulture);

    public static decimal? ToMoney(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> ToItems(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries);

    public static string? OrNull(string cell) => cell.Length == 0 ? null : cell;
}
