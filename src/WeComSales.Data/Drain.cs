using System.Collections.Concurrent;

namespace WeComSales.Data;

/// <summary>How a worker takes rows: how many at once, and for how long before others may think it dead.</summary>
public sealed record DrainPace(int AtOnce = 8, int LeaseSeconds = 10, int RenewSeconds = 3);

/// <summary>What a drained table can do: hand out rows under a lease, keep the lease alive, say when more is due.</summary>
public interface IDrained<TRow>
{
    Task<IReadOnlyList<TRow>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now);

    Task Renew(IReadOnlyCollection<TRow> rows, string owner, int leaseSeconds);

    Task<DateTimeOffset?> NextDue();

    /// <summary>Rows with the same key are worked on one after another; empty means none other matters.</summary>
    string KeyOf(TRow row);

    /// <summary>Does the whole work of one row, its end included. Throws only when the machine is broken.</summary>
    Task Work(TRow row);
}

/// <summary>
/// Empties a table: claims under a lease, keeps order per key, works on several keys at once, sleeps until the bell
/// rings or something is due (reliability rules 9 and 12).
/// </summary>
public sealed class Drain<TRow>(IDrained<TRow> table, Bell bell, TimeProvider time, DrainPace pace, Action<Exception> failed) : IDisposable
    where TRow : class
{
    static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    readonly string owner = Guid.NewGuid().ToString("N");
    readonly ConcurrentDictionary<TRow, bool> inHand = new();
    readonly ConcurrentDictionary<Task, bool> working = new();
    readonly SemaphoreSlim hands = new(pace.AtOnce);
    readonly Lock gate = new();
    TaskCompletionSource idle = New();
    CancellationToken stopping;
    long asked, answered;

    /// <summary>Runs until <paramref name="stop"/>; a broken database is reported once and waited for.</summary>
    public async Task Run(CancellationToken stop)
    {
        var renewing = KeepLeases(stop);
        var wasBroken = false;
        stopping = stop;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Round(stop);
                wasBroken = false;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // Whatever was in hand is taken up again when its lease ends.
                break;
            }
            catch (Exception broken)
            {
                if (!wasBroken)
                {
                    failed(broken);
                }

                wasBroken = true;
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
        }

        await renewing;
        await Task.WhenAll(working.Keys);
    }

    /// <summary>Ends when a claim begun after this call found nothing and nothing is in hand.</summary>
    public Task Idle()
    {
        lock (gate)
        {
            asked++;
            bell.Ring();
            return idle.Task;
        }
    }

    async Task Round(CancellationToken stop)
    {
        long seen;
        lock (gate)
        {
            seen = asked;
        }

        var free = pace.AtOnce * 4 - inHand.Count;
        var rows = free > 0 ? await table.Claim(owner, free, pace.LeaseSeconds, time.GetUtcNow()) : [];
        foreach (var group in rows.GroupBy(KeyOrSelf))
        {
            Start([.. group]);
        }

        if (rows.Count == 0 && inHand.IsEmpty)
        {
            AnswerIdle(seen);
            await bell.Wait(await Sleep(), time, stop);
        }
        else if (rows.Count == 0)
        {
            await bell.Wait(LongestSleep, time, stop);
        }
    }

    object KeyOrSelf(TRow row) => table.KeyOf(row) is { Length: > 0 } key ? key : row!;

    void Start(List<TRow> rows)
    {
        rows.ForEach(row => inHand[row] = true);
        var work = Task.Run(() => WorkInOrder(rows));
        working[work] = true;
        _ = work.ContinueWith(
            done =>
            {
                working.TryRemove(done, out _);
                bell.Ring();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    async Task WorkInOrder(List<TRow> rows)
    {
        await hands.WaitAsync();
        try
        {
            foreach (var row in rows)
            {
                if (stopping.IsCancellationRequested)
                {
                    // Not begun: somebody takes it up when its lease ends, or the next start does.
                    break;
                }

                await table.Work(row);
                inHand.TryRemove(row, out _);
            }
        }
        catch (Exception broken)
        {
            // The rows stay claimed until their lease ends; then somebody tries again.
            if (!stopping.IsCancellationRequested)
            {
                failed(broken);
            }
        }
        finally
        {
            rows.ForEach(row => inHand.TryRemove(row, out _));
            hands.Release();
        }
    }

    async Task<TimeSpan> Sleep()
    {
        var due = await table.NextDue();
        var until = due is null ? LongestSleep : due.Value - time.GetUtcNow();
        return until < LongestSleep ? (until > TimeSpan.Zero ? until : TimeSpan.Zero) : LongestSleep;
    }

    /// <summary>Real time on purpose: a lease ends by the database's clock, not by the demo's.</summary>
    async Task KeepLeases(CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(pace.RenewSeconds));
        try
        {
            while (await beat.WaitForNextTickAsync(stop))
            {
                try
                {
                    if (!inHand.IsEmpty)
                    {
                        await table.Renew([.. inHand.Keys], owner, pace.LeaseSeconds);
                    }
                }
                catch (Exception broken) when (!stop.IsCancellationRequested)
                {
                    failed(broken);
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The worker stops; what is in hand finishes under its last lease.
        }
    }

    void AnswerIdle(long seen)
    {
        lock (gate)
        {
            if (answered == seen)
            {
                return;
            }

            answered = seen;
            if (seen == asked)
            {
                idle.SetResult();
                idle = New();
            }
        }
    }

    public void Dispose() => hands.Dispose();

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
