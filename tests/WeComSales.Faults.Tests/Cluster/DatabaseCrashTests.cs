using System.Diagnostics;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 3: the database crashes under load. Nothing acknowledged is lost, nothing acknowledged while it is down, and the service goes on without a restart.</summary>
public sealed class DatabaseCrashTests(ITestOutputHelper output)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    [PostgresFact]
    public async Task A_database_that_crashes_under_load_loses_nothing_that_was_acknowledged()
    {
        await using var server = await PostgresServer.Start();
        await using var instances = await Instances.Start(server, 1);
        using var messages = new Messages(instances.Addresses, Wire.Sender(seed: 31));
        var dice = Setting.Dice(seed: 31);
        using var enough = new CancellationTokenSource();
        var posting = messages.Post(enough.Token);
        var downs = new List<(long From, long To)>();
        for (var round = 0; round < Setting.Count(2, 20); round++)
        {
            await Task.Delay(dice.Next(500, 1500));
            downs.Add(await CrashAndOpen(server, messages));
        }

        await Task.Delay(500);
        await enough.CancelAsync();
        await posting;
        await instances.UntilWorkedOff(patience);

        output.WriteLine($"{messages.Acknowledged.Count} acknowledged; others: {string.Join(", ", messages.Others)}; longest answer {messages.Longest.TotalSeconds:0.0} s");
        var harvest = await Harvest.Of(instances.Store);
        harvest.Missing(messages.Acknowledged.Select(one => one.Number)).ShouldBeEmpty();
        harvest.Stored.ShouldBeUnique();
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Cards.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        harvest.GivenUp.ShouldBe(0);
        instances.CardsAtWeCom().Values.ShouldAllBe(count => count == 1);
        downs.ShouldAllBe(down => !messages.Acknowledged.Any(one => one.At > down.From && one.At < down.To), "acknowledged while the database was down");
        messages.Others.ShouldContainKey("503");
        messages.Others.ShouldNotContainKey("no answer");
    }

    [PostgresFact]
    public async Task Sessions_that_the_server_ends_cost_nothing_that_was_acknowledged()
    {
        await using var server = await PostgresServer.Start();
        await using var instances = await Instances.Start(server, 1);
        using var messages = new Messages(instances.Addresses, Wire.Sender(seed: 32));
        using var enough = new CancellationTokenSource();
        var posting = messages.Post(enough.Token);
        for (var blow = 0; blow < Setting.Count(15, 300); blow++)
        {
            await server.Sql("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'fault%' and random() < 0.5");
            await Task.Delay(200);
        }

        await enough.CancelAsync();
        await posting;
        await instances.UntilWorkedOff(patience);

        output.WriteLine($"{messages.Acknowledged.Count} acknowledged; others: {string.Join(", ", messages.Others)}");
        var harvest = await Harvest.Of(instances.Store);
        harvest.Missing(messages.Acknowledged.Select(one => one.Number)).ShouldBeEmpty();
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Cards.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        instances.CardsAtWeCom().Values.ShouldAllBe(count => count == 1);
    }

    [PostgresFact]
    public async Task Control_a_receiver_that_acknowledges_first_loses_callbacks_when_the_database_crashes()
    {
        await using var server = await PostgresServer.Start();
        using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), await server.CreateStore());
        await using var receiver = await home.StartAckFirst();
        using var messages = new Messages([home.Address], Wire.Sender(seed: 33));
        using var enough = new CancellationTokenSource();
        var posting = messages.Post(enough.Token);

        await Task.Delay(500);
        await CrashAndOpen(server, messages);
        await enough.CancelAsync();
        await posting;

        (await Harvest.Of(home.Store)).Missing(messages.Acknowledged.Select(one => one.Number)).Count.ShouldBeGreaterThan(0);
    }

    /// <returns>The time between the last moment that it stopped and the first that it was started.</returns>
    async Task<(long From, long To)> CrashAndOpen(PostgresServer server, Messages messages)
    {
        await server.Crash();
        var from = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 10; // an answer may still be on its way
        await Task.Delay(1000);
        var to = Stopwatch.GetTimestamp();
        await server.Open();
        var back = Stopwatch.GetTimestamp();
        var before = messages.Acknowledged.Count;
        while (messages.Acknowledged.Count == before && Stopwatch.GetElapsedTime(back) < patience)
        {
            await Task.Delay(5);
        }

        output.WriteLine($"first acknowledgement {Stopwatch.GetElapsedTime(back).TotalMilliseconds:0} ms after the database was back");
        return (from, to);
    }
}
