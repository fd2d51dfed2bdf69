using System.Collections.Concurrent;
using WeComSales.Data;

namespace WeComSales.Callbacks;

/// <summary>Open bot callbacks of this process, told when the worker has finished their row (reliability rule 1).</summary>
public sealed class BotDoor
{
    readonly ConcurrentDictionary<string, TaskCompletionSource> open = new(StringComparer.Ordinal);

    /// <summary>Register before the row is stored, or a fast worker is missed.</summary>
    public Task Opened(byte[] dedupeKey) =>
        open.GetOrAdd(Name(dedupeKey), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Closed(byte[] dedupeKey) => open.TryRemove(Name(dedupeKey), out _);

    public void Worked(ClaimedCallback row)
    {
        if (open.TryGetValue(Name(row.DedupeKey), out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    static string Name(byte[] dedupeKey) => Convert.ToHexString(dedupeKey);
}
