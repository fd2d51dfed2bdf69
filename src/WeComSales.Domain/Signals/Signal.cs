namespace WeComSales.Domain;

/// <summary>Said, or said not to be so (价格不高).</summary>
public enum Polarity { Affirmed, Negated }

/// <summary>A typed thing found in a text (信号), with the words that carry it.</summary>
/// <param name="Label">One of <see cref="SignalLabels"/>.</param>
/// <param name="Start">UTF-16 index of the first code unit of the evidence in the original text.</param>
/// <param name="End">UTF-16 index behind the evidence.</param>
/// <param name="Why">The rule or words that made it, readable.</param>
/// <param name="Against">The words that spoke against it, readable; empty when none did.</param>
public sealed record Signal(string Label, Polarity Polarity, int Start, int End, string Evidence, string Why, string Against = "");

public enum EntityKind { Money, Percent, Quantity, Duration, Date, Phone, PersonRole, Product, Competitor }

/// <summary>A named or measured thing in a text, with its value in normal form (product.md F7).</summary>
/// <param name="Value">Money in CNY, dates as ISO 8601 in Asia/Shanghai, durations as ISO 8601, phones as digits.</param>
public sealed record Entity(EntityKind Kind, string Value, int Start, int End, string Text, string Why);

/// <summary>Everything read in one message: signals, entities, and the one thing to do next.</summary>
public sealed record Reading(IReadOnlyList<Signal> Signals, IReadOnlyList<Entity> Entities, string? NextAction)
{
    public static readonly Reading Nothing = new([], [], null);

    /// <summary>The same reading where the text stands further behind in a longer one.</summary>
    public Reading Moved(int by) => this with
    {
        Signals = [.. Signals.Select(signal => signal with { Start = signal.Start + by, End = signal.End + by })],
        Entities = [.. Entities.Select(entity => entity with { Start = entity.Start + by, End = entity.End + by })],
    };
}
