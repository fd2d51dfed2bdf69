using System.Text.RegularExpressions;

namespace WeComSales.Tests.Security;

/// <summary>docs/security.md names evidence that is there, and leaves no requirement out.</summary>
public sealed partial class SecurityPageTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "security.md"));

    /// <summary>How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has, counted from its first; 11.2 and 15.4 with those of level 3 that were asked for.</summary>
    const string Sections =
        "1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 "
        + "6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 "
        + "11.1:2 11.2:5 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 15.4:4 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2";

    [Fact]
    public void Every_requirement_stands_there_once()
    {
        var asked = Sections.Split(' ').Select(section => section.Split(':')).SelectMany(section => Enumerable.Range(1, int.Parse(section[1], System.Globalization.CultureInfo.InvariantCulture)).Select(number => $"{section[0]}.{number}")).Append("1.2.10").ToList();
        var listed = Rows(Page).SelectMany(row => Numbers(row[0])).ToList();

        listed.GroupBy(number => number).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty("listed twice");
        asked.Except(listed).ShouldBeEmpty("left out");
        listed.Except(asked).ShouldBeEmpty("not asked");
    }

    [Fact]
    public void Every_evidence_is_there() => Missing(Page).ShouldBeEmpty();

    [Theory]
    [InlineData("| 1.1.1 | x | `NoSuchTests` |")]
    [InlineData("| 1.1.1 | x | `HeaderTests.No_such_promise` |")]
    [InlineData("| 1.1.1 | x | `src/NoSuch.cs` |")]
    [InlineData("| 1.1.1 | x | trust us |")]
    public void Evidence_that_is_not_there_is_seen(string row) => Missing("## Met\n" + row).ShouldHaveSingleItem();

    [Theory]
    [InlineData("6.2.1–6.2.3, 6.4.1", "6.2.1 6.2.2 6.2.3 6.4.1")]
    [InlineData("1.2.10", "1.2.10")]
    public void Ranges_are_read(string cell, string numbers) => string.Join(' ', Numbers(cell)).ShouldBe(numbers);

    static IReadOnlyList<string> Missing(string page)
    {
        var tests = Tests();
        return
        [
            .. from row in Rows(page[page.IndexOf("## Met\n", StringComparison.Ordinal)..].Split("\n## Not met")[0])
               let named = Ticked().Matches(row[^1]).Select(match => match.Groups[1].Value).ToList()
               where named.Count == 0 || named.Any(name => !IsThere(name, tests))
               select string.Join(" | ", row),
        ];
    }

    static bool IsThere(string name, Dictionary<string, string> tests) => name.Contains('/', StringComparison.Ordinal)
        ? File.Exists(Path.Combine(FloorPlan.Root, name))
        : tests.TryGetValue(name.Split('.')[0], out var text) && (!name.Contains('.', StringComparison.Ordinal) || text.Contains($" {name.Split('.')[1]}(", StringComparison.Ordinal));

    /// <summary>Test classes by name; where two projects have one of the same name, the texts of both.</summary>
    static Dictionary<string, string> Tests() => Directory.EnumerateFiles(Path.Combine(FloorPlan.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path)!).ToDictionary(same => same.Key, same => string.Concat(same.Select(File.ReadAllText)), StringComparer.Ordinal);

    static IEnumerable<string[]> Rows(string page) => page.Split('\n').Select(line => line.Trim())
        .Where(line => NumberedRow().IsMatch(line)).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    static IEnumerable<string> Numbers(string cell)
    {
        foreach (var part in cell.Split(", "))
        {
            var ends = part.Split('–');
            var section = ends[0][..ends[0].LastIndexOf('.')];
            var (first, last) = (Last(ends[0]), Last(ends[^1]));
            for (var number = first; number <= last; number++)
            {
                yield return $"{section}.{number}";
            }
        }
    }

    static int Last(string number) => int.Parse(number[(number.LastIndexOf('.') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+")]
    private static partial Regex NumberedRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Ticked();
}
