using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class BabyAgeTests
{
    [Theory]
    [InlineData("2026-03-14", "2026-11-26", 8, 12)]
    [InlineData("2026-11-26", "2026-11-26", 0, 0)]
    [InlineData("2026-01-31", "2026-02-28", 1, 0)] // a shorter month ends on its last day
    [InlineData("2026-01-31", "2026-03-30", 1, 30)]
    [InlineData("2024-02-29", "2025-02-28", 12, 0)]
    [InlineData("2025-12-31", "2026-01-01", 0, 1)]
    [InlineData("2020-11-27", "2026-11-26", 71, 30)]
    public void A_baby_is_so_many_whole_months_and_days_old(string born, string today, int months, int days) =>
        BabyAge.On(Day(born), Day(today)).ShouldBe(new BabyAge(months, days, 0));

    [Theory]
    [InlineData("2026-11-27", 1, -1)]
    [InlineData("2026-12-26", 30, -1)]
    [InlineData("2026-12-27", 31, -2)]
    [InlineData("2026-11-26", 0, 0)]
    public void A_baby_that_is_expected_counts_the_days_until_then(string expected, int days, int offerMonth)
    {
        var age = BabyAge.On(Day(expected), Day("2026-11-26"));

        (age.Months, age.DaysUntil, age.IsBorn, age.OfferMonth).ShouldBe((0, days, days == 0, offerMonth));
    }

    [Fact]
    public void Whole_months_never_pass_the_day_never_fall_a_month_short_and_never_run_backwards()
    {
        var first = Day("2015-01-01").DayNumber;
        Prop.ForAll(Gen.Choose(0, 4500).ToArbitrary(), Gen.Choose(0, 4500).ToArbitrary(), (from, more) =>
        {
            var (born, today) = (DateOnly.FromDayNumber(first + from), DateOnly.FromDayNumber(first + from + more));
            var (age, tomorrow) = (BabyAge.On(born, today), BabyAge.On(born, today.AddDays(1)));
            return born.AddMonths(age.Months).AddDays(age.Days) == today
                && born.AddMonths(age.Months + 1) > today
                && age.Days is >= 0 and <= 30
                && (tomorrow.Months, tomorrow.Days).CompareTo((age.Months, age.Days)) > 0;
        }).QuickCheckThrowOnFailure();
    }

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
