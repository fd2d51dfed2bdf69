using System.Buffers;

namespace WeComSales.Domain;

/// <summary>A badge (工牌): chooses who of a shop acts on a shared phone. Its code is random and only its hash is kept.</summary>
public sealed record Badge(
    string Id, string CodeHash, string Userid, string StoreCode, string IssuedBy, DateTimeOffset IssuedAt, DateTimeOffset? RevokedAt = null, string? RevokedBy = null)
{
    /// <summary>128 random bits: nobody guesses one.</summary>
    public const int RandomBytes = 16;

    const string Prefix = "WB";
    const int Digits = 26;

    // Without letters that a print or an eye confuses (Crockford's base 32).
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static readonly SearchValues<char> Known = SearchValues.Create(Alphabet);

    /// <summary>WB and 26 letters and digits: a scanner gun can type them, and a QR code holds them in its smallest form.</summary>
    public static string CodeOf(ReadOnlySpan<byte> random)
    {
        var digits = new char[Digits];
        for (var i = 0; i < Digits; i++)
        {
            var value = 0;
            for (var bit = 0; bit < 5; bit++)
            {
                var at = (i * 5) + bit;
                value = (value << 1) | (at < random.Length * 8 ? (random[at / 8] >> (7 - (at % 8))) & 1 : 0);
            }

            digits[i] = Alphabet[value];
        }

        return Prefix + new string(digits);
    }

    /// <summary>The code in its one form; null for a text that is no badge's code. A gun may have typed small letters.</summary>
    public static string? Read(string? text)
    {
        var code = text?.Trim().ToUpperInvariant();
        return code?.Length == Prefix.Length + Digits && code.StartsWith(Prefix, StringComparison.Ordinal) && code.AsSpan(Prefix.Length).IndexOfAnyExcept(Known) < 0 ? code : null;
    }
}

/// <summary>The time for which a badge has a phone in hand.</summary>
/// <param name="Id">Made by the page: a repeat after a lost answer is the same turn.</param>
/// <param name="Phone">The account that is signed in on the phone.</param>
/// <param name="ActiveAt">The last time something was done.</param>
public sealed record BadgeTurn(
    string Id, string Phone, string BadgeId, string Userid, string StoreCode, DateTimeOffset BeganAt, DateTimeOffset ActiveAt, DateTimeOffset? EndedAt)
{
    /// <summary>The last badge on a phone was somebody else's: then the phone is shared, and nobody acts on it without one.</summary>
    public bool IsSomebodyElses => Userid != Phone;

    public bool IsLocked(DateTimeOffset now, TimeSpan idle) => EndedAt is not null || now - ActiveAt > idle;

    /// <summary>What was tapped in this turn stays this person's, also when it arrives after the turn is over.</summary>
    /// <param name="at">When it was tapped, as the phone tells it.</param>
    /// <param name="slack">Clocks differ.</param>
    public bool Covers(DateTimeOffset at, TimeSpan slack) => at >= BeganAt - slack && (EndedAt is not { } end || at <= end + slack);
}
