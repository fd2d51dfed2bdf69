using System.Diagnostics;

namespace WeComSales;

/// <summary>
/// One trace from a callback to the messages that it causes. Its id is the callback's own key, so a repeat, a retry
/// and another instance all write into the same trace without a column in the inbox. Names hold kinds and numbers,
/// never a person or a word of a chat.
/// </summary>
public static class Tracing
{
    public const string Name = "WeComSales";

    const int SpanBytes = 8;

    static readonly ActivitySource Source = new(Name);

    /// <summary>A step of what the callback with this key started; null when nobody listens.</summary>
    /// <param name="dedupeKey">16 bytes.</param>
    public static Activity? Step(string step, ReadOnlySpan<byte> dedupeKey) => Source.HasListeners()
        ? Start(step, ActivityTraceId.CreateFromBytes(dedupeKey), ActivitySpanId.CreateFromBytes(dedupeKey[^SpanBytes..]))
        : null;

    /// <summary>A step of a trace whose id was stored; null when nobody listens, and a trace of its own without an id.</summary>
    public static Activity? Step(string step, string? trace) => !Source.HasListeners() ? null
        : trace is { Length: 32 } ? Start(step, ActivityTraceId.CreateFromString(trace), ActivitySpanId.CreateFromString(trace.AsSpan(SpanBytes * 2)))
        : Source.StartActivity(step);

    static Activity? Start(string step, ActivityTraceId trace, ActivitySpanId parent) =>
        Source.StartActivity(step, ActivityKind.Internal, new ActivityContext(trace, parent, ActivityTraceFlags.Recorded));
}
