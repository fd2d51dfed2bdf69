using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class ConversionTests
{
    [Theory]
    [InlineData(29, 0, 0.5, null)] // too few to say anything
    [InlineData(30, 0, 0.5, 1.0)]
    [InlineData(100, 31, 0.5, 0.38)]
    [InlineData(100, 45, 0.5, null)] // chance alone could have made it so
    [InlineData(100, 60, 0.5, null)]
    [InlineData(100, 10, 0.0, null)]
    public void A_shop_is_below_the_average_only_where_numbers_say_so(int reactions, int bought, double average, double? below)
    {
        var found = new Conversion(reactions, bought).Below(average);

        (found is { } share ? Math.Round(share, 2) : (double?)null).ShouldBe(below);
    }

    [Fact]
    public void The_interval_holds_the_share_stays_within_bounds_and_narrows_with_more_reactions() =>
        Prop.ForAll(Gen.Choose(1, 3000).ToArbitrary(), Gen.Choose(0, 3000).ToArbitrary(), (reactions, given) =>
        {
            var one = new Conversion(reactions, Math.Min(given, reactions));
            var ten = new Conversion(one.Reactions * 10, one.Bought * 10);
            return one.Interval.Low >= 0 && one.Interval.High <= 1 && one.Interval.Low <= one.Rate + 1e-9 && one.Interval.High >= one.Rate - 1e-9
                && ten.Interval.High - ten.Interval.Low < one.Interval.High - one.Interval.Low;
        }).QuickCheckThrowOnFailure();
}
