namespace WeComSales.Archive;

/// <summary>Who wants the archive to be looked at, and who waits until everything that was in it then is stored.</summary>
public sealed class ArchiveWishes
{
    readonly Lock gate = new();
    readonly List<(long Wish, TaskCompletionSource Met)> waiting = [];
    TaskCompletionSource woken = New();
    long wishes, pulled;

    /// <summary>Ends with the first wish after the last pull.</summary>
    public Task Woken
    {
        get
        {
            lock (gate)
            {
                return woken.Task;
            }
        }
    }

    /// <summary>Something was wished since the last pull.</summary>
    public bool AreOpen
    {
        get
        {
            lock (gate)
            {
                return wishes > pulled;
            }
        }
    }

    public void Wish()
    {
        lock (gate)
        {
            wishes++;
            woken.TrySetResult();
        }
    }

    /// <summary>A wish, and its end: a pull that began after it has stored everything.</summary>
    public Task Met()
    {
        lock (gate)
        {
            wishes++;
            woken.TrySetResult();
            var met = New();
            waiting.Add((wishes, met));
            return met.Task;
        }
    }

    /// <summary>A pull begins: it answers whatever was wished until now.</summary>
    public void Pulling()
    {
        lock (gate)
        {
            pulled = wishes;
            woken = New();
        }
    }

    /// <summary>The pull has stored everything.</summary>
    public void CaughtUp()
    {
        lock (gate)
        {
            foreach (var one in waiting.Where(one => one.Wish <= pulled).ToList())
            {
                waiting.Remove(one);
                one.Met.TrySetResult();
            }
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
