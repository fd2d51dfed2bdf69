using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Lexicon;

/// <summary>Labelled messages to learn from: own examples (<c>labels | text</c> under <c>## voice:</c> headings) and lines of a JSONL file that were written for this project.</summary>
static class LessonFiles
{
    const string Heading = "## voice: ";
    static readonly DateTimeOffset Monday = new(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(8));

    public static List<Lesson> Examples(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*.txt").OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(file => Examples(File.ReadAllLines(file.FullName)))];

    static IEnumerable<Lesson> Examples(string[] lines)
    {
        var voice = "";
        foreach (var line in lines)
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (line.StartsWith(Heading, StringComparison.Ordinal)) voice = line[Heading.Length..];
            else if (!line.StartsWith('#') && bar >= 0)
                yield return new(voice, line[(bar + 1)..].Trim(), Monday, false, line[..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>Only lines whose source begins with <c>authored:</c>; nothing is ever learned from texts of others.</summary>
    public static List<Lesson> Authored(FileInfo file, TimeZoneInfo zone)
    {
        var lessons = new List<Lesson>();
        foreach (var line in File.ReadLines(file.FullName).Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.GetProperty("source").GetString() is not { } source || !source.StartsWith("authored:", StringComparison.Ordinal)) continue;
            var message = MessageLine.Parse(line, lessons.Count + 1, zone);
            lessons.Add(new(source, message.Text, message.SentAt, message.Thread, root.GetProperty("signals").EnumerateArray().Select(Mark).ToHashSet(StringComparer.Ordinal)));
        }
        return lessons;
    }

    static string Mark(JsonElement signal) => (signal.GetProperty("polarity").GetString() == "negated" ? "-" : "") + signal.GetProperty("category").GetString();
}
