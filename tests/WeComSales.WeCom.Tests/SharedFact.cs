namespace WeComSales.WeCom.Tests;

/// <summary>A check over the protocol samples that lie beside the repository; where they are not, it is skipped by name.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedSamples.Root is null)
        {
            Skip = "The folder shared/wecom/samples is neither beside the repository nor named by WECOMSALES_SHARED.";
        }
    }
}

public static class SharedSamples
{
    /// <summary>The folder of the samples; null when this machine has none.</summary>
    public static string? Root { get; } = Find();

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root!, folder), pattern).Order(StringComparer.Ordinal);

    public static byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(Root!, folder, file));

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WECOMSALES_SHARED") is { Length: > 0 } named)
        {
            return Existing(named);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
            {
                return Existing(Path.Combine(folder.Parent?.FullName ?? "", "shared"));
            }
        }

        return null;
    }

    static string? Existing(string shared) => Path.Combine(shared, "wecom", "samples") is var samples && Directory.Exists(samples) ? samples : null;
}
