using System.Diagnostics.Metrics;
using WeComSales.Data;

namespace WeComSales.Telemetry;

/// <summary>How much waits and for how long, asked of the database when somebody looks: all instances tell the same.</summary>
public sealed class QueueMeters : IDisposable
{
    readonly Meter meter = new("WeComSales.Queues");
    readonly Db db;
    readonly TimeProvider time;
    IReadOnlyList<QueueState> last = [];

    public QueueMeters(Db db, TimeProvider time)
    {
        (this.db, this.time) = (db, time);
        meter.CreateObservableGauge("wecomsales.queue.waiting", () => Each(queue => queue.Waiting), description: "Rows that are new, in hand or wait for their next try");
        meter.CreateObservableGauge("wecomsales.queue.dead", () => Each(queue => queue.Dead), description: "Rows that were given up and wait for somebody's decision");
        meter.CreateObservableGauge("wecomsales.queue.age", () => Each(queue => queue.AgeSeconds(this.time.GetUtcNow())), "s", "How long the oldest row has waited that is new or waits for its next try");
    }

    /// <summary>Looks once more; what is measured afterwards is of this moment.</summary>
    public async Task Refresh() => last = await db.Read(tx => tx.Queues.All());

    IEnumerable<Measurement<double>> Each(Func<QueueState, double> value) =>
        last.Select(queue => new Measurement<double>(value(queue), new KeyValuePair<string, object?>("queue", queue.Name)));

    public void Dispose() => meter.Dispose();
}
