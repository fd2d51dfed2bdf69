using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>Takes exports as a collector does: over gRPC without TLS, or over HTTP as protobuf.</summary>
sealed class StandInCollector : IAsyncDisposable
{
    const string Grpc = "grpc", Http = "http/protobuf";
    /// <summary>A frame of gRPC: one byte that says whether it is packed, four for the length, then the message.</summary>
    const int FrameHead = 5;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    readonly WebApplication app;
    readonly ConcurrentQueue<Span> spans = new();
    readonly ConcurrentQueue<string> metrics = new();

    StandInCollector(string protocol)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, Address.Port,
            listen => listen.Protocols = protocol == Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        app = builder.Build();
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", context => TakeFrame(context, KeepSpans));
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", context => TakeFrame(context, KeepMetrics));
        app.MapPost("/v1/traces", context => TakeBody(context, KeepSpans));
        app.MapPost("/v1/metrics", context => TakeBody(context, KeepMetrics));
    }

    public static TheoryData<string> Protocols => [Grpc, Http];

    public Uri Address { get; } = FreeAddress.Take();

    public IReadOnlyCollection<Span> Spans => spans;

    public IReadOnlyCollection<string> Metrics => metrics;

    public static async Task<StandInCollector> Start(string protocol)
    {
        var collector = new StandInCollector(protocol);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Waits until what came is enough.</summary>
    public async Task Until(Func<StandInCollector, bool> enough)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!enough(this) && await tick.WaitForNextTickAsync(deadline.Token))
        {
        }
    }

    void KeepSpans(byte[] export) => OtlpBytes.Spans(export).ToList().ForEach(spans.Enqueue);

    void KeepMetrics(byte[] export) => OtlpBytes.Metrics(export).ToList().ForEach(metrics.Enqueue);

    static async Task TakeFrame(HttpContext context, Action<byte[]> keep)
    {
        var body = await Body(context);
        body[0].ShouldBe((byte)0, "nobody asked for a packed frame");
        BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)).ShouldBe(body.Length - FrameHead);
        keep(body[FrameHead..]);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FrameHead]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    static async Task TakeBody(HttpContext context, Action<byte[]> keep)
    {
        keep(await Body(context));
        context.Response.ContentType = "application/x-protobuf";
    }

    static async Task<byte[]> Body(HttpContext context)
    {
        using var whole = new MemoryStream();
        await context.Request.Body.CopyToAsync(whole);
        return whole.ToArray();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
