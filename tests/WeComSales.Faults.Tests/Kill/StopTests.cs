using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>An orderly stop, as a service manager asks for one: under load, and within the time that it gives.</summary>
public sealed class StopTests(ITestOutputHelper output)
{
    /// <summary>TimeoutStopSec of docs/deploy/wecomsales.service; then it would be killed.</summary>
    static readonly TimeSpan longestStop = TimeSpan.FromSeconds(30);

    static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_service_that_is_stopped_under_load_ends_in_time_and_has_everything_it_acknowledged()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        weCom.ConnectTo(home.Address);
        var acknowledged = new List<long>();
        await using (var service = await home.Start())
        {
            using var posting = new Posting(home.Address, Wire.Sender(seed: 20), new MessageNumbers());
            var cut = posting.UntilCut();
            await posting.First.WaitAsync(patience);
            await Task.WhenAny(cut, Task.Delay(TimeSpan.FromSeconds(1)));

            // A call that never answers is no reason to stay.
            weCom.Faults.Hang("message/send");
            var (code, took) = await service.Stop();

            await cut;
            acknowledged.AddRange(posting.Acknowledged);
            output.WriteLine($"{acknowledged.Count} acknowledged, stopped with {code} after {took.TotalSeconds:0.0} s");
            code.ShouldBe(0);
            took.ShouldBeLessThan(longestStop);
        }

        weCom.Faults.Clear();
        await using (var again = await home.Start())
        {
            await Harvest.UntilWorkedOff(home.Store, patience);
            (await again.Stop()).Code.ShouldBe(0);
        }

        var harvest = await Harvest.Of(home.Store);
        harvest.Missing(acknowledged).ShouldBeEmpty();
        harvest.Stored.ShouldBeUnique();
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Integrity.ShouldBe("ok");
        acknowledged.Count.ShouldBeGreaterThan(100, "the load was too small to mean anything");
    }
}
