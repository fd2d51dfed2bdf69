namespace WeComSales.Data;

/// <summary>By what a text is known to be about somebody.</summary>
/// <param name="marks">Theirs alone: their id, their phone numbers, the ids of what hangs on them.</param>
/// <param name="names">What others may be called too.</param>
public sealed class Mentions(IReadOnlyCollection<string> marks, IReadOnlyCollection<string> names)
{
    /// <summary>Shorter ones stand in too many texts that are about somebody else.</summary>
    const int Shortest = 2;

    readonly string[] marks = [.. marks.Where(mark => mark.Length >= Shortest).Distinct(StringComparer.Ordinal)];
    readonly string[] names = [.. names.Where(name => name.Length >= Shortest).Distinct(StringComparer.Ordinal)];

    /// <summary>Certainly about them.</summary>
    public bool In(string? text) => text is not null && marks.Any(mark => Stands(text, mark));

    /// <summary>About them, or about somebody of the same name.</summary>
    public bool MayBeIn(string? text) => In(text) || (text is not null && names.Any(name => Stands(text, name)));

    public Mentions And(IEnumerable<string> more) => new([.. marks, .. more], names);

    /// <summary>As a whole word where it is one of letters and digits: "wm1" is not in "wm12".</summary>
    static bool Stands(string text, string mark)
    {
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var after = at + mark.Length;
            if (!(at > 0 && GoesOn(text[at - 1], mark[0])) && !(after < text.Length && GoesOn(mark[^1], text[after])))
            {
                return true;
            }
        }

        return false;
    }

    static bool GoesOn(char one, char next) => char.IsAsciiLetterOrDigit(one) && char.IsAsciiLetterOrDigit(next);
}
