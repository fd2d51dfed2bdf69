using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 1: kill -9 under load. What was acknowledged is there once and has its effect once.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Kills of one database before it is looked at: the next process finds what the last one left half done.</summary>
    const int KillsPerDatabase = 5;

    static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_killed_service_loses_nothing_it_acknowledged_and_does_nothing_twice()
    {
        var dice = Setting.Dice(seed: 1);
        for (var kills = Setting.Count(5, 100); kills > 0; kills -= KillsPerDatabase)
        {
            await KillAndLook(dice, store: null);
        }
    }

    [PostgresFact]
    public async Task A_killed_service_loses_nothing_on_PostgreSQL_either()
    {
        await using var server = await PostgresServer.Start();
        var dice = Setting.Dice(seed: 3);
        for (var kills = Setting.Count(5, 100); kills > 0; kills -= KillsPerDatabase)
        {
            await KillAndLook(dice, await server.CreateStore());
        }
    }

    async Task KillAndLook(Random dice, Store? store)
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl, store);
        weCom.ConnectTo(home.Address);
        var numbers = new MessageNumbers();
        var acknowledged = new List<long>();
        for (var kill = 0; kill < KillsPerDatabase; kill++)
        {
            await using var service = await home.Start();
            acknowledged.AddRange(await KillUnderLoad(service, home, numbers, dice));
            output.WriteLine($"ready after {service.ReadyAfter.TotalSeconds:0.0} s; {acknowledged.Count} acknowledged up to kill {kill + 1}");
        }

        await using (var last = await home.Start())
        {
            await Harvest.UntilWorkedOff(home.Store, patience);
            output.WriteLine($"ready after {last.ReadyAfter.TotalSeconds:0.0} s, everything worked off");
            await last.Kill();
        }

        var harvest = await Harvest.Of(home.Store);
        harvest.Missing(acknowledged).ShouldBeEmpty();
        harvest.Stored.ShouldBeUnique();
        harvest.GivenUp.ShouldBe(0);
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Cards.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        harvest.Integrity.ShouldBe("ok");
        acknowledged.Count.ShouldBeGreaterThan(KillsPerDatabase * 100, "the load was too small to mean anything");
    }

    [PostgresFact]
    public async Task Control_a_receiver_that_acknowledges_first_loses_callbacks_on_PostgreSQL_too()
    {
        await using var server = await PostgresServer.Start();
        await LosesWhenKilled(async () => await server.CreateStore());
    }

    [Fact]
    public Task Control_a_receiver_that_acknowledges_first_loses_callbacks_when_it_is_killed() => LosesWhenKilled(() => Task.FromResult<Store?>(null));

    async Task LosesWhenKilled(Func<Task<Store?>> store)
    {
        const int Tries = 20;
        var dice = Setting.Dice(seed: 2);
        var lost = 0;
        for (var kill = 0; kill < Tries && lost == 0; kill++)
        {
            using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), await store());
            await using var receiver = await home.StartAckFirst();
            var acknowledged = await KillUnderLoad(receiver, home, new MessageNumbers(), dice);
            lost = (await Harvest.Of(home.Store)).Missing(acknowledged).Count;
            output.WriteLine($"kill {kill + 1}: {acknowledged.Count} acknowledged, {lost} lost");
        }

        lost.ShouldBeGreaterThan(0);
    }

    static async Task<IReadOnlyCollection<long>> KillUnderLoad(KilledProcess process, ServiceHome home, MessageNumbers numbers, Random dice)
    {
        using var posting = new Posting(home.Address, Wire.Sender(dice.Next()), numbers);
        var cut = posting.UntilCut();
        await posting.First.WaitAsync(patience);
        await Task.WhenAny(cut, Task.Delay(dice.Next(400, 3000)));
        await process.Kill();
        await cut;
        posting.Others.ShouldBeEmpty();
        return posting.Acknowledged;
    }
}
