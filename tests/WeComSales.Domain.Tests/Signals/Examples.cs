namespace WeComSales.Domain.Tests.Signals;

/// <summary>Own labelled messages: <c>labels | text</c> under <c>## voice:</c> headings; a minus denies, no label means that nothing may be found.</summary>
sealed record Example(string Voice, string Text, IReadOnlySet<string> Expected)
{
    public static IReadOnlyList<Example> All { get; } = Of("Examples");

    /// <summary>Messages of a file of voices that no weights were learned from.</summary>
    public static IReadOnlyList<Example> Unlearned(string file) => Of("Unlearned", file);

    public IReadOnlySet<string> Found() => Marks(Shipped.Reader.Read(Text, Shipped.Monday).Signals);

    public static IReadOnlySet<string> Marks(IEnumerable<Signal> signals) =>
        signals.Select(signal => (signal.Polarity == Polarity.Negated ? "-" : "") + signal.Label).ToHashSet(StringComparer.Ordinal);

    static List<Example> Of(string folder, string files = "*.txt") => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Signals", folder), files)
        .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Aggregate((Voice: "", Examples: new List<Example>()), Read).Examples;

    static (string, List<Example>) Read((string Voice, List<Example> Examples) so, string line)
    {
        const string heading = "## voice: ";
        if (line.StartsWith(heading, StringComparison.Ordinal)) return (line[heading.Length..], so.Examples);
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        if (!line.StartsWith('#') && bar >= 0)
            so.Examples.Add(new(so.Voice, line[(bar + 1)..].Trim(), line[..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)));
        return so;
    }
}

/// <summary>How well sets of marks were found, counted over messages.</summary>
sealed class Tally
{
    int right, wrong, missed, silent, kept;

    public double F1 => 2.0 * right / Math.Max(1, (2 * right) + wrong + missed);

    public double Recall => (double)right / Math.Max(1, right + missed);

    /// <summary>Share of the messages without any label on which nothing was found.</summary>
    public double Silence => (double)kept / Math.Max(1, silent);

    public void Count(IReadOnlySet<string> expected, IReadOnlySet<string> found, IReadOnlySet<string>? optional = null)
    {
        var counted = found.Where(mark => expected.Contains(mark) || optional?.Contains(mark) != true).ToList();
        right += counted.Count(expected.Contains);
        wrong += counted.Count(mark => !expected.Contains(mark));
        missed += expected.Count(mark => !found.Contains(mark));
        if (expected.Count > 0 || optional?.Count > 0) return;
        silent++;
        if (found.Count == 0) kept++;
    }
}
