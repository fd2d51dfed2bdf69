using System.Globalization;
using System.Text.RegularExpressions;

namespace WeComSales.Domain;

/// <summary>One message of a copied chat.</summary>
/// <param name="Start">UTF-16 index of its words in the copied text.</param>
/// <param name="End">UTF-16 index behind its words.</param>
public sealed record CopiedMessage(string Name, DateTimeOffset At, int Start, int End);

/// <summary>
/// Several messages copied at once: WeCom writes each as a line with name and time, and the words below it. Some versions
/// put the date in front of the time, some only the time.
/// </summary>
public static partial class CopiedThread
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The messages in their order; empty when the text does not have this form.</summary>
    /// <param name="now">Completes times that have no date or no year; none lies behind it.</param>
    public static IReadOnlyList<CopiedMessage> Of(string text, DateTimeOffset now)
    {
        var messages = new List<CopiedMessage>();
        var heads = Head().Matches(text);
        if (heads.Count == 0 || !string.IsNullOrWhiteSpace(text[..heads[0].Index]))
        {
            return [];
        }

        for (var index = 0; index < heads.Count; index++)
        {
            var head = heads[index];
            var (start, end) = Trimmed(text, head.Index + head.Length, index + 1 < heads.Count ? heads[index + 1].Index : text.Length);
            if (Time(head, now) is not { } at)
            {
                return [];
            }

            if (start < end)
            {
                messages.Add(new(head.Groups["name"].Value.Trim(), at, start, end));
            }
        }

        return messages;
    }

    static (int Start, int End) Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return (start, end);
    }

    static DateTimeOffset? Time(Match head, DateTimeOffset now)
    {
        var local = now.ToOffset(Shanghai);
        int Number(string group, int otherwise) =>
            head.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : otherwise;
        var (year, month, day) = (Number("year", local.Year), Number("month", local.Month), Number("day", local.Day));
        if (month is < 1 or > 12 || day < 1 || year is < 2000 or > 9000 || day > DateTime.DaysInMonth(year, month)
            || Number("hour", 0) > 23 || Number("minute", 0) > 59 || Number("second", 0) > 59)
        {
            return null;
        }

        var at = new DateTimeOffset(year, month, day, Number("hour", 0), Number("minute", 0), Number("second", 0), Shanghai);
        return at <= now ? at
            : !head.Groups["month"].Success ? at.AddDays(-1)
            : !head.Groups["year"].Success ? at.AddYears(-1)
            : now;
    }

    [GeneratedRegex(
        @"^[ \t]*(?<name>[^\r\n]{1,40}?)[ \t:：]+(?:(?:(?<year>\d{4})[-/年.])?(?<month>\d{1,2})[-/月.](?<day>\d{1,2})日?[ \t]+)?(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?[ \t]*\r?$",
        RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Head();
}
