namespace WeComSales.Faults.Tests;

/// <summary>A straight line through samples, by least squares.</summary>
/// <param name="PerHour">Its slope.</param>
/// <param name="Mean">Of the samples.</param>
sealed record Trend(double PerHour, double Mean, int Samples)
{
    /// <summary>Share of the mean by which it grows within ten minutes, in percent.</summary>
    public double PercentInTenMinutes => Mean == 0 ? 0 : PerHour / 6 / Mean * 100;

    /// <param name="samples">Seconds and value.</param>
    /// <returns>Null for fewer than three.</returns>
    public static Trend? Of(IReadOnlyCollection<(double At, double Value)> samples)
    {
        if (samples.Count < 3)
        {
            return null;
        }

        var (at, value) = (samples.Average(one => one.At), samples.Average(one => one.Value));
        var spread = samples.Sum(one => (one.At - at) * (one.At - at));
        var slope = spread == 0 ? 0 : samples.Sum(one => (one.At - at) * (one.Value - value)) / spread;
        return new(slope * 3600, value, samples.Count);
    }
}
