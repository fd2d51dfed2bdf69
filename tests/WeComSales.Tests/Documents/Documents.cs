using System.Text.RegularExpressions;

namespace WeComSales.Tests.Documents;

/// <param name="Path">From the root of the repository, with slashes.</param>
sealed record Document(string Path, string Text);

/// <summary>Everything that is written for people beside the code, and the words in it that name something.</summary>
static partial class Documents
{
    /// <summary>Pages, and the files of docs/deploy.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. new[] { "README.md", "README.zh-CN.md", "src/WeComSales.ArchiveReader/README.md" }
            .Concat(Directory.EnumerateFiles(Path.Combine(FloorPlan.Root, "docs"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(FloorPlan.Root, path)))
            .Select(path => new Document(path.Replace('\\', '/'), File.ReadAllText(Path.Combine(FloorPlan.Root, path)))),
    ];

    public static IEnumerable<Document> Pages => All.Where(one => one.Path.EndsWith(".md", StringComparison.Ordinal));

    public static string Page(string name) => All.Single(one => one.Path == $"docs/{name}").Text;

    /// <summary>What stands between backticks, outside of blocks of code.</summary>
    public static IEnumerable<string> Spans(string text) => Span().Matches(Block().Replace(text, "")).Select(match => match.Groups[1].Value);

    /// <summary>Relative addresses of links.</summary>
    public static IEnumerable<string> Links(string text) => Link().Matches(text).Select(match => match.Groups[1].Value).Where(link => link.Length > 0);

    /// <summary>The first cells of the tables.</summary>
    public static IEnumerable<string> FirstCells(string text) => text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim());

    /// <summary>Every command line: <c>wecomsales</c> and what follows, up to where the prose goes on.</summary>
    public static IEnumerable<string> Commands(string text) => Command().Matches(text).Select(match => match.Groups[1].Value.Trim());

    /// <summary>Keys of the configuration, also as environment variables are written.</summary>
    public static IEnumerable<string> Keys(string text) => Key().Matches(text).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]*)(?:#[^)\s]*)?\)")]
    private static partial Regex Link();

    // Not a database, a user or a unit that happens to have the name.
    [GeneratedRegex(@"(?<![\w.-]|-d |-u |-Fc |DATABASE |/opt/)wecomsales (?!>)(--?[a-z]|[a-z][\x20-\x5b\x5d-\x5f\x61-\x7b\x7d\x7e…]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w.])[A-Z][A-Za-z]+(?:(?::|__)[A-Z0-9]\w*)+")]
    private static partial Regex Key();
}
