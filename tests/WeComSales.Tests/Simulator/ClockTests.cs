using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class ClockTests
{
    [Fact]
    public async Task Timers_and_delays_end_when_a_jump_passes_them()
    {
        var clock = new SimulatorClock(SmallCompany.Noon);
        var rings = 0;
        await using var timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);

        clock.Advance(TimeSpan.FromMinutes(9));
        rings.ShouldBe(0);
        clock.Advance(TimeSpan.FromMinutes(1));
        rings.ShouldBe(1);
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(1));
        await delay;
        rings.ShouldBe(2);
        clock.Moves.ShouldBe(3);
    }

    [Fact]
    public async Task A_running_clock_runs_rings_and_jumps()
    {
        var clock = new SimulatorClock(null);
        var before = clock.GetUtcNow();

        await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        var moved = clock.WaitForMove(0, CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(1));
        await moved;

        (clock.GetUtcNow() - before).ShouldBeGreaterThan(TimeSpan.FromDays(1));
        Should.Throw<ArgumentOutOfRangeException>(() => clock.SetUtcNow(before));
    }

    [Fact]
    public void Six_in_the_evening_is_today_or_tomorrow()
    {
        var clock = new SimulatorClock(SmallCompany.Noon);
        clock.AdvanceTo(new TimeOnly(18, 0));
        clock.GetUtcNow().ShouldBe(SmallCompany.Noon.AddHours(6));
        clock.AdvanceTo(new TimeOnly(18, 0));
        clock.GetUtcNow().ShouldBe(SmallCompany.Noon.AddHours(30));
    }
}
