using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Data;
using WeComSales.Delivery;
using WeComSales.Simulator;
using WeComSales.WeCom;

namespace WeComSales.Benchmarks;

/// <summary>Sends all that an outbox holds to a simulator, which has WeCom's limits and a clock that is moved on whenever nothing more may go.</summary>
static class StallSending
{
    public static async Task Run(Db db, AppSettings settings, DateTimeOffset now)
    {
        var receivers = await db.Read(tx => tx.All<string>("select distinct receiver from outbox"));
        var letters = await db.Read(tx => tx.One<long>("select count(*) from outbox"));
        var options = new SimulatorOptions
        {
            CorpId = settings.WeCom.CorpId, AgentId = (int)settings.WeCom.AgentId, Secret = settings.WeCom.Secret.Reveal(), StartAt = now, AccountCap = 10_000,
            Company = receivers.Aggregate(new Company(), (company, userid) => company.WithPerson(userid, userid)),
        };
        await using var weCom = await SimulatorServer.Start(options);
        weCom.ConnectTo(new Uri("http://127.0.0.1:9"));
        using var client = new WeComClient(
            new WeComAccount { ApiBase = weCom.BaseUrl, CorpId = options.CorpId, Secret = options.Secret, App = $"{options.AgentId}" }, new MemoryTokenVault(), weCom.Clock);
        var door = new WeComDoor(client);
        using var worker = new OutboxWorker(db, door, new FileStep(db, door), new PersonalDigests(settings), weCom.Clock, new DrainPace(), NullLogger<OutboxWorker>.Instance);
        var watch = Stopwatch.StartNew();
        var minutes = await SendAll(db, worker, weCom.Clock);
        var seconds = watch.Elapsed.TotalSeconds;
        await worker.StopAsync(CancellationToken.None);

        var sent = weCom.Calls.Where(call => call is { Path: "message/send", ErrCode: 0, Status: 200, Duplicate: false }).ToList();
        var cards = receivers.Sum(userid => weCom.Phone(userid).Cards.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {letters:N0} letters to {receivers.Count:N0} people sent in {seconds:0.0} s = {letters / seconds:N0}/s, {minutes} minutes of the clock; {cards:N0} cards on their phones, {sent.Count(call => call.Dropped.Count > 0)} dropped by a limit, {weCom.Calls.Count(call => call.ErrCode != 0)} refused"));
        if (cards != letters || sent.Count != letters || sent.Any(call => call.Dropped.Count > 0))
        {
            throw new InvalidOperationException("Something was lost, or a limit was passed.");
        }
    }

    /// <returns>How often the clock was moved on by a minute.</returns>
    static async Task<int> SendAll(Db db, OutboxWorker worker, SimulatorClock clock)
    {
        await worker.StartAsync(CancellationToken.None);
        for (var minutes = 0; ; minutes++)
        {
            await worker.Idle();
            if (await db.Read(tx => tx.Outbox.Backlog()) == 0)
            {
                return minutes;
            }

            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
