using System.Text.Json;

namespace WeComSales.Tests.Security;

/// <summary>docs/licences.md is written by scripts/licences.mjs; here it is only compared with the lock files.</summary>
public sealed class LicencesPageTests
{
    const string BuildOnly = "Microsoft.CodeAnalysis.BannedApiAnalyzers";
    static readonly string[] Programs = ["WeComSales", "WeComSales.ArchiveReader"];

    [Fact]
    public void The_page_lists_what_the_lock_files_hold()
    {
        var listed = Listed(File.ReadAllLines(Path.Combine(FloorPlan.Root, "docs", "licences.md")));
        var locked = Programs.SelectMany(Nuget).Concat(Npm()).Distinct().Order(StringComparer.Ordinal).ToList();

        listed.Except(locked).ShouldBeEmpty("no longer there: node scripts/licences.mjs");
        locked.Except(listed).ShouldBeEmpty("not listed: node scripts/licences.mjs");
        locked.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_package_without_a_licence_is_seen() =>
        Should.Throw<InvalidDataException>(() => Listed(["| Somebody.Works | 1.0.0 | none stated |"])).Message.ShouldContain("Somebody.Works");

    static List<string> Listed(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).Where(cells => cells.Length == 3 && char.IsAsciiDigit(cells[1].FirstOrDefault())).ToList();
        return rows.FirstOrDefault(row => row[2] is "" or "none stated") is { } bare
            ? throw new InvalidDataException($"{bare[0]} states no licence: may it ship?")
            : [.. rows.Select(row => $"{row[0]} {row[1]}")];
    }

    static IEnumerable<string> Nuget(string program)
    {
        using var file = Read("src", program, "packages.lock.json");
        return
        [
            .. from framework in file.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project" && package.Name != BuildOnly
               select $"{package.Name} {package.Value.GetProperty("resolved").GetString()}",
        ];
    }

    /// <summary>What the page's "dependencies" need, and what that needs.</summary>
    static HashSet<string> Npm()
    {
        using var file = Read("sidebar-web", "package-lock.json");
        var packages = file.RootElement.GetProperty("packages");
        var open = new Stack<string>(Needs(packages.GetProperty("")));
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var name))
        {
            if (packages.TryGetProperty($"node_modules/{name}", out var package) && found.Add($"{name} {package.GetProperty("version").GetString()}"))
            {
                foreach (var next in Needs(package))
                {
                    open.Push(next);
                }
            }
        }

        return found;
    }

    static List<string> Needs(JsonElement package) =>
        package.TryGetProperty("dependencies", out var needs) ? [.. needs.EnumerateObject().Select(need => need.Name)] : [];

    static JsonDocument Read(params string[] path) => JsonDocument.Parse(File.ReadAllText(Path.Combine([FloorPlan.Root, .. path])));
}
