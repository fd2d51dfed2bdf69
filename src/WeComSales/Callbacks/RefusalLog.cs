using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>
/// Tells the log of callbacks that were turned away, so many a minute; of the rest their number. Anybody can knock with
/// a wrong signature as often as the line allows, and must not fill a disk by it. The figures count every one.
/// </summary>
public sealed class RefusalLog(TimeProvider time, ILogger<CallbackReaders> log)
{
    public const int LinesPerMinute = 20;
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    DateTimeOffset began;
    int seen;

    public void Refused(CallbackRefusal refusal)
    {
        CallbackMeters.Refused(refusal);
        var now = time.GetUtcNow();
        var (isTold, silent) = (false, 0);
        lock (gate)
        {
            if (now - began >= Minute || now < began)
            {
                (silent, began, seen) = (Math.Max(0, seen - LinesPerMinute), now, 0);
            }

            isTold = ++seen <= LinesPerMinute;
        }

        if (silent > 0)
        {
            log.RefusedSilently(silent);
        }

        if (isTold)
        {
            log.Refused(refusal.ToString());
        }
    }
}
