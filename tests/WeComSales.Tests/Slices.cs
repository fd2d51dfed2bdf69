using System.Text.RegularExpressions;

namespace WeComSales.Tests;

/// <summary>A source file of a project, its path counted from the project's folder with slashes.</summary>
sealed record SourceFile(string Path, string Text)
{
    public string Folder => Path.Contains('/') ? Path.Split('/')[0] : "";
}

/// <summary>The slices of the top floor, and the names that say nothing.</summary>
static partial class Slices
{
    const string Hallway = "People";

    /// <summary>Naming features is what these are for.</summary>
    static readonly string[] Switchboards = ["Program.cs", "Setup.cs", "Callbacks/CallbackRouter.cs", "Operations/Cli.cs"];

    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var folder = Path.Combine(FloorPlan.Root, "src", project);
        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
                .Where(file => file.Folder is not ("bin" or "obj")),
        ];
    }

    /// <summary>Every place at which a slice, the hallway or the root namespace looks into a slice.</summary>
    public static IReadOnlyList<string> Looks(IReadOnlyList<SourceFile> files)
    {
        var features = files.Where(IsFeature).GroupBy(file => file.Folder).ToDictionary(
            feature => feature.Key,
            feature => feature.SelectMany(file => Types(file.Text)).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        return
        [
            .. from file in files.Where(file => !Switchboards.Contains(file.Path))
               from feature in features
               where feature.Key != file.Folder && (feature.Key != Hallway || !IsFeature(file))
               where Names(file.Text, feature.Key, feature.Value)
               select $"{file.Path} names {feature.Key}",
        ];
    }

    /// <summary>Files in a folder of the top floor speak in the namespace of that folder, or of the root where no feature lives.</summary>
    public static IReadOnlyList<string> Misplaced(IReadOnlyList<SourceFile> files) =>
    [
        .. files.Where(file => file.Folder.Length > 0 && Namespace(file) is { } space && space != "WeComSales" && space != $"WeComSales.{file.Folder}")
            .Select(file => $"{file.Path} is in {Namespace(file)}"),
    ];

    /// <summary>Files and types whose name says what every file does.</summary>
    public static IReadOnlyList<string> EmptyWords(IReadOnlyList<SourceFile> files) =>
    [
        .. from file in files
           from name in Types(file.Text).Append(Path.GetFileNameWithoutExtension(file.Path)).Distinct()
           where EmptyWord().IsMatch(name)
           select $"{file.Path}: {name}",
    ];

    static bool IsFeature(SourceFile file) => Namespace(file) == $"WeComSales.{file.Folder}";

    static string? Namespace(SourceFile file) => NamespaceLine().Match(file.Text) is { Success: true } line ? line.Groups[1].Value : null;

    static IEnumerable<string> Types(string text) => TypeLine().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>By its whole name, or by the half that C# also understands inside WeComSales (<c>Notes.NoteFlow</c>).</summary>
    static bool Names(string text, string feature, HashSet<string> types)
    {
        var code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        return Regex.IsMatch(code, $@"(?<![\w.])WeComSales\.{feature}\b")
            || Regex.Matches(code, $@"(?<![\w.]){feature}\.(\w+)").Any(match => types.Contains(match.Groups[1].Value));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^[ \t]*(?:[a-z]+ )*(?:class|record|struct|interface|enum)(?: class| struct)? (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(Manager|Helper|Service|Util|Common|Impl|Dto|DTO)s?$|^(Helper|Util|Common|Dto|DTO)s?(?=[A-Z]|$)")]
    private static partial Regex EmptyWord();
}
