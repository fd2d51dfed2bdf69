using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WeComSales.Fixtures;
using WeComSales.Simulator;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 6: WeCom waits five seconds for an acknowledgement; nothing that the service does with a callback may take from them.</summary>
public sealed class AckBudgetTests(ITestOutputHelper output)
{
    static readonly TimeSpan patienceOfWeCom = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task While_WeComs_API_hangs_and_the_processors_are_taken_every_callback_is_acknowledged_in_time()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();
        weCom.Faults.Hang();
        using var busy = new BusyProcessors();

        var acknowledged = await Post(new Uri(home.Address, Wire.CallbackPath), Setting.Count(500, 20_000), weCom);

        acknowledged.ShouldAllBe(one => one.Status == 200);
        weCom.Faults.Clear();
        busy.Dispose();
        await Harvest.UntilWorkedOff(home.Store, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Control_a_receiver_that_sends_before_it_acknowledges_keeps_WeCom_waiting()
    {
        await using var weCom = await Wire.WeCom();
        weCom.Faults.Hang();
        await using var receiver = await SendsFirst(weCom);

        var acknowledged = await Post(new Uri(receiver.Urls.Single() + Wire.CallbackPath), 16, weCom);

        acknowledged.ShouldAllBe(one => one.Status == 0);
    }

    /// <summary>Callbacks over eight connections, each given up when WeCom would, and with every tenth a check of the address.</summary>
    async Task<IReadOnlyList<Acknowledged>> Post(Uri callback, int count, SimulatorServer weCom)
    {
        var sender = Wire.Sender(seed: 6);
        var all = new List<Acknowledged>();
        using var http = new HttpClient { Timeout = patienceOfWeCom };
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var now = DateTimeOffset.UtcNow;
            var one = number % 10 == 0
                ? await Ask(sender.Sign("1288432023552776189", now), post => http.GetAsync(new Uri($"{callback}{post.Query}&echostr={Uri.EscapeDataString(post.Encrypted)}")), isCheck: true)
                : await Ask(sender.Sign(sender.Text($"rep-{number % Wire.Reps}", now, number, MessageNumbers.Words(number)), now), async post =>
                {
                    using var body = new ByteArrayContent(post.Body);
                    return await http.PostAsync(new Uri(callback + post.Query), body);
                }, isCheck: false);
            lock (all)
            {
                all.Add(one);
            }
        });
        foreach (var (isCheck, name) in new[] { (false, "callbacks"), (true, "checks of the address") })
        {
            double[] times = [.. all.Where(one => one.IsCheck == isCheck).Select(one => one.Time.TotalMilliseconds).Order()];
            output.WriteLine($"{times.Length} {name}: p50 {times[times.Length / 2]:0.0}, p99.9 {times[(int)(times.Length * 0.999)]:0}, worst {times[^1]:0} ms");
        }

        return all;
    }

    static async Task<Acknowledged> Ask(SignedCallback post, Func<SignedCallback, Task<HttpResponseMessage>> ask, bool isCheck)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await ask(post);
            return new((int)answer.StatusCode, Stopwatch.GetElapsedTime(started), isCheck);
        }
        catch (TaskCanceledException)
        {
            return new(0, Stopwatch.GetElapsedTime(started), isCheck);
        }
    }

    sealed record Acknowledged(int Status, TimeSpan Time, bool IsCheck);

    /// <summary>The mistake: what the callback causes is sent first.</summary>
    static async Task<WebApplication> SendsFirst(SimulatorServer weCom)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FreeAddress.Take().GetLeftPart(UriPartial.Authority));
        var app = builder.Build();
        var http = new HttpClient();
        app.Run(async context =>
        {
            using var body = new StringContent("{}");
            using var answer = await http.PostAsync(new Uri(weCom.BaseUrl, "cgi-bin/message/send"), body, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Twice as many threads as processors that do nothing but take time.</summary>
    sealed class BusyProcessors : IDisposable
    {
        readonly List<Thread> threads = [];
        volatile bool ended;

        public BusyProcessors()
        {
            for (var number = 0; number < 2 * Environment.ProcessorCount; number++)
            {
                var thread = new Thread(() =>
                {
                    while (!ended)
                    {
                    }
                });
                thread.Start();
                threads.Add(thread);
            }
        }

        public void Dispose()
        {
            ended = true;
            threads.ForEach(thread => thread.Join());
        }
    }
}
