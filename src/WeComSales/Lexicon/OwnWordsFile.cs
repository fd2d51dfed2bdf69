using System.Globalization;
using System.Text.Json;
using CsvHelper;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>A company's own words as a file: CSV (kind,label,term,replacement), or JSON with products and competitors by trade.</summary>
public static class OwnWordsFile
{
    /// <exception cref="FormatException">The file cannot be read; the message names the line and what is allowed there.</exception>
    public static IReadOnlyList<TenantWord> Read(string path)
    {
        var text = File.ReadAllText(path);
        return text.TrimStart().StartsWith('{') ? Json(text) : Csv(text);
    }

    /// <exception cref="FormatException">The text is no such CSV; the message names the line and what is allowed there.</exception>
    public static IReadOnlyList<TenantWord> Parse(string csv) => Csv(csv);

    /// <exception cref="FormatException">A word lacks what its kind needs; the message names its place.</exception>
    public static IReadOnlyList<TenantWord> Checked(IReadOnlyList<TenantWord> words)
    {
        for (var i = 0; i < words.Count; i++) Check(words[i], i + 1);
        return words;
    }

    /// <summary>The words as a file that <see cref="Read"/> takes.</summary>
    public static string Write(IReadOnlyList<TenantWord> words)
    {
        var text = new System.Text.StringBuilder("kind,label,term,replacement\n");
        foreach (var word in words)
            text.AppendJoin(',', ((string?[])[word.Kind.ToString().ToLowerInvariant(), word.Label, word.Term, word.Replacement]).Select(Quoted)).Append('\n');
        return text.ToString();
    }

    static string Quoted(string? cell)
    {
        var plain = CsvGuard.Write(cell ?? "");
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static List<TenantWord> Csv(string text)
    {
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        using var csv = CsvReader.Create(reader, new CsvReaderOptions { HasHeader = false, Separator = ',', DetectSeparatorHint = false, TrackLineNumbers = true }, leaveOpen: true);
        var words = new List<TenantWord>();
        string[]? header = null;
        while (csv.Read())
        {
            var cells = csv.Current.ToArray().Select(cell => cell.Trim()).ToArray();
            if (header is null) header = cells;
            else if (cells.Any(cell => cell.Length > 0)) words.Add(Word(name => Cell(header, cells, name), csv.LineNumber));
        }
        return words;
    }

    static string? Cell(string[] header, string[] cells, string name)
    {
        var column = Array.IndexOf(header, name);
        return column >= 0 && column < cells.Length && cells[column].Length > 0 ? CsvGuard.Read(cells[column]) : null;
    }

    static TenantWord Word(Func<string, string?> cell, long line)
    {
        var (label, replacement) = (cell("label"), cell("replacement"));
        if (!Enum.TryParse<TenantWordKind>(cell("kind"), ignoreCase: true, out var kind) || cell("term") is not { } term)
            throw Wrong(line, "类别 kind 是 product、competitor、word、exclusion 或 rewrite，词 term 不能空");
        return Check(new(kind, label, term, replacement), line);
    }

    static TenantWord Check(TenantWord word, long line)
    {
        if (string.IsNullOrWhiteSpace(word.Term)) throw Wrong(line, "词 term 不能空");
        if (word.Kind == TenantWordKind.Word && (word.Label is null || !SignalLabels.IsKnown(word.Label))) throw Wrong(line, $"信号 label 是 {string.Join("、", SignalLabels.All)} 之一");
        if (word.Kind == TenantWordKind.Rewrite && string.IsNullOrEmpty(word.Replacement)) throw Wrong(line, "rewrite 要写 replacement，说明换成什么");
        return word;
    }

    static FormatException Wrong(long line, string allowed) => new($"第 {line.ToString(CultureInfo.InvariantCulture)} 行：{allowed}");

    static List<TenantWord> Json(string text)
    {
        using var document = Document(text);
        return [.. Names(document.RootElement, "products", TenantWordKind.Product), .. Names(document.RootElement, "competitors", TenantWordKind.Competitor)];
    }

    static JsonDocument Document(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new FormatException("自己的词以 { 开头，却不是 JSON");
        }
    }

    static List<TenantWord> Names(JsonElement root, string property, TenantWordKind kind) =>
        root.TryGetProperty(property, out var trades)
            ? trades.EnumerateObject().SelectMany(trade => trade.Value.EnumerateArray()).Select(name => new TenantWord(kind, null, name.GetString() ?? "", null)).ToList()
            : [];
}
