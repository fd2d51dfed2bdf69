using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class WorkCalendarTests
{
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    static readonly WorkHours WithLunch = WorkHours.Parse("09:00-12:00,13:30-18:30")!;
    static readonly WorkCalendar Calendar = new(ChineseHolidays.Shipped, WorkHours.Default, Shanghai);

    [Theory]
    [InlineData("2025-01-26", true)] // a Sunday, worked for Spring Festival
    [InlineData("2025-01-28", false)] // New Year's Eve
    [InlineData("2025-02-04", false)]
    [InlineData("2025-02-05", true)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-16", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-11-26", true)]
    [InlineData("2026-11-28", false)]
    [InlineData("2027-01-01", false)]
    [InlineData("2027-02-05", false)]
    public void Holidays_and_make_up_days_are_as_they_were_announced(string day, bool works) =>
        Calendar.IsWorkingDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(works);

    /// <summary>The announced length of each holiday, counted anew from the days.</summary>
    [Theory]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void A_year_has_the_announced_number_of_days(int year, int rest, int work)
    {
        var shipped = ChineseHolidays.Shipped.Single(one => one.Year == year);

        (shipped.Rest.Count, shipped.Work.Count).ShouldBe((rest, work));
        shipped.Fault().ShouldBeNull();
    }

    [Fact]
    public void The_statutory_days_of_2027_follow_the_lunar_calendar()
    {
        var lunar = new ChineseLunisolarCalendar();
        DateOnly Lunar(int month, int day) => DateOnly.FromDateTime(
            Enumerable.Range(0, 400).Select(offset => new DateTime(2027, 1, 1).AddDays(offset))
                .First(date => LunarMonth(lunar, date) == month && lunar.GetDayOfMonth(date) == day && lunar.GetYear(date) == 2027));

        foreach (var day in new[] { Lunar(1, 1), Lunar(1, 1).AddDays(-1), Lunar(1, 3), Lunar(5, 5), Lunar(8, 15) })
        {
            Calendar.IsWorkingDay(day).ShouldBeFalse($"{day:O}");
        }
    }

    [Fact]
    public void A_year_that_is_not_arranged_is_said_loudly()
    {
        Calendar.Doubt(2026).ShouldBeNull();
        Calendar.Doubt(2027)!.ShouldContain("2027");
        Calendar.Doubt(2027)!.ShouldContain("法定节日");
        Calendar.Doubt(2031)!.ShouldContain("没有 2031 年");
        Calendar.IsWorkingDay(new(2031, 5, 1)).ShouldBeTrue("without data, a Thursday is a Thursday");
    }

    [Theory]
    [InlineData("09:00-12:00,13:30-18:30", true)]
    [InlineData("09:00-18:30", true)]
    [InlineData("18:30-09:00", false)]
    [InlineData("09:00-12:00,12:00-18:30", false)]
    [InlineData("09:00-12:00,11:00-18:30", false)]
    [InlineData("9-12", false)]
    [InlineData("", false)]
    public void Hours_are_shifts_in_the_order_of_the_day(string text, bool fits)
    {
        var hours = WorkHours.Parse(text);

        (hours is not null).ShouldBe(fits);
        if (fits) hours!.ToString().ShouldBe(text);
    }

    [Theory]
    // Spring Festival 2026: 2-14 (Saturday) is worked, 2-15 to 2-23 is not; a day has 8 hours with lunch taken out.
    [InlineData("2026-02-12T15:00", 8, "2026-02-13T15:00")]
    [InlineData("2026-02-13T15:00", 8, "2026-02-14T15:00")]
    [InlineData("2026-02-14T15:00", 8, "2026-02-24T15:00")]
    [InlineData("2026-02-14T18:00", 1, "2026-02-24T09:30")]
    [InlineData("2026-02-13T17:00", 72, "2026-03-04T17:00")] // 2-28, a Saturday, is worked too
    [InlineData("2026-02-18T12:00", 72, "2026-03-05T18:30")]
    [InlineData("2026-02-24T11:00", 3, "2026-02-24T15:30")] // over lunch
    [InlineData("2026-12-31T18:00", 1, "2027-01-04T09:30")] // over the end of the year
    public void Seventy_two_working_hours_over_the_holiday_end_on_the_right_hour(string from, int hours, string until)
    {
        var calendar = Calendar.With(WithLunch);

        calendar.AddWorking(Local(from), TimeSpan.FromHours(hours)).ShouldBe(Local(until));
    }

    [Theory]
    [InlineData("2026-11-26T23:59", "2026-11-27T09:00")]
    [InlineData("2026-11-27T00:00", "2026-11-27T09:00")]
    [InlineData("2026-11-27T09:00", "2026-11-27T09:00")]
    [InlineData("2026-11-27T18:29", "2026-11-27T18:29")]
    [InlineData("2026-11-27T18:30", "2026-11-30T09:00")] // Friday evening
    public void Outside_of_working_time_the_next_shift_is_next(string at, string next) =>
        Calendar.NextWorking(Local(at)).ShouldBe(Local(next));

    [Fact]
    public void Adding_and_measuring_work_agree_around_midnight_year_ends_and_holidays()
    {
        foreach (var (calendar, edges) in new[]
        {
            (Calendar.With(WithLunch), Edges),
            (new WorkCalendar([], WithLunch, Berlin), ["2026-03-29T02:30", "2026-10-25T02:30", "2026-12-31T23:59"]),
        })
        {
            var moments = from edge in Gen.Elements(edges)
                          from minutes in Gen.Choose(-4000, 4000)
                          select Local(edge).AddMinutes(minutes);
            var property = Prop.ForAll(
                Arb.From(moments), Arb.From(Gen.Choose(0, 9000)),
                (from, minutes) =>
                {
                    var until = calendar.AddWorking(from, TimeSpan.FromMinutes(minutes));
                    return calendar.WorkedBetween(from, until) == TimeSpan.FromMinutes(minutes)
                        && (minutes == 0 || calendar.WorkedBetween(from, until.AddSeconds(-1)) < TimeSpan.FromMinutes(minutes))
                        && (minutes == 0 || calendar.IsWorkingDay(calendar.DayOf(until)));
                });
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
        }
    }

    [Fact]
    public void Work_is_additive_and_never_more_than_the_time_that_passed()
    {
        var calendar = Calendar.With(WithLunch);
        var property = Prop.ForAll(
            Arb.From(from edge in Gen.Elements(Edges) from minutes in Gen.Choose(-4000, 4000) select Local(edge).AddMinutes(minutes)),
            Arb.From(Gen.Choose(0, 20000)), Arb.From(Gen.Choose(0, 20000)),
            (from, first, second) =>
            {
                var (middle, end) = (from.AddMinutes(first), from.AddMinutes(first + second));
                var whole = calendar.WorkedBetween(from, end);
                return whole == calendar.WorkedBetween(from, middle) + calendar.WorkedBetween(middle, end)
                    && whole <= end - from && whole >= TimeSpan.Zero;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    static readonly string[] Edges =
        ["2025-12-31T23:59", "2026-01-01T00:00", "2026-02-14T18:30", "2026-02-24T09:00", "2026-02-28T12:00", "2026-09-30T18:30", "2026-12-31T23:59"];

    static int LunarMonth(ChineseLunisolarCalendar lunar, DateTime date)
    {
        var (month, leap) = (lunar.GetMonth(date), lunar.GetLeapMonth(lunar.GetYear(date)));
        return leap > 0 && month >= leap ? month - 1 : month;
    }

    static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
