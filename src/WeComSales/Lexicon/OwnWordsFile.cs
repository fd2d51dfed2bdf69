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
        using var csv = new CsvReader(new StringReader(text), CultureInfo.InvariantCulture);
        var words = new List<TenantWord>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var (kind, term) = (csv.GetField("kind")?.Trim() ?? "", csv.GetField("term")?.Trim() ?? "");
            var (label, replacement) = (Filled(csv, "label"), Filled(csv, "replacement"));
            if (!Enum.TryParse<TenantWordKind>(kind, ignoreCase: true, out var known) || term.Length == 0) throw Wrong(csv, "kind is product, competitor, word, exclusion or rewrite; term is not empty");
            if (known == TenantWordKind.Word && (label is null || !SignalLabels.IsKnown(label))) throw Wrong(csv, $"label is one of {string.Join(", ", SignalLabels.All)}");
            if (known == TenantWordKind.Rewrite && replacement is null) throw Wrong(csv, "a rewrite needs a replacement");
            words.Add(new(known, label, term, replacement));
        }
        return words;
    }

    static string? Filled(CsvReader csv, string column) =>
        csv.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    static FormatException Wrong(CsvReader csv, string allowed) =>
        new($"line {csv.Parser.Row.ToString(CultureInfo.InvariantCulture)}: {csv.Parser.RawRecord.TrimEnd()} ({allowed})");

    static List<TenantWord> Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. Names(document.RootElement, "products", TenantWordKind.Product), .. Names(document.RootElement, "competitors", TenantWordKind.Competitor)];
    }

    static IEnumerable<TenantWord> Names(JsonElement root, string property, TenantWordKind kind) =>
        root.TryGetProperty(property, out var trades)
            ? trades.EnumerateObject().SelectMany(trade => trade.Value.EnumerateArray()).Select(name => new TenantWord(kind, null, name.GetString() ?? "", null)).ToList()
            : [];
}
