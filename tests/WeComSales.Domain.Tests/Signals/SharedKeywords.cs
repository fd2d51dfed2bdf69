using System.Text.Json;

namespace WeComSales.Domain.Tests.Signals;

/// <summary>A check over the labelled messages that lie beside the repository; where they are not, it is skipped by name.</summary>
public sealed class KeywordsFactAttribute : FactAttribute
{
    public KeywordsFactAttribute()
    {
        if (SharedKeywords.Root is null) Skip = "The folder shared/keywords is neither beside the repository nor named by WECOMSALES_SHARED.";
    }
}

static class SharedKeywords
{
    /// <summary>The folder; null when this machine has none.</summary>
    public static string? Root { get; } = Find();

    public static IReadOnlyList<JsonElement> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(Root!, file)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WECOMSALES_SHARED") is { Length: > 0 } named) return Existing(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WeComSales.sln"))) return Existing(Path.Combine(folder.Parent?.FullName ?? "", "shared"));
        }
        return null;
    }

    static string? Existing(string shared) => Path.Combine(shared, "keywords") is var keywords && Directory.Exists(keywords) ? keywords : null;
}
