using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>A code that lies about in the demo shop, as somebody sees it.</summary>
public sealed record ScanCode(string Code, string Title);

/// <summary>What a camera and a microphone can catch in the demo shop; empty for companies of tests.</summary>
public sealed record CounterDesk(IReadOnlyList<ScanCode> Codes, IReadOnlyList<string> Spoken)
{
    public static CounterDesk Nothing { get; } = new([], []);

    int next = -1;

    /// <summary>One sentence after the other; null where nobody speaks.</summary>
    public string? Hear() => Spoken.Count == 0 ? null : Spoken[Interlocked.Increment(ref next) % Spoken.Count];

    public static CounterDesk Read(string folder, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<CounterDesk>(File.ReadAllText(Path.Combine(folder, "counter.json")), options) ?? Nothing;
}
