using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WeComSales.Operations;

namespace WeComSales.Tests.Documents;

/// <summary>What the documents name is there: files, tests, commands, keys, tables, jobs, numbers of log lines. Each guard is also shown a text that is not true.</summary>
public sealed partial class DocumentsTests
{
    static readonly RootCommand Root = Cli.Root(new([], []));

    static readonly IReadOnlyList<string> Known = AppSettings.Read(new ConfigurationBuilder().Build()).Names;

    /// <summary>Files that an operator makes, and of the folder beside the repository.</summary>
    static readonly string[] Elsewhere = ["appsettings.json", "file.json", "target.txt", "keywords/README.md"];

    [Fact]
    public void Every_link_leads_somewhere() => Documents.Pages.SelectMany(page => Broken(page)).ShouldBeEmpty();

    [Fact]
    public void A_link_that_leads_nowhere_is_seen() => Broken(new("docs/x.md", "[a](operations.md) [b](nowhere.md) [c](https://example.com)")).ShouldBe(["docs/x.md: nowhere.md"]);

    [Fact]
    public void Every_file_and_every_test_that_is_named_is_there() => Documents.Pages.SelectMany(Missing).ShouldBeEmpty();

    [Fact]
    public void A_file_or_a_test_that_is_not_there_is_seen() =>
        Missing(new("docs/x.md", "`Callbacks/Intake.cs`, `SignIn.cs`, `KillTests`, `Callbacks/Nothing.cs`, `NoSuchTests`")).ShouldBe(["docs/x.md: Callbacks/Nothing.cs", "docs/x.md: NoSuchTests"]);

