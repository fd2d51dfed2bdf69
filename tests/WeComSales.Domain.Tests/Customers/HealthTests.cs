using WeComSales.Domain;

namespace WeComSales.Domain.Tests.Customers;

public sealed class HealthTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(72, false)]
    [InlineData(73, true)]
    public void Over_72_hours_without_contact_it_is_red(int hours, bool red)
    {
        var health = Health.Of(Noon.AddHours(-hours), Noon.AddYears(-1), Noon);

        (health.Hours, health.IsRed, health.EverContacted).ShouldBe((hours, red, true));
    }

    [Fact]
    public void Without_any_contact_the_hours_count_from_the_day_they_were_added()
    {
        Health.Of(null, Noon.AddHours(-100), Noon).ShouldBe(new Health(100, false));
    }
}
