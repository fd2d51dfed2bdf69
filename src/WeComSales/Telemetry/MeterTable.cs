using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WeComSales.Telemetry;

/// <summary>
/// Listens to the meters of this program and to those of the framework that tell how it is doing, and keeps their sums
/// and last values. Bounded: an instrument with too many different labels counts the rest together.
/// </summary>
public sealed class MeterTable : IDisposable
{
    const int MostSeries = 200;

    static readonly HashSet<string> Framework = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    readonly ConcurrentDictionary<Instrument, Family> families = new();
    readonly MeterListener listener = new();

    public MeterTable()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name.StartsWith("WeComSales.", StringComparison.Ordinal) || Framework.Contains(instrument.Meter.Name))
            {
                listening.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, made => new Family(made)));
            }
        };
        listener.MeasurementsCompleted = (ended, _) => families.TryRemove(ended, out Family? gone);
        listener.SetMeasurementEventCallback<long>(static (_, value, labels, family) => Add(family, value, labels));
        listener.SetMeasurementEventCallback<int>(static (_, value, labels, family) => Add(family, value, labels));
        listener.SetMeasurementEventCallback<double>(static (_, value, labels, family) => Add(family, value, labels));
        listener.Start();
    }

    /// <summary>Everything as it is now, observed values asked for at this moment, in the order of the names.</summary>
    public IReadOnlyList<Family> Now()
    {
        listener.RecordObservableInstruments();
        return [.. families.Values.Where(family => !family.Series.IsEmpty).OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    static void Add(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var family = (Family)state!;
        var key = OpenMetricsText.Labels(labels);
        if (!family.Series.TryGetValue(key, out var series))
        {
            key = family.Series.Count < MostSeries ? key : OpenMetricsText.Overflow;
            series = family.Series.GetOrAdd(key, _ => new Series(family.Bounds));
        }

        series.Add(value, family.TellsWhole);
    }

    public void Dispose() => listener.Dispose();
}
