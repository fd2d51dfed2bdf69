using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The days off and the make-up days of each year: what is shipped, and what an administrator entered since.</summary>
public sealed class WorkYears(Tx tx)
{
    /// <summary>A year that was entered wins over the shipped one.</summary>
    public async Task<IReadOnlyList<CalendarYear>> All()
    {
        var entered = (await tx.All<Row>("select year, rest, work from calendar_years order by year")).Select(row => row.Known).ToList();
        return [.. ChineseHolidays.Shipped.ExceptBy(entered.Select(year => year.Year), year => year.Year), .. entered];
    }

    /// <summary>The years that an administrator entered.</summary>
    public async Task<IReadOnlyList<int>> Entered() => await tx.All<int>("select year from calendar_years order by year");

    /// <param name="rest">Days as <see cref="CalendarYear.Parse"/> reads them; checked by the caller.</param>
    public async Task Put(int year, string rest, string work, string by, DateTimeOffset now)
    {
        await tx.Put(
            "update calendar_years set rest = @Rest, work = @Work, by_userid = @ByUserid, changed_at = @ChangedAt where year = @Year",
            "calendar_years", "year", "year, rest, work, by_userid, changed_at",
            new { Year = year, Rest = rest, Work = work, ByUserid = by, ChangedAt = now });
        await tx.Stalls.EverythingChanged();
    }

    sealed class Row
    {
        public required int Year { get; init; }
        public required string Rest { get; init; }
        public required string Work { get; init; }

        public CalendarYear Known
        {
            get
            {
                try
                {
                    return CalendarYear.Parse(Year, Rest, Work, YearKnowledge.Published);
                }
                catch (FormatException broken)
                {
                    throw new InvalidOperationException($"The year {Year} in calendar_years cannot be read.", broken);
                }
            }
        }
    }
}
