namespace WeComSales;

/// <summary>
/// So many lines of one kind a minute, of the rest their number: whoever can cause a line as often as they like must not
/// fill a disk by it. Figures count every one.
/// </summary>
public sealed class LineLimit(TimeProvider time, int perMinute = LineLimit.PerMinute)
{
    public const int PerMinute = 20;
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    DateTimeOffset began;
    int seen;

    /// <summary>Whether this one is told, and how many of the minute before were not.</summary>
    public (bool IsTold, int Silent) Next()
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var silent = 0;
            if (now - began >= Minute || now < began)
            {
                (silent, began, seen) = (Math.Max(0, seen - perMinute), now, 0);
            }

            return (++seen <= perMinute, silent);
        }
    }
}
