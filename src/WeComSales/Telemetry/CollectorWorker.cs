using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WeComSales.Telemetry;

/// <summary>Keeps the exporters alive and looks at the queues before each export; a database that is away is not asked in vain for long.</summary>
sealed class CollectorWorker(MeterProvider meters, TracerProvider traces, QueueMeters queues, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await queues.Refresh();
            }
            catch (Exception)
            {
                // Readiness says why; the last known depths go on being told.
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        meters.ForceFlush();
        traces.ForceFlush();
    }
}
