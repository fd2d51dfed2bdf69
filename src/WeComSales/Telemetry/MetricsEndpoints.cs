using System.Data.Common;
using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Telemetry;

/// <summary>What a monitoring system reads; from elsewhere there is nothing here.</summary>
public static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Metrics).ForAnyone().ExcludeFromDescription();

    static async Task<IResult> Metrics(HttpContext http, AppSettings settings, QueueMeters queues, MeterTable meters)
    {
        if (!Nearby.IsNear(http, settings))
        {
            return Refusals.NotFound();
        }

        try
        {
            await queues.Refresh();
        }
        catch (Exception broken) when (broken is DbException or WriterBusyException or IOException or TimeoutException)
        {
            // The other figures are wanted most when the database is away; readiness says why it is.
        }

        return Results.Text(OpenMetricsText.Write(meters.Now()), OpenMetricsText.ContentType);
    }
}
