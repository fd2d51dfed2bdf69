using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 14, in short here and for half an hour with WECOMSALES_LONG=1; <c>scripts/soak.sh</c> runs it by itself.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task Under_a_steady_load_and_one_trouble_after_another_everything_acknowledged_has_its_effect_once()
    {
        var report = await Soak.Run(Setting.Long ? SoakPlan.Full : SoakPlan.Short, seed: 14, output.WriteLine);

        output.WriteLine(report.Table());
        report.Complaints.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Control_under_the_same_troubles_receivers_that_acknowledge_first_lose_callbacks()
    {
        var report = await Soak.Run(SoakPlan.Short, seed: 14, output.WriteLine, acknowledgeFirst: true);

        report.Complaints.ShouldContain(complaint => complaint.StartsWith("acknowledged and not stored", StringComparison.Ordinal));
    }

    [Fact]
    public void A_memory_that_grows_is_seen_by_its_slope()
    {
        var leak = Enumerable.Range(0, 100).Select(second => (At: second * 10.0, Value: 100 + (second * 0.1) + (second % 2))).ToList();

        Trend.Of(leak)!.PerHour.ShouldBe(36, tolerance: 1);
        Trend.Of([.. leak.Select(one => (one.At, 100.0))])!.PerHour.ShouldBe(0);
    }
}
