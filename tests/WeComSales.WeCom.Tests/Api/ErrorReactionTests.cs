using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace WeComSales.WeCom.Tests;

public sealed partial class ErrorReactionTests
{
    [Theory]
    [InlineData(ErrorClass.Done, 0)]
    [InlineData(ErrorClass.Token, 40014, 42001)]
    [InlineData(ErrorClass.Configuration, 41001, 40001, 40013, 40091, 40056, 60020, 48002, 301002, 301042, 43012)]
    [InlineData(ErrorClass.Frequency, 45009, 45033)]
    [InlineData(ErrorClass.Transient, -1, 6000)]
    [InlineData(ErrorClass.Receiver, 81013, 60011, 40003, 43004)]
    [InlineData(ErrorClass.Content, 40033, 40035, 45002, 44004, 47001, 42014, 42045, 88001, 90206)]
    [InlineData(ErrorClass.Media, 40007, 40004, 40006, 45001)]
    [InlineData(ErrorClass.CardExpired, 60140)]
    public void Every_class_has_its_codes(ErrorClass expected, params int[] codes)
    {
        foreach (var code in codes)
        {
            ErrorReaction.Of(code).Class.ShouldBe(expected, code.ToString(CultureInfo.InvariantCulture));
            ErrorReaction.Of(code).IsKnown.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_code_in_no_list_is_transient_and_says_that_it_is_unknown() =>
        ErrorReaction.Of(123456).ShouldBe(new ErrorReaction(ErrorClass.Transient, null, IsKnown: false));

    [Fact]
    public void A_frequency_answer_says_how_long_to_wait()
    {
        ErrorReaction.Of(45009).Wait.ShouldBe(TimeSpan.FromMinutes(1));
        ErrorReaction.Of(45033).Wait.ShouldBe(TimeSpan.FromSeconds(1));
        ErrorReaction.Of(HttpStatusCode.TooManyRequests).ShouldBe(new ErrorReaction(ErrorClass.Frequency, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(500, ErrorClass.Transient)]
    [InlineData(502, ErrorClass.Transient)]
    [InlineData(504, ErrorClass.Transient)]
    [InlineData(408, ErrorClass.Transient)]
    [InlineData(301, ErrorClass.Configuration)]
    [InlineData(404, ErrorClass.Configuration)]
    public void An_HTTP_error_is_the_way_or_the_address(int status, ErrorClass expected) => ErrorReaction.Of((HttpStatusCode)status).Class.ShouldBe(expected);

    [SharedFact]
    public void Every_code_of_the_documented_table_has_a_reaction()
    {
        var reference = File.ReadAllText(Path.Combine(SharedSamples.Root!, "..", "reference.md"));
        var table = reference[reference.IndexOf("### 5.6", StringComparison.Ordinal)..reference.IndexOf("## 6.", StringComparison.Ordinal)];
        var cards = reference[reference.IndexOf("### 4.7", StringComparison.Ordinal)..reference.IndexOf("## 5.", StringComparison.Ordinal)];
        int[] codes =
        [
            .. table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => Codes(line.Split('|')[1])),
            .. cards.Split('·').SelectMany(part => Codes(part).Take(1)),
        ];
        codes.Length.ShouldBeGreaterThan(90);
        foreach (var code in codes.Concat(Enumerable.Range(82001, 3)))
        {
            ErrorReaction.Of(code).IsKnown.ShouldBeTrue(code.ToString(CultureInfo.InvariantCulture));
        }

        static IEnumerable<int> Codes(string text) => CodePattern().Matches(text.Replace('−', '-')).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"-1\b|\b\d{5,6}\b")]
    private static partial Regex CodePattern();
}
