using System.Text.RegularExpressions;

namespace WeComSales.Tests.Telemetry;

/// <summary>The example alerts and the dashboard ask for figures that the service tells.</summary>
public sealed partial class WatchFilesTests
{
    static readonly string[] endings = ["_total", "_bucket", "_count", "_sum", ""];

    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboard.json")]
    public void Every_figure_that_is_asked_for_is_told(string file) =>
        Strangers(File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "deploy", file))).ShouldBeEmpty();

    [Fact]
    public void A_figure_that_nobody_tells_is_seen() =>
        Strangers("rate(wecomsales_callbacks_stored_total[5m]) / wecomsales_moods_total").ShouldBe(["wecomsales_moods_total"]);

    static IEnumerable<string> Strangers(string text)
    {
        var told = Directory.EnumerateFiles(Path.Combine(FloorPlan.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Made().Matches(File.ReadAllText(path)))
            .Select(made => made.Groups["name"].Value.Replace('.', '_') + (made.Groups["unit"].Success ? "_seconds" : ""))
            .ToHashSet(StringComparer.Ordinal);
        return Asked().Matches(text).Select(asked => asked.Value).Distinct()
            .Where(name => !endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal) && told.Contains(name[..^ending.Length])));
    }

    [GeneratedRegex("""Create\w+(<\w+>)?\("(?<name>wecomsales[^"]+)"(?<unit>, "s")?(?<observed>, \(\) => [^\n]*?, (?<unit>"s"))?""")]
    private static partial Regex Made();

    [GeneratedRegex(@"\bwecomsales_\w+")]
    private static partial Regex Asked();
}
