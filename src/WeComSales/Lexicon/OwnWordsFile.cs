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
        return column >= 0 && column < cells.Length && cells[column].Length > 0 ? cells[column] : null;
    }

    static TenantWord Word(Func<string, string?> cell, long line)
    {
        var (label, replacement) = (cell("label"), cell("replacement"));
        if (!Enum.TryParse<TenantWordKind>(cell("kind"), ignoreCase: true, out var kind) || cell("term") is not { } term)
            throw Wrong(line, "kind is product, competitor, word, exclusion or rewrite, and term is not empty");
        if (kind == TenantWordKind.Word && (label is null || !SignalLabels.IsKnown(label))) throw Wrong(line, $"the label of a word is one of {string.Join(", ", SignalLabels.All)}");
        if (kind == TenantWordKind.Rewrite && replacement is null) throw Wrong(line, "a rewrite needs a replacement");
        return new(kind, label, term, replacement);
    }

    static FormatException Wrong(long line, string allowed) => new($"line {line.ToString(CultureInfo.InvariantCulture)}: {allowed}");

    static List<TenantWord> Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. Names(document.RootElement, "products", TenantWordKind.Product), .. Names(document.RootElement, "competitors", TenantWordKind.Competitor)];
    }

    static List<TenantWord> Names(JsonElement root, string property, TenantWordKind kind) =>
        root.TryGetProperty(property, out var trades)
            ? trades.EnumerateObject().SelectMany(trade => trade.Value.EnumerateArray()).Select(name => new TenantWord(kind, null, name.GetString() ?? "", null)).ToList()
            : [];
}
