using System.Diagnostics.Metrics;

namespace WeComSales;

/// <summary>How long jobs took, by name and by how they ended.</summary>
static class JobMeters
{
    static readonly Meter Meter = new("WeComSales.Jobs");
    static readonly Histogram<double> Runs = Meter.CreateHistogram<double>("wecomsales.job.duration", "s", "What a run of a job took");

    public static void Ran(string job, JobResult result, TimeSpan took) => Runs.Record(
        took.TotalSeconds, new KeyValuePair<string, object?>("job", job), new KeyValuePair<string, object?>("result", result.Done ? "done" : "failed"));
}
