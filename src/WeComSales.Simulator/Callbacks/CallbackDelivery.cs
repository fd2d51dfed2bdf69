using System.Collections.Concurrent;

namespace WeComSales.Simulator;

/// <summary>One try to deliver one callback.</summary>
/// <param name="Event">Equal for all tries and duplicates of the same callback.</param>
/// <param name="Try">1 to 4.</param>
/// <param name="At">By the simulator's clock.</param>
/// <param name="Channel">app or bot.</param>
/// <param name="Plaintext">What was encrypted; the same in each try.</param>
/// <param name="Status">The HTTP status, 0 when there was none.</param>
/// <param name="Latency">Real time until the answer, the cut or the failure.</param>
public sealed record CallbackDelivery(int Event, int Try, DateTimeOffset At, string Channel, string Plaintext, int Status, TimeSpan Latency)
{
    public const string TooLate = "no answer in time";
    public const string Lost = "lost on purpose";

    /// <summary>Why there was no answer, or why the reply inside a 200 was not accepted.</summary>
    public string? Problem { get; init; }

    /// <summary>The decrypted reply, if there was one.</summary>
    public string? Reply { get; init; }

    public bool Answered => Status == 200;
}

sealed class DeliveryLog
{
    readonly ConcurrentQueue<CallbackDelivery> deliveries = new();
    int last;

    public int NextEvent() => Interlocked.Increment(ref last);

    public void Add(CallbackDelivery delivery) => deliveries.Enqueue(delivery);

    public IReadOnlyList<CallbackDelivery> All => [.. deliveries];
}
