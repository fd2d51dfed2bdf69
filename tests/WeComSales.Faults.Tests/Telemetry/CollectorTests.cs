using System.Net;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>The service in a process of its own, told by its environment to send figures and traces to a collector.</summary>
public sealed class CollectorTests
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Protocols => StandInCollector.Protocols;

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_collector_gets_the_trace_of_a_callback_and_the_figures(string protocol)
    {
        await using var collector = await StandInCollector.Start(protocol);
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl, changes: To(collector.Address, protocol));
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();

        await Forward(home);
        await collector.Until(all => all.Spans.Any(span => span.Name == "letter.send") && all.Metrics.Contains("wecomsales.callbacks.stored"));

        var sent = collector.Spans.First(span => span.Name == "letter.send");
        sent.Service.ShouldBe("wecomsales");
        collector.Spans.Where(span => span.Trace == sent.Trace).Select(span => span.Name).ShouldBe(["callback.store", "callback.work", "letter.send"], ignoreOrder: true);
        collector.Spans.Where(span => span.Trace == sent.Trace).ShouldAllBe(span => span.Parent == sent.Trace.Substring(16), "all hang on the callback");
        collector.Metrics.ShouldContain("wecomsales.queue.waiting");
        using var http = new HttpClient { BaseAddress = home.Address };
        (await http.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "figures have one way out, and this is a path like any other that is not there");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_collector_that_is_away_keeps_no_card_back(string protocol)
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl, changes: To(FreeAddress.Take(), protocol));
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();

        await Forward(home);
        await Harvest.UntilWorkedOff(home.Store, patience);
        await using var db = home.Store.Open();
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await db.Read(tx => tx.Outbox.Backlog()) > 0)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }

        weCom.Calls.Count(call => call.Path == "message/send" && call.ErrCode == 0).ShouldBe(1);
    }

    static (string, string)[] To(Uri collector, string protocol) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetLeftPart(UriPartial.Authority)), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    static async Task Forward(ServiceHome home)
    {
        var now = DateTimeOffset.UtcNow;
        var sender = Wire.Sender(seed: 4317);
        using var delivery = new Delivery(new Uri(home.Address, Wire.CallbackPath));
        (await delivery.Post(sender.Sign(sender.Text("rep-1", now, 1, MessageNumbers.Words(1)), now))).ShouldBe(200);
    }
}
