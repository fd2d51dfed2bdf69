using System.Diagnostics;
using Npgsql;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Two services on one PostgreSQL remind of stalls; one is killed or sleeps beyond its lease, in the middle of a scan or of sending. Each card comes once.</summary>
public sealed class StallProcessTests(ITestOutputHelper output)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan beyondTheLease = TimeSpan.FromSeconds(3);

    [PostgresFact]
    public async Task A_service_that_is_killed_or_paused_in_mid_scan_or_in_mid_send_leaves_each_card_once()
    {
        await using var server = await PostgresServer.Start();
        for (var round = 0; round < Setting.Count(1, 8); round++)
        {
            await using var instances = await Instances.Start(
                server, await Wire.WeCom(Standstill.Company()), 2, ("Database:LeaseSeconds", "2"), ("Database:RenewSeconds", "1"), Standstill.Setting);
            var company = new Standstill(instances);
            await company.Known(patience);

            await Timed("paused in mid scan", async () =>
            {
                var scanning = await InMidScan(instances, company, which => Asleep(instances, which));
                await Task.Delay(beyondTheLease);
                await company.UntilScanned(patience);
                instances.Wake(scanning);
            });
            await Timed("paused in mid send", async () =>
            {
                await InMidSend(instances, company, () => Asleep(instances, 1));
                await Task.Delay(beyondTheLease);
                await company.UntilScanned(patience);
                instances.Wake(1);
            });
            await Timed("killed in mid scan", async () =>
            {
                var scanning = await InMidScan(instances, company, instances.Kill);
                await Task.WhenAll(instances.StartAgain(scanning), company.UntilScanned(patience));
            });
            await Timed("killed in mid send", async () =>
            {
                await InMidSend(instances, company, () => instances.Kill(0));
                await company.UntilScanned(patience);
            });

            company.Complaints().ShouldBeEmpty();
        }

        async Task Timed(string what, Func<Task> fault)
        {
            var clock = Stopwatch.StartNew();
            await fault();
            output.WriteLine($"{what}: everything was sent {clock.Elapsed.TotalSeconds:0.0} s after the batch came");
        }
    }

    static Task Asleep(Instances instances, int which)
    {
        instances.Pause(which);
        return Task.CompletedTask;
    }

    /// <summary>The scan waits in its second transaction for a row that is held here; it is struck there, and only then the row is free.</summary>
    /// <returns>Which instance it was.</returns>
    static async Task<int> InMidScan(Instances instances, Standstill company, Func<int, Task> strike)
    {
        var held = await company.StandsStill();
        await using var holder = new NpgsqlConnection(instances.Store.ConnectionString);
        await holder.OpenAsync();
        await using var holding = await holder.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select 1 from stall_clocks where opportunity_id = @held for update", holder, holding);
        command.Parameters.AddWithValue("held", held);
        await command.ExecuteNonQueryAsync();
        await company.ScanIsDue();
        var scanning = await instances.Blocked("stall_clocks", patience);
        (await instances.Store.Look(tx => tx.One<long>("select count(*) from stalls where state = 'open'"))).ShouldBeGreaterThan(0, "the scan was not in its middle");
        await strike(scanning);
        return scanning;
    }

    /// <summary>Struck while both hold letters on their way to WeCom.</summary>
    static async Task InMidSend(Instances instances, Standstill company, Func<Task> strike)
    {
        await company.StandsStill();
        var slow = instances.WeCom.Faults.Delay(TimeSpan.FromMilliseconds(100), "message/send");
        await company.ScanIsDue();
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await instances.Store.Look(tx => tx.One<long>("select count(distinct owner) from outbox where state = 2")) < 2)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }

        await strike();
        slow.SwitchOff();
    }

    /// <summary>What a lease alone is worth: two scanners that ask for nothing but a lease, and the first one sleeps beyond it.</summary>
    [PostgresFact]
    public async Task Control_scanners_that_rest_on_a_lease_alone_send_twice_when_one_of_them_was_paused()
    {
        const int Opportunities = 14; // twice as many are still below the limit per member
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using var weCom = await Wire.WeCom();
        await using var scanners = await LeaseOnly.Pair(store, weCom, Opportunities);

        var asleep = await scanners.OneThatSends(patience);
        scanners.Pause(asleep);
        await scanners.UntilSent(Opportunities, patience);
        scanners.Wake(asleep);
        await scanners.UntilEnded(patience);

        var twice = weCom.Phone("rep-0").Cards.CountBy(card => card.Title).Count(title => title.Value > 1);
        output.WriteLine($"{twice} of {Opportunities} cards came twice");
        twice.ShouldBeGreaterThan(0);
    }
}
