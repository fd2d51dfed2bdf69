namespace WeComSales.Lexicon;

/// <summary>How well sets of marks were found, counted over messages as keywords/score.py counts them.</summary>
sealed class Tally
{
    int right, wrong, missed, deniedRight, deniedOff, silent, kept;

    public int Messages { get; private set; }
    public double Precision => (double)right / Math.Max(1, right + wrong);
    public double Recall => (double)right / Math.Max(1, right + missed);
    public double F1 => 2.0 * right / Math.Max(1, (2 * right) + wrong + missed);
    public double Denied => 2.0 * deniedRight / Math.Max(1, (2 * deniedRight) + deniedOff);

    /// <summary>Share of the messages without any label on which nothing was found.</summary>
    public double Silence => (double)kept / Math.Max(1, silent);

    public void Count(IReadOnlySet<string> expected, IReadOnlySet<string> found)
    {
        Messages++;
        right += found.Count(expected.Contains);
        wrong += found.Count(mark => !expected.Contains(mark));
        missed += expected.Count(mark => !found.Contains(mark));
        deniedRight += found.Count(mark => mark[0] == '-' && expected.Contains(mark));
        deniedOff += found.Count(mark => mark[0] == '-' && !expected.Contains(mark)) + expected.Count(mark => mark[0] == '-' && !found.Contains(mark));
        if (expected.Count > 0) return;
        silent++;
        if (found.Count == 0) kept++;
    }
}
