using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using WeComSales.Telemetry;

namespace WeComSales.Tests.Telemetry;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Figures_are_told_to_this_machine_and_to_nobody_behind_a_proxy()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();
        using var http = new HttpClient { BaseAddress = house.Address };

        using var near = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        using var proxied = await http.SendAsync(new(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.9" } } });

        proxied.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        near.Content.Headers.ContentType!.ToString().ShouldBe(OpenMetricsText.ContentType);
        var lines = (await near.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        lines.Where(line => line[0] != '#').ShouldAllBe(line => Sample().IsMatch(line));
        lines[^1].ShouldBe("# EOF");
        lines.ShouldContain(line => line.StartsWith("wecomsales_callbacks_stored_total ", StringComparison.Ordinal) && !line.EndsWith(" 0"));
        lines.ShouldContain(line => line.StartsWith("wecomsales_database_write_seconds_count ", StringComparison.Ordinal) && !line.EndsWith(" 0"));
        lines.ShouldContain(line => line.StartsWith("wecomsales_extraction_seconds_count ", StringComparison.Ordinal) && !line.EndsWith(" 0"));
        lines.ShouldContain(line => line.StartsWith("wecomsales_extraction_seconds_bucket{le=\"0.0005\"} ", StringComparison.Ordinal));
        lines.ShouldContain("wecomsales_queue_waiting{queue=\"inbox\"} 0");
        lines.ShouldContain("wecomsales_queue_dead{queue=\"outbox\"} 0");
        lines.ShouldContain("wecomsales_queue_age_seconds{queue=\"jobs\"} 0");
    }

    [Fact]
    public void A_histogram_counts_upwards_and_labels_are_one_series_in_any_order()
    {
        using var meter = new Meter("WeComSales.Test.Histogram");
        using var table = new MeterTable();
        var waits = meter.CreateHistogram<double>("test.wait", "s");

        waits.Record(0.004, new("b", "2"), new("a", "\"1\"\n"));
        waits.Record(0.3, new("a", "\"1\"\n"), new("b", "2"));

        var text = Text(table, "test_wait_seconds");
        text.ShouldContain("""test_wait_seconds_bucket{a="\"1\"\n",b="2",le="0.0025"} 0""");
        text.ShouldContain("""test_wait_seconds_bucket{a="\"1\"\n",b="2",le="0.005"} 1""");
        text.ShouldContain("""test_wait_seconds_bucket{a="\"1\"\n",b="2",le="0.5"} 2""");
        text.ShouldContain("""test_wait_seconds_bucket{a="\"1\"\n",b="2",le="+Inf"} 2""");
        text.ShouldContain("""test_wait_seconds_count{a="\"1\"\n",b="2"} 2""");
        text.ShouldContain("# UNIT test_wait_seconds seconds");
    }

    [Fact]
    public void Labels_without_end_do_not_fill_the_memory_and_nothing_is_left_uncounted()
    {
        using var meter = new Meter("WeComSales.Test.Labels");
        using var table = new MeterTable();
        var counter = meter.CreateCounter<long>("test.many");

        for (var number = 0; number < 5000; number++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", number));
        }

        var family = table.Now().Single(one => one.Name == "test_many");
        family.Series.Count.ShouldBeLessThan(300);
        family.Series.Values.Sum(series => series.Sum).ShouldBe(5000);
    }

    [Fact]
    public async Task A_callback_and_the_card_that_it_causes_are_one_trace()
    {
        var steps = new List<(string Step, string Trace)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = step =>
            {
                lock (steps)
                {
                    steps.Add((step.OperationName, step.TraceId.ToHexString()));
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var house = await House.Open();

        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();

        var stored = await house.Db.Read(tx => tx.All<byte[]>("select dedupe_key from inbox where kind = 'text'"));
        var key = Convert.ToHexStringLower(stored.Single());
        lock (steps)
        {
            steps.Where(step => step.Trace == key).Select(step => step.Step).ShouldBe(["callback.store", "callback.work", "letter.send"], ignoreOrder: true);
        }
    }

    static string Text(MeterTable table, string name) => OpenMetricsText.Write(table.Now().Where(family => family.Name == name));

    [GeneratedRegex("""^[a-zA-Z_][a-zA-Z0-9_]*(\{[a-z_]\w*="([^"\\\n]|\\["\\n])*"(,[a-z_]\w*="([^"\\\n]|\\["\\n])*")*\})? (-?\d[\d.]*(E[-+]?\d+)?|NaN)$""")]
    private static partial Regex Sample();
}
