namespace WeComSales.Domain;

/// <summary>The code of an opportunity that has no company key yet: <c>W-</c> and 8 characters.</summary>
public static class OpportunityCode
{
    /// <summary>Random bytes needed for one code.</summary>
    public const int Bytes = 5;

    // No I, L, O, U: read aloud and typed by hand without doubt.
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <exception cref="ArgumentException">Not exactly <see cref="Bytes"/> bytes.</exception>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != Bytes)
        {
            throw new ArgumentException($"A code takes {Bytes} random bytes.", nameof(random));
        }

        var bits = random.ToArray().Aggregate(0UL, (all, next) => (all << 8) | next);
        return "W-" + string.Concat(Enumerable.Range(0, 8).Select(place => Alphabet[(int)((bits >> (35 - (5 * place))) & 31)]));
    }
}
