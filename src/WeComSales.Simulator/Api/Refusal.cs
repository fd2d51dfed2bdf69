namespace WeComSales.Simulator;

/// <summary>An errcode with the words that go with it (global error codes, D90313).</summary>
public sealed record Refusal(int Code, string Words)
{
    /// <summary>Null when the condition holds, so that checks read as one chain of ??.</summary>
    public static Refusal? Unless(bool holds, int code, string words) => holds ? null : new Refusal(code, words);

    public static Refusal? First<T>(IEnumerable<T> items, Func<T, Refusal?> check) =>
        items.Select(check).FirstOrDefault(refusal => refusal is not null);
}
