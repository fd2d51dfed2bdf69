using System.Text.RegularExpressions;

namespace WeComSales.Tests.Telemetry;

/// <summary>The example alerts, the dashboard and the page of figures name what the service tells, and the page leaves none out.</summary>
public sealed partial class WatchFilesTests
{
    static readonly string[] endings = ["_total", "_bucket", "_count", "_sum", ""];

    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboard.json")]
    [InlineData("../operations.md")]
    public void Every_figure_that_is_asked_for_is_told(string file) =>
        Strangers(File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "deploy", file))).ShouldBeEmpty();

    [Fact]
    public void Every_figure_of_the_service_stands_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "operations.md"));

        Told().Count.ShouldBeGreaterThan(10);
        Told().Where(figure => !page.Contains($"`{figure}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_figure_that_nobody_tells_is_seen() =>
        Strangers("rate(wecomsales_callbacks_stored_total[5m]) / wecomsales_moods_total").ShouldBe(["wecomsales_moods_total"]);

    static IEnumerable<string> Strangers(string text)
    {
        var told = Told();
        return Asked().Matches(text).Select(asked => asked.Value).Distinct()
            .Where(name => !endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal) && told.Contains(name[..^ending.Length])));
    }

    static HashSet<string> Told() => Directory.EnumerateFiles(Path.Combine(FloorPlan.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(path => Made().Matches(File.ReadAllText(path)))
        .Select(made => made.Groups["name"].Value.Replace('.', '_') + (made.Groups["unit"].Success ? "_seconds" : ""))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""Create\w+(<\w+>)?\("(?<name>wecomsales[^"]+)"(?<unit>, "s")?(?<observed>, \(\) => [^\n]*?, (?<unit>"s"))?""")]
    private static partial Regex Made();

    [GeneratedRegex(@"\bwecomsales_\w+")]
    private static partial Regex Asked();
}
