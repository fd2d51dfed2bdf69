using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WeComSales.Telemetry;

/// <summary>How the values of an instrument add up.</summary>
public enum FamilyKind { Counter, Gauge, Histogram }

/// <summary>One instrument with its series, each under its labels as they are written.</summary>
public sealed class Family
{
    /// <summary>From one millisecond to ten seconds, for what takes time.</summary>
    static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    readonly bool isObserved;

    internal Family(Instrument instrument)
    {
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        isObserved = instrument.IsObservable;
        Kind = generic == typeof(Histogram<>) ? FamilyKind.Histogram
            : generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>) ? FamilyKind.Counter
            : FamilyKind.Gauge;
        IsSum = generic == typeof(UpDownCounter<>);
        Unit = instrument.Unit is "s" ? "seconds" : instrument.Unit is "By" ? "bytes" : null;
        Name = OpenMetricsText.Name(instrument.Name, Unit);
        Help = instrument.Description;
        Bounds = Kind == FamilyKind.Histogram ? Advised(instrument) ?? (Unit == "seconds" ? Seconds : Counts) : [];
    }

    /// <summary>What its maker knows of the values.</summary>
    static double[]? Advised(Instrument instrument) => (instrument as Instrument<double>)?.Advice?.HistogramBucketBoundaries?.ToArray();

    public string Name { get; }

    public string? Help { get; }

    /// <summary>The unit's whole word, which is also the end of the name; null for plain numbers.</summary>
    public string? Unit { get; }

    public FamilyKind Kind { get; }

    /// <summary>A gauge whose measurements are steps up and down.</summary>
    internal bool IsSum { get; }

    /// <summary>An observed instrument tells its whole value, another one what was added.</summary>
    internal bool TellsWhole => isObserved || (Kind == FamilyKind.Gauge && !IsSum);

    internal double[] Bounds { get; }

    public ConcurrentDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
}

/// <summary>The values of one set of labels.</summary>
public sealed class Series(double[] bounds)
{
    readonly Lock gate = new();
    readonly long[] below = new long[bounds.Length];

    public double Sum { get; private set; }

    public long Count { get; private set; }

    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>How many were at most each bound.</summary>
    public IReadOnlyList<long> Below => below;

    internal void Add(double value, bool isWhole)
    {
        lock (gate)
        {
            Sum = isWhole ? value : Sum + value;
            Count++;
            for (var i = bounds.Length - 1; i >= 0 && value <= bounds[i]; i--)
            {
                below[i]++;
            }
        }
    }
}
