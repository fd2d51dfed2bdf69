namespace WeComSales.Data;

/// <summary>Rings when a table has something new, so that its worker need not look all the time.</summary>
public sealed class Bell : IDisposable
{
    readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        if (rung.CurrentCount > 0)
        {
            return;
        }

        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else rang it just now.
        }
    }

    /// <summary>Returns when it rings, or after <paramref name="atMost"/> of the given clock.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ring = rung.WaitAsync(either.Token);
        await Task.WhenAny(ring, Task.Delay(atMost, time, either.Token));
        await either.CancelAsync();
        await ring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }

    public void Dispose() => rung.Dispose();
}
