using System.Diagnostics.Metrics;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>How many texts were read for signals, and how long each took.</summary>
static class ExtractionMeters
{
    static readonly Meter Meter = new("WeComSales.Extraction");

    /// <summary>A message takes some tens of microseconds, a long thread milliseconds.</summary>
    static readonly Histogram<double> Readings = Meter.CreateHistogram("wecomsales.extraction", "s", "What reading a text for signals took", tags: null, new InstrumentAdvice<double>
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1],
    });

    public static Reading Watched(Func<Reading> read)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var reading = read();
        Readings.Record(TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
        return reading;
    }
}
