namespace WeComSales.Domain;

/// <summary>
/// The years that are shipped. The State Council arranges a year in the November before it; a year that is not arranged
/// yet holds the days that the law fixes (全国年节及纪念日放假办法, revised 2024) and says so.
/// </summary>
public static class ChineseHolidays
{
    public static IReadOnlyList<CalendarYear> Shipped { get; } =
    [
        // Notice of 2024-11-12.
        CalendarYear.Parse(
            2025,
            "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
            "01-26 02-08 04-27 09-28 10-11",
            YearKnowledge.Published),
        // Notice of 2025-11-04.
        CalendarYear.Parse(
            2026,
            "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
            "01-04 02-14 02-28 05-09 09-20 10-10",
            YearKnowledge.Published),
        // Not arranged when this was written: New Year's Eve to the third day, 清明, 端午, 中秋 by the lunar calendar.
        CalendarYear.Parse(
            2027,
            "01-01 02-05..02-08 04-05 05-01..05-02 06-09 09-15 10-01..10-03",
            "",
            YearKnowledge.Statutory),
    ];
}
