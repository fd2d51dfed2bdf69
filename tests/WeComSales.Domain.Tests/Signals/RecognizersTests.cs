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
    public void Numbers() => Measure("Number/Chinese/NumberModel.json", 0.95, (text, _) => Numerals(text), One(Number), input => Odd(input));

    [KeywordsFact]
    public void Percents() => Measure("Number/Chinese/PercentModel.json", 0.95, (text, at) => Values(text, at, EntityKind.Percent), One(result => Value(result)?.TrimEnd('%')), input => Odd(input));

    [KeywordsFact]
    public void Currencies() => Measure("NumberWithUnit/Chinese/CurrencyModel.json", 0.90, (text, at) => Values(text, at, EntityKind.Money), One(Number), input => Odd(input));

    [KeywordsFact]
    public void Dates_periods_and_durations() => Measure("DateTime/Chinese/DateTimeModel.json", 0.78, Spans, Span, Timeless);

    void Measure(string file, double least, Func<string, DateTimeOffset, List<string>> read, Func<JsonElement, IReadOnlyList<string>?> expected, Func<string, string?> leftOut)
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
            if (values.TrueForAll(options => options!.Any(found.Contains))) right++;
            else output.WriteLine($"missed {input}: expected {string.Join(' ', values.Select(options => string.Join('|', options!)))}, found {string.Join(' ', found)}");
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

    static Func<JsonElement, IReadOnlyList<string>?> One(Func<JsonElement, string?> expected) => result => expected(result) is { } value ? [value] : null;

    /// <summary>Any reading they allow (a month without a year may be the past or the coming one); their period ends are exclusive, ours inclusive.</summary>
    static IReadOnlyList<string>? Span(JsonElement result)
    {
        if (!result.GetProperty("resolution").TryGetProperty("values", out var values)) return null;
        var options = values.EnumerateArray().SelectMany(value => (string?[])[Span1(value), Named(value), Whole(value)]).OfType<string>().ToList();
        return options.Count > 0 ? options : null;
    }

    static string? Span1(JsonElement value) => value.GetProperty("type").GetString() switch
    {
        "date" => Text(value, "value"),
        "datetime" when Text(value, "value") is { Length: 19 } time => $"{time[..10]}T{time[11..16]}",
        "duration" => Halves(Text(value, "timex")),
        "daterange" when DateOnly.TryParse(Text(value, "start"), CultureInfo.InvariantCulture, out var from) && DateOnly.TryParse(Text(value, "end"), CultureInfo.InvariantCulture, out var to) =>
            $"{from:yyyy-MM-dd}/{to.AddDays(-1):yyyy-MM-dd}",
        _ => null,
    };

    /// <summary>Where both ends are named (10日到12日) the last day named is in it.</summary>
    static string? Named(JsonElement value) =>
        value.GetProperty("type").GetString() == "daterange" && Text(value, "timex")?.StartsWith('(') == true ? $"{Text(value, "start")}/{Text(value, "end")}" : null;

    /// <summary>三月到五月: they stop where May begins, here May is in it.</summary>
    static string? Whole(JsonElement value)
    {
        if (Named(value) is null || !DateOnly.TryParse(Text(value, "end"), CultureInfo.InvariantCulture, out var end) || end.Day != 1) return null;
        return $"{Text(value, "start")}/{end.AddMonths(end.Month == 1 && Text(value, "start")!.EndsWith("-01-01", StringComparison.Ordinal) ? 12 : 1).AddDays(-1):yyyy-MM-dd}";
    }

    // Half units as keywords/README.md writes them.
    static string? Halves(string? timex) => timex switch
    {
        "PT0.5H" => "PT30M",
        "P0.5M" => "P15D",
        "P0.5Y" => "P6M",
        "P1.5Y" => "P18M",
        "P3.5Y" => "P42M",
        _ => timex,
    };

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
        _ when input.Contains("雍正") || input.Contains("民国") || input.Contains("神龙") || input.Contains("正月") => "eras, centuries, lunar days",
        _ when input.Contains("分钟前") || input.Contains("分钟之前") || input.Contains("小时后") => "times counted from the minute",
        _ when input is "= 2019" or "12/1" or "1/2/2020" or "你12-11-10有时间吗" or "10/1/2017-11/2/2017" => "bare figures that may be a code, a part or a price",
        _ when input.Contains("2月30日") || input.Contains("2019年2月29日") => "days that do not exist",
        _ when input is "最近" => "words that are no dates here",
        _ => null,
    };
}
