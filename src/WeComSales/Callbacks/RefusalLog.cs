using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>Tells the log of callbacks that were turned away; anybody can knock with a wrong signature as often as the line allows.</summary>
public sealed class RefusalLog(TimeProvider time, ILogger<CallbackReaders> log)
{
    readonly LineLimit limit = new(time);

    public void Refused(CallbackRefusal refusal)
    {
        CallbackMeters.Refused(refusal);
        var (isTold, silent) = limit.Next();
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
