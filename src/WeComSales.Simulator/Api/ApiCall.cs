using System.Collections.Concurrent;

namespace WeComSales.Simulator;

/// <summary>One call that reached this WeCom, with what became of it.</summary>
/// <param name="Number">1 for the first call.</param>
/// <param name="At">By the simulator's clock.</param>
/// <param name="Arrived">By the machine's clock (Stopwatch ticks), to measure with.</param>
/// <param name="Path">Without the leading /cgi-bin/, such as message/send.</param>
/// <param name="Status">The HTTP status; 0 when the connection was cut.</param>
/// <param name="Fault">The fault that struck, or null.</param>
public sealed record ApiCall(int Number, DateTimeOffset At, long Arrived, string Method, string Path, string Query, byte[] Body, int Status, string Answer, int ErrCode, string? Fault)
{
    /// <summary>Things that WeCom takes in silence, such as a text longer than a phone shows.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Members to whom the message was silently not delivered because of the frequency limits.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>True when the duplicate check swallowed the message.</summary>
    public bool Duplicate { get; init; }

    public string BodyText => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>All calls so far, oldest first.</summary>
sealed class CallLog
{
    readonly ConcurrentQueue<ApiCall> calls = new();
    int last;

    public int Next() => Interlocked.Increment(ref last);

    public void Add(ApiCall call) => calls.Enqueue(call);

    public IReadOnlyList<ApiCall> All => [.. calls.OrderBy(call => call.Number)];
}
