namespace WeComSales.Domain.Tests.Signals;

/// <summary>The lexicon as it ships, compiled once for all tests.</summary>
static class Shipped
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(8));

    public static IReadOnlyDictionary<string, string> Files { get; } = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Lexicon"), "*.txt")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    public static SignalReader Reader { get; } = new(Lexicon.Parse(Files));

    public static Reading Read(string text) => Reader.Read(text, Monday);

    public static SignalReader With(params TenantWord[] words) => new(Lexicon.Parse(Files, words));
}
