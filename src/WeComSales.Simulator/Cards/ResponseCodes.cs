using System.Security.Cryptography;

namespace WeComSales.Simulator;

/// <summary>One sent card message: the same task on the phones of all its receivers.</summary>
sealed record SentCard(int AgentId, string TaskId, string Kind, IReadOnlyDictionary<string, Card> Cards)
{
    public bool Recalled { get; set; }

    public bool Interactive => Kind is "button_interaction" or "vote_interaction" or "multiple_interaction";
}

/// <summary>The one-time codes that allow to change a card: one from sending it and one more from each tap (D94888).</summary>
sealed class ResponseCodes(SimulatorClock clock, TimeSpan life)
{
    readonly Dictionary<string, (SentCard Card, DateTimeOffset Until)> open = [];

    public string Issue(SentCard card)
    {
        var code = RandomNumberGenerator.GetHexString(40, lowercase: true);
        open[code] = (card, clock.GetUtcNow() + life);
        return code;
    }

    /// <summary>The card that this code still opens, or null when it is unknown, used or too old.</summary>
    public SentCard? Find(string code) => open.TryGetValue(code, out var entry) && clock.GetUtcNow() < entry.Until ? entry.Card : null;

    public void Spend(string code) => open.Remove(code);
}
