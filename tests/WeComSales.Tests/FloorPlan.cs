using System.Xml.Linq;

namespace WeComSales.Tests;

/// <summary>One project: what it references and which packages it uses, as its csproj or the page says.</summary>
sealed record Room(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public string Line =>
        $"{Name} | {string.Join(", ", References.Order(StringComparer.Ordinal))} | {string.Join(", ", Packages.Order(StringComparer.Ordinal))}";
}

/// <summary>The floors: projects as they are built, and the table of docs/architecture.md that says how they should be.</summary>
static class FloorPlan
{
    /// <summary>Packages that live in one room only; and rooms that never hold any.</summary>
    static readonly Dictionary<string, string[]> Homes = new(StringComparer.Ordinal)
    {
        ["WeComSales.Data"] = ["Dapper", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "Microsoft.Data.SqlClient", "Npgsql"],
        ["WeComSales"] = ["Quartz", "CsvHelper", "Microsoft.AspNetCore.OpenApi", "System.CommandLine", "Spectre.Console"],
    };

    static readonly string[] Bare = ["WeComSales.Domain", "WeComSales.WeCom", "WeComSales.Simulator", "Microsoft.SqlServer.Server"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Room> Built() =>
    [
        .. new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Read(Path.GetFileNameWithoutExtension(path), XDocument.Load(path))),
    ];

    public static Room Read(string name, XDocument project) => new(
        name,
        [.. Includes(project, "ProjectReference").Select(path => path.Split('/', '\\')[^1][..^".csproj".Length])],
        [.. Includes(project, "PackageReference")]);

    /// <summary>The rows of the page's first table whose first cell is a project's name.</summary>
    public static IReadOnlyList<Room> Drawn(string page) =>
    [
        .. page.Split('\n')
            .Select(line => line.Trim().Trim('|').Split('|'))
            .Where(cells => cells.Length == 3 && (cells[0].Trim().StartsWith("`WeComSales", StringComparison.Ordinal) || cells[0].Trim() == "`Microsoft.SqlServer.Server`"))
            .Select(cells => new Room(Words(cells[0])[0], Words(cells[1]), Words(cells[2]))),
    ];

    /// <summary>Every difference between what is built and what is drawn.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Room> built, IReadOnlyList<Room> drawn) =>
    [
        .. built.Select(room => room.Line).Except(drawn.Select(room => room.Line)).Select(line => $"built, but not drawn: {line}"),
        .. drawn.Select(room => room.Line).Except(built.Select(room => room.Line)).Select(line => $"drawn, but not built: {line}"),
    ];

    /// <summary>What no table may allow: a package away from home, or any at all where there are none.</summary>
    public static IReadOnlyList<string> Strays(IEnumerable<Room> built) =>
    [
        .. from room in built.Where(room => !room.Name.EndsWith("Tests", StringComparison.Ordinal))
           from package in room.Packages
           where Bare.Contains(room.Name) || Homes.Any(home => home.Key != room.Name && home.Value.Contains(package))
           select $"{room.Name} holds {package}",
    ];

    /// <summary>True when the list of banned symbols is handed to the analyzer that everybody has, and nothing turns its rule off.</summary>
    public static bool BansAreWired(XDocument domain, XDocument everybody, string editorConfig) =>
        Includes(domain, "AdditionalFiles").Contains("BannedSymbols.txt")
        && Includes(everybody, "PackageReference").Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers")
        && everybody.Descendants("TreatWarningsAsErrors").Any(setting => setting.Value == "true")
        && !domain.Descendants("NoWarn").Any()
        && !editorConfig.Contains("RS0030", StringComparison.Ordinal);

    static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    static string[] Words(string cell) => [.. cell.Split('`').Where((_, index) => index % 2 == 1)];

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("WeComSales.sln is above none of the folders of this test.");
    }
}
