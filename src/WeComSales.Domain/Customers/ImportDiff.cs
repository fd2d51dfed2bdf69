namespace WeComSales.Domain;

/// <summary>
/// Which columns of an imported row change anything. What the previous import already said is not said again: whoever
/// changed it since has the last word, until the file itself changes.
/// </summary>
public static class ImportDiff
{
    /// <param name="previous">The columns of the previous import of this row; where there was none, an empty cell says nothing.</param>
    /// <param name="current">What the system holds now.</param>
    /// <param name="incoming">The columns that the file has, in normal form.</param>
    public static IReadOnlyDictionary<string, string> Changes(
        IReadOnlyDictionary<string, string>? previous,
        IReadOnlyDictionary<string, string> current,
        IReadOnlyDictionary<string, string> incoming) =>
        incoming
            .Where(column => (previous?.GetValueOrDefault(column.Key) ?? "") != column.Value)
            .Where(column => current.GetValueOrDefault(column.Key, "") != column.Value)
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>What to remember for the next import: a column that this file lacks keeps what an earlier file said.</summary>
    public static IReadOnlyDictionary<string, string> Remember(
        IReadOnlyDictionary<string, string>? previous,
        IReadOnlyDictionary<string, string> incoming) =>
        (previous ?? new Dictionary<string, string>())
            .Where(column => !incoming.ContainsKey(column.Key))
            .Concat(incoming)
            .ToDictionary(StringComparer.Ordinal);
}
