namespace WeComSales.Callbacks;

/// <summary>Tells the log that callbacks cannot be stored: one line a minute, however many are refused meanwhile.</summary>
public sealed class UnstoredLog(TimeProvider time, ILogger<UnstoredLog> log)
{
    readonly LineLimit limit = new(time, perMinute: 1);

    public void NotStored(Exception broken)
    {
        var (isTold, silent) = limit.Next();
        if (silent > 0)
        {
            log.NotStoredSilently(silent);
        }

        if (isTold)
        {
            log.NotStored(broken);
        }
    }
}