    [Fact]
    public void Every_command_that_is_named_is_understood()
    {
        Documents.All.Sum(page => Documents.Commands(page.Text).Count()).ShouldBeGreaterThan(30);
        Documents.All.SelectMany(page => Documents.Commands(page.Text).Select(Complaint).OfType<string>().Select(complaint => $"{page.Path}: {complaint}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("exprot customers FILE.csv")]
    [InlineData("config look")]
    [InlineData("job run --until 2026")]
    [InlineData("job run daily-briefs")]
    public void A_command_that_nobody_understands_is_seen(string words) => Documents.Commands($"as `wecomsales {words}` says").Select(Complaint).ShouldHaveSingleItem().ShouldNotBeNull();

    [Fact]
    public void Every_command_stands_in_the_list()
    {
        var told = Documents.FirstCells(Documents.Page("operations.md").Split("\n## ")[1]).SelectMany(Documents.Spans).Select(span => span.Replace("wecomsales ", "", StringComparison.Ordinal)).ToList();
        told.Where(span => char.IsAsciiLetterLower(span[0])).Select(Complaint).OfType<string>().ShouldBeEmpty();
        Leaves(Root, "").Where(leaf => !told.Exists(span => span == leaf || span.StartsWith(leaf + " ", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_is_named_is_a_setting() =>
        Documents.All.SelectMany(page => Documents.Keys(page.Text).Where(key => !IsKey(key)).Select(key => $"{page.Path}: {key}")).ShouldBeEmpty();

    [Theory]
    [InlineData("WeCom:Archive:PrivateKeys:1File", true)]
    [InlineData("WeCom__Secret", true)]
    [InlineData("WeCom:Archive", true)]
    [InlineData("Store:IdleLockMinutes", false)]
    [InlineData("Storage:Path", false)]
    public void A_key_that_is_no_setting_is_seen(string text, bool isKey) => Documents.Keys($"`{text}`").ShouldAllBe(key => IsKey(key) == isKey);

    [Fact]
    public void The_database_page_has_every_migration_with_its_tables()
    {
        var drawn = Drawn(Documents.Page("database.md"));
        var made = Directory.EnumerateFiles(Path.Combine(FloorPlan.Root, "src", "WeComSales.Data", "Migrations"), "*.sql")
            .Select(path => $"{Path.GetFileNameWithoutExtension(path)}: {string.Join(", ", Made().Matches(File.ReadAllText(path)).Select(table => table.Groups[1].Value).Order(StringComparer.Ordinal))}").ToList();

        made.Count.ShouldBeGreaterThan(10);
        drawn.ShouldBe(made, ignoreOrder: true);
    }

    [Fact]
    public void A_table_that_is_not_drawn_is_seen() =>
        Drawn("## 0001_people\n\n| table | x |\n|---|---|\n| `a`, `b` | y |\n\n## Next\n").ShouldBe(["0001_people: a, b"]);

    [Fact]
    public void Every_line_of_the_log_has_a_number_of_its_own_and_the_page_tells_its_level()
    {
        var lines = typeof(AppSettings).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();
        lines.GroupBy(line => line.EventId).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        var levels = lines.ToDictionary(line => line.EventId, line => line.Level);

        levels.Keys.ShouldAllBe(number => number > 1000);
        var told = LogRow().Matches(Documents.Page("operations.md")).SelectMany(row => row.Groups["numbers"].Value.Split(", ").Select(number => (Number: int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), Level: row.Groups["level"].Value))).ToList();
        told.Count.ShouldBeGreaterThan(15);
        told.Where(row => !levels.TryGetValue(row.Number, out var level) || !string.Equals($"{level}", row.Level, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.EventId).Except(told.Select(row => row.Number)).ShouldBeEmpty("an error that the page does not tell");
    }

    [Fact]
    public void Each_decision_has_its_number_once_and_in_its_heading()
    {
        var decisions = Documents.Pages.Where(page => page.Path.StartsWith("docs/decisions/", StringComparison.Ordinal)).ToList();

        decisions.Select(page => Numbers(page)).Where(numbers => numbers.InName != numbers.InHeading).ShouldBeEmpty();
        decisions.GroupBy(page => Numbers(page).InName).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
    }

    static IEnumerable<string> Broken(Document page) => Documents.Links(page.Text)
        .Where(link => !Path.Exists(Path.Combine(FloorPlan.Root, Path.GetDirectoryName(page.Path)!, link))).Select(link => $"{page.Path}: {link}");

    static IEnumerable<string> Missing(Document page) => Documents.Spans(page.Text).Select(span => span.StartsWith("./", StringComparison.Ordinal) ? span[2..] : span)
        .Where(span => FileName().IsMatch(span) ? !Elsewhere.Contains(span) && !Files.Any(file => file.EndsWith("/" + span, StringComparison.Ordinal) || file.EndsWith("." + span, StringComparison.Ordinal))
            : TestName().IsMatch(span) && !Files.Any(file => file.EndsWith($"/{span}.cs", StringComparison.Ordinal)))
        .Where(span => !page.Text[..page.Text.IndexOf(span, StringComparison.Ordinal)].Contains("\n## Where later features", StringComparison.Ordinal))
        .Select(span => $"{page.Path}: {span}");

    static readonly IReadOnlyList<string> Files =
    [
        .. Directory.EnumerateFiles(FloorPlan.Root).Concat(new[] { "src", "tests", "docs", "scripts", "sidebar-web" }.SelectMany(folder => Sources(new(Path.Combine(FloorPlan.Root, folder)))))
            .Select(path => "/" + Path.GetRelativePath(FloorPlan.Root, path).Replace('\\', '/')),
    ];

    static IEnumerable<string> Sources(DirectoryInfo folder) => folder.Name is "bin" or "obj" or "node_modules" or "dist" ? []
        : folder.EnumerateFiles().Select(file => file.FullName).Concat(folder.EnumerateDirectories().SelectMany(Sources));

    /// <summary>Null when it is understood. Capitals, numbers and words behind an option stand for values.</summary>
    static string? Complaint(string text)
    {
        Command command = Root;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('[', ']', ',', '.', ';', ':', ')')).Where(word => word.Length > 0).ToList();
        for (var at = 0; at < words.Count && words[at] != "…"; at++)
        {
            var word = words[at];
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                if (word.Contains(':', StringComparison.Ordinal)) continue;
                var option = command.Options.FirstOrDefault(one => one.Name == word);
                if (option is null) return $"{text}: there is no {word}";
                if (option.ValueType != typeof(bool)) at++;
            }
            else if (command.Subcommands.FirstOrDefault(one => one.Name == word) is { } sub) command = sub;
            else if (command.Arguments.Count == 0 || (command.Subcommands.Count > 0)) return $"{text}: {word} is not understood";
            else if (command.Name == "run" && char.IsAsciiLetterLower(word[0]) && !Jobs.Contains(word)) return $"{text}: there is no job {word}";
        }

        return null;
    }

    static readonly HashSet<string> Jobs =
    [
        .. Files.Where(file => file.StartsWith("/src/WeComSales/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => JobName().Matches(File.ReadAllText(FloorPlan.Root + file))).Select(match => match.Groups[1].Value),
    ];

    static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0 ? [path]
        : command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Leaves(sub, $"{path} {sub.Name}".Trim())).Concat(command is not RootCommand && command.Action is not null ? [path] : []);

    static bool IsKey(string key) => Known.Any(known =>
        string.Equals(known, key, StringComparison.Ordinal) || known.StartsWith(key + ":", StringComparison.Ordinal) || key.StartsWith(known + ":", StringComparison.Ordinal));

    static IEnumerable<string> Drawn(string page) => MigrationPart().Matches(page).Select(part =>
        $"{part.Groups["name"].Value}: {string.Join(", ", Documents.FirstCells(part.Groups["text"].Value).SelectMany(Documents.Spans).Order(StringComparer.Ordinal))}");

    static (string InName, string InHeading) Numbers(Document decision) =>
        (Path.GetFileName(decision.Path)[..4].TrimStart('0'), Heading().Match(decision.Text).Groups[1].Value.TrimStart('0'));

    // Not the absolute paths of a server.
    [GeneratedRegex(@"\A[\w.-][\w./-]*\.(cs|sql|ts|vue|md|sh|ps1|mjs|js|json|yml|conf|service|txt|csproj|props)\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A[A-Z]\w+Tests\z")]
    private static partial Regex TestName();

    [GeneratedRegex(@"AddJob<\w+>\(""([^""]+)""")]
    private static partial Regex JobName();

    [GeneratedRegex(@"^create table (\w+)", RegexOptions.Multiline)]
    private static partial Regex Made();

    [GeneratedRegex(@"^## (?<name>\d{4}_\w+)\n(?<text>.*?)(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex MigrationPart();

    [GeneratedRegex(@"^\| (?<numbers>\d{4,5}(?:, \d{4,5})*) \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex LogRow();

    [GeneratedRegex(@"\A# (\d+)[. ]")]
    private static partial Regex Heading();
}
