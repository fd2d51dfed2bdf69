using System.Diagnostics.Metrics;

namespace WeComSales.Data;

/// <summary>How long writing took, from the begin of a transaction to its commit: on SQLite with everything that shared it.</summary>
static class DatabaseMeters
{
    static readonly Meter Meter = new("WeComSales.Database");
    static readonly Histogram<double> Writes = Meter.CreateHistogram<double>("wecomsales.database.write", "s", "What a transaction that writes took, to its commit");

    /// <param name="begun">A timestamp of <see cref="TimeProvider.System"/>.</param>
    public static void Committed(long begun) => Writes.Record(TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
}
