using System.Text;

namespace WeComSales.Data.Tests;

/// <summary>Texts that somebody has read and approved, one file each beside the tests. WECOMSALES_APPROVE=1 rewrites them: read the difference before it is committed.</summary>
static class ApprovedTexts
{
    static readonly string Folder = Path.Combine(Root(), "tests", "WeComSales.Data.Tests", "Approved");

    public static bool IsApproving => Environment.GetEnvironmentVariable("WECOMSALES_APPROVE") == "1";

    /// <summary>The names of the files that do not hold what was made, and of those that nothing was made for.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> made, Predicate<string> isMine)
    {
        var wrong = made.Where(pair => Approved(pair.Key) != pair.Value).Select(pair => pair.Key).ToList();
        if (IsApproving)
        {
            Directory.CreateDirectory(Folder);
            wrong.ForEach(name => File.WriteAllText(Path.Combine(Folder, name), made[name], new UTF8Encoding(false)));
        }

        var left = Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)!).Where(name => isMine(name) && !made.ContainsKey(name));
        return [.. wrong.Concat(left).Order(StringComparer.Ordinal)];
    }

    static string Approved(string name) =>
        File.Exists(Path.Combine(Folder, name)) ? File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n") : "";

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("WeComSales.sln is above none of the folders of this test.");
        }

        return folder.FullName;
    }
}
