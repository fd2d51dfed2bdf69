using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WeComSales.Faults.Tests;
using WeComSales.Simulator;
using Posting = WeComSales.Faults.Tests.Delivery;

namespace WeComSales.Benchmarks;

/// <summary>
/// From the instant at which a callback was due to the arrival of its card's call at WeCom: an open loop, so that a
/// service that falls behind is seen. Service, simulated WeCom and generator share this process and machine.
/// </summary>
static class CardLatency
{
    const int PerSecond = 100;
    const int Measured = 3_000;
    const int Warmup = 300;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-card-");
        try
        {
            await Measure(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task Measure(string folder)
    {
        await using var service = await LiveService.Start(Path.Combine(folder, "card.db"), Company());
        service.WeCom.ConnectTo(service.Address);

        var due = await Load(service.Address, service.Options);
        var arrived = await Cards(service.WeCom);

        double[] latencies = [.. due.Skip(Warmup).Select(one => Stopwatch.GetElapsedTime(one.Value, arrived[one.Key]).TotalMilliseconds).Order()];
        Console.WriteLine($"callback to card call at {PerSecond}/s, {latencies.Length} cards, each once:");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  p50 {At(latencies, 0.50):0.0} ms (goal 100), p95 {At(latencies, 0.95):0.0}, p99 {At(latencies, 0.99):0.0} (goal 500), worst {latencies[^1]:0.0}"));
    }

    /// <summary>One message from each rep, so that no limit per member plays a part.</summary>
    static async Task<Dictionary<string, long>> Load(Uri service, SimulatorOptions options)
    {
        using var posting = new Posting(new Uri(service, Requests.Path));
        var sender = new Sender(options.CorpId, options.Token, options.EncodingAesKey, seed: 1);
        var due = new Dictionary<string, long>();
        var posts = new List<Task<int>>();
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < Warmup + Measured; number++)
        {
            var at = start + (number * Stopwatch.Frequency / PerSecond);
            while (Stopwatch.GetTimestamp() < at)
            {
                await Task.Delay(1);
            }

            var now = DateTimeOffset.UtcNow;
            due[Rep(number)] = at;
            posts.Add(posting.Post(sender.Sign(sender.Text(Rep(number), now, number, "价格太高，竞品在谈，月底前要定"), now)));
        }

        if ((await Task.WhenAll(posts)).Any(status => status != 200))
        {
            throw new InvalidOperationException("Some callbacks were not acknowledged; the run counts for nothing.");
        }

        return due;
    }

    static async Task<Dictionary<string, long>> Cards(SimulatorServer weCom)
    {
        using var impatience = new CancellationTokenSource(Patience);
        while (true)
        {
            var calls = weCom.Calls.Where(call => call.Path == "message/send").ToList();
            if (calls.Count >= Warmup + Measured)
            {
                return calls.ToDictionary(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("touser").GetString()!, call => call.Arrived);
            }

            await Task.Delay(200, impatience.Token);
        }
    }

    static Company Company() =>
        Enumerable.Range(0, Warmup + Measured).Aggregate(new Company(), (company, number) => company.WithPerson(Rep(number), $"销售{number}"));

    static string Rep(int number) => $"rep-{number}";

    static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
