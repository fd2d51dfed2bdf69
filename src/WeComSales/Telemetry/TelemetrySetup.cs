using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WeComSales.WeCom;

namespace WeComSales.Telemetry;

/// <summary>Figures at <c>/metrics</c>, or figures and traces to a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
public static class TelemetrySetup
{
    const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    static readonly string[] Meters = ["WeComSales.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static bool GoesToCollector => Environment.GetEnvironmentVariable(Collector) is { Length: > 0 };

    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<QueueMeters>();
        if (!GoesToCollector)
        {
            services.AddSingleton<MeterTable>();
            return;
        }

        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Self).AddMeter(Meters).AddOtlpExporter(Guard).Build());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Self).AddSource(Tracing.Name).AddOtlpExporter(Guard).Build());
        services.AddHostedService<CollectorWorker>();
    }

    public static void MapTelemetry(this IEndpointRouteBuilder app)
    {
        if (!GoesToCollector)
        {
            // Made now, not at the first look: what happens before it counts as well.
            app.ServiceProvider.GetRequiredService<MeterTable>();
            app.MapMetrics();
        }
    }

    /// <summary>Over HTTP the exporter takes our way out; over gRPC it makes its own, to the same address and without redirects.</summary>
    static void Guard(OtlpExporterOptions options) =>
        options.HttpClientFactory = () => new Egress(options.Endpoint).Client(TimeSpan.FromMilliseconds(options.TimeoutMilliseconds));

    static ResourceBuilder Self => ResourceBuilder.CreateDefault().AddService("wecomsales", serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}");
}
