using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace WeComSales.Domain.Tests.Signals;

/// <summary>
/// Number, percent, currency and date cases of Microsoft Recognizers-Text, read where they lie. A case counts as right when every
/// value that is expected is found; what the product never needs is left out and listed with its reason.
/// </summary>
public sealed class RecognizersTests(ITestOutputHelper output)
{
    static readonly EntityWords Words = new(Shipped.Files["entities"], Folding());
    int right, asked;
    readonly Dictionary<string, int> skipped = [];

    [KeywordsFact]
    public void Numbers() => Measure("Number/Chinese/NumberModel.json", 0.72, (text, _) => Numerals(text), Number, input => Odd(input));

    [KeywordsFact]
    public void Percents() => Measure("Number/Chinese/PercentModel.json", 0.90, (text, at) => Values(text, at, EntityKind.Percent), result => Value(result)?.TrimEnd('%'), input => Odd(input));

    [KeywordsFact]
    public void Currencies() => Measure("NumberWithUnit/Chinese/CurrencyModel.json", 0.75, (text, at) => Values(text, at, EntityKind.Money), Number, input => Odd(input));

    [KeywordsFact]
    public void Dates_periods_and_durations() => Measure("DateTime/Chinese/DateTimeModel.json", 0.42, Spans, Span, Timeless);

    void Measure(string file, double least, Func<string, DateTimeOffset, List<string>> read, Func<JsonElement, string?> expected, Func<string, string?> leftOut)
    {
        foreach (var test in SharedKeywords.Lines("recognizers_zh_flat.jsonl").Where(test => test.GetProperty("file").GetString() == file))
        {
            var input = test.GetProperty("input").GetString()!;
            var values = test.GetProperty("results").EnumerateArray().Select(expected).ToList();
            var reason = leftOut(input) ?? (values.Contains(null) ? "value of a kind that is not kept" : null);
            if (reason is not null)
            {
                skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
                continue;
            }
            asked++;
            var reference = test.GetProperty("ref").ValueKind == JsonValueKind.String ? test.GetProperty("ref").GetDateTime() : new DateTime(2026, 3, 9);
            var found = read(input, new(DateTime.SpecifyKind(reference, DateTimeKind.Unspecified), TimeSpan.FromHours(8)));
            if (values.All(found.Contains!)) right++;
            else output.WriteLine($"missed {input}: expected {string.Join(' ', values)}, found {string.Join(' ', found)}");
        }
        output.WriteLine($"{file}: {right} of {asked} = {(double)right / asked:P1}; left out: {string.Join(", ", skipped.Select(one => $"{one.Value} {one.Key}"))}");
        ((double)right / asked).ShouldBeGreaterThan(least);
    }

    static Folding Folding() => new(LexiconText.Words(Shipped.Files["fold"]), []);

    static List<string> Numerals(string input)
    {
        var text = Folding().Fold(input, Speakers.Of(input, false));
        var found = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var number = NumeralReader.Read(text, at);
            if (number is { } read && read.Low == read.High) found.Add(Numeral.Show(read.Low));
            at = number?.End ?? at + 1;
        }
        return found;
    }

    static List<string> Values(string input, DateTimeOffset at, EntityKind kind) =>
        [.. Finds(input, at).Where(find => find.Kind == kind).Select(find => find.Value.TrimEnd('%').Split(' ')[^1])];

    static List<Find> Finds(string input, DateTimeOffset at) =>
        new EntityScan(Words).Scan(Folding().Fold(input, Speakers.Of(input, false)), DateOnly.FromDateTime(at.DateTime));

    static List<string> Spans(string input, DateTimeOffset at) => [.. Finds(input, at).Select(find => find.Value)];

    static string? Value(JsonElement result) => result.GetProperty("resolution").TryGetProperty("value", out var value) ? value.GetString() : null;

    static string? Number(JsonElement result) =>
        decimal.TryParse(Value(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Numeral.Show(number) : null;

    /// <summary>The last resolution is the coming one; their period ends are exclusive, ours inclusive.</summary>
    static string? Span(JsonElement result)
    {
        if (!result.GetProperty("resolution").TryGetProperty("values", out var values)) return null;
        var last = values.EnumerateArray().Last();
        return last.GetProperty("type").GetString() switch
        {
            "date" => Text(last, "value"),
            "datetime" when Text(last, "value") is { Length: 19 } time => $"{time[..10]}T{time[11..16]}",
            "duration" => Text(last, "timex"),
            "daterange" when DateOnly.TryParse(Text(last, "start"), CultureInfo.InvariantCulture, out var from) && DateOnly.TryParse(Text(last, "end"), CultureInfo.InvariantCulture, out var to) =>
                $"{from:yyyy-MM-dd}/{to.AddDays(-1):yyyy-MM-dd}",
            _ => null,
        };
    }

    static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() : null;

    static string? Odd(string input) => input switch
    {
        _ when input.Contains("分之") || input.Contains('/') || input.Contains('又') => "fractions",
        _ when input.Contains('负') || input.Contains('負') || input.Contains('-') || input.Contains('－') => "negative numbers",
        _ when input.Contains('e') || input.Contains('E') || input.Contains('^') || input.Contains('ｅ') => "powers",
        _ when input.Contains(' ') || input.Contains('　') => "numbers with blanks inside",
        _ when input.Contains('打') || input.Contains('双') || input.Contains('对') => "dozens and pairs",
        _ => null,
    };

    static string? Timeless(string input) => input switch
    {
        _ when input.Contains("康熙") || input.Contains("世纪") || input.Contains("年代") || input.Contains("道光") || input.Contains("初一") => "eras, centuries, lunar days",
        _ when input.Contains('每') => "repeated times",
        _ => null,
    };
}
