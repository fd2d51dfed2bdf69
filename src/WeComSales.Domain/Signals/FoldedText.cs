namespace WeComSales.Domain;

/// <summary>A text in canonical writing together with where each of its characters came from.</summary>
/// <param name="Text">Simplified, half-width, lower case; marks that carry no words are gone.</param>
/// <param name="From">For each character the UTF-16 index in the original where it begins.</param>
/// <param name="To">For each character the UTF-16 index in the original behind it.</param>
/// <param name="Loose">True where something without words (blank, emoji) stood before the character.</param>
/// <param name="Clauses">For each character the index of the first character of its clause; a clause mark is a clause of its own.</param>
sealed record FoldedText(string Original, char[] Text, int[] From, int[] To, bool[] Loose, int[] Clauses)
{
    readonly int[] clauseEnds = EndsOf(Clauses);

    public int Length => Text.Length;

    /// <summary>The place in the original of the folded characters [start, end), end exclusive.</summary>
    public (int Start, int End) Place(int start, int end) => (From[start], To[end - 1]);

    public bool SameClause(int left, int right) => Clauses[left] == Clauses[right];

    /// <summary>The index behind the last character of the clause that this character is in.</summary>
    public int ClauseEnd(int index) => clauseEnds[index];

    public char At(int index) => index >= 0 && index < Text.Length ? Text[index] : '\0';

    public bool Has(int index, string word) =>
        index >= 0 && index + word.Length <= Text.Length && Text.AsSpan(index, word.Length).SequenceEqual(word);

    static int[] EndsOf(int[] clauses)
    {
        var ends = new int[clauses.Length];
        for (var i = clauses.Length - 1; i >= 0; i--) ends[i] = i + 1 < clauses.Length && clauses[i + 1] == clauses[i] ? ends[i + 1] : i + 1;
        return ends;
    }
}
