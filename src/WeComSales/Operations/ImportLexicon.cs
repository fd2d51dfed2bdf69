using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>The company's own words. A file is the whole list: it becomes a new version, which waits to be activated; the same list as the newest version changes nothing.</summary>
public sealed class ImportLexicon(Db db) : ImportKind
{
    const int LongestTerm = 64;
    const string By = "import";

    readonly List<TenantWord> words = [];
    IReadOnlyList<TenantWord> newest = [];
    int? kept;

    public override string Name => "lexicon";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("kind", Kind, Required: true),
        new("label", Label),
        new("term", Term, Required: true),
        new("replacement", Term),
    ];

    /// <summary>No column alone names a word: its kind, its label and the term do.</summary>
    public override string KeyOf(IReadOnlyDictionary<string, string> cells) => $"{cells["kind"]}\n{Cell(cells, "label")}\n{cells["term"]}";

    public override string? Remark => kept is { } number ? $"已存为第 {number} 版，尚未启用；启用：wecomsales lexicon activate {number}" : null;

    public override async Task Begin() => newest = await db.Read(Newest);

    public override Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now) =>
        Task.FromResult<IReadOnlyList<RowOutcome>>([.. rows.Select(row => Taken(Word(row.Cells)))]);

    public override async Task End(DateTimeOffset now)
    {
        if (words.Count == 0 || (words.Count == newest.Count && words.All(newest.Contains)))
        {
            return;
        }

        while (kept is null)
        {
            kept = await db.Write(tx => tx.Lexicons.Add(words, By, By, now));
        }
    }

    /// <summary>The version in use, all of it on the first page.</summary>
    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        afterKey.Length == 0 && await tx.Lexicons.Active() is var number and > 0 ? [.. (await tx.Lexicons.ByNumber(number))!.Words.Select(Row)] : [];

    static async Task<IReadOnlyList<TenantWord>> Newest(Tx tx) =>
        (await tx.Lexicons.Newest(1)) is [var line] ? (await tx.Lexicons.ByNumber(line.Number))!.Words : [];

    RowOutcome Taken(TenantWord word)
    {
        if (word.Kind == TenantWordKind.Word && word.Label is null)
        {
            return RowOutcome.Rejected("label", $"word 要写标签，可以是 {string.Join("、", SignalLabels.All)}");
        }

        if (word.Kind == TenantWordKind.Rewrite && word.Replacement is null)
        {
            return RowOutcome.Rejected("replacement", "rewrite 要写替换成什么");
        }

        words.Add(word);
        return new(newest.Contains(word) ? RowFate.Unchanged
            : newest.Any(old => old.Kind == word.Kind && old.Label == word.Label && old.Term == word.Term) ? RowFate.Changed : RowFate.Added);
    }

    static TenantWord Word(IReadOnlyDictionary<string, string> cells) => new(
        Enum.Parse<TenantWordKind>(cells["kind"], ignoreCase: true), Cells.OrNull(Cell(cells, "label")), cells["term"], Cells.OrNull(Cell(cells, "replacement")));

    static Dictionary<string, string> Row(TenantWord word) => new(StringComparer.Ordinal)
    {
        ["kind"] = Written(word.Kind),
        ["label"] = word.Label ?? "",
        ["term"] = word.Term,
        ["replacement"] = word.Replacement ?? "",
    };

    static string Cell(IReadOnlyDictionary<string, string> cells, string name) => cells.GetValueOrDefault(name, "");

    static string Written(TenantWordKind kind) => kind.ToString().ToLowerInvariant();

    static CellReading Kind(string text, CellContext context) =>
        Enum.GetValues<TenantWordKind>().Select(Written).FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? known
            : CellReading.Wrong($"没有「{text}」这一类，可以是 {string.Join("、", Enum.GetValues<TenantWordKind>().Select(Written))}");

    static CellReading Label(string text, CellContext context) =>
        SignalLabels.IsKnown(text) ? text : CellReading.Wrong($"没有标签「{text}」，可以是 {string.Join("、", SignalLabels.All)}");

    static CellReading Term(string text, CellContext context) =>
        text.Length <= LongestTerm && !text.Any(char.IsControl) ? text : CellReading.Wrong($"最长 {LongestTerm} 个字符");
}
