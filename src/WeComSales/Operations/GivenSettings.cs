using System.Text.Json;

namespace WeComSales.Operations;

/// <summary>What the command line said about settings; read strictly when a command needs them.</summary>
/// <param name="folder">Where appsettings.json is; null: beside the executable.</param>
public sealed class GivenSettings(Dictionary<string, string?> given, IReadOnlyList<string> words, string? folder = null)
{
    const string Zones = "TimeZone";

    /// <summary>The command itself, without settings.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The same settings for another command.</summary>
    public GivenSettings For(params IReadOnlyList<string> other) => new(given, other);

    /// <summary>The settings; or null, after every fault was told with its key, what was found and what is allowed.</summary>
    public AppSettings? Read()
    {
        var reading = Reading();
        foreach (var fault in reading.Faults)
        {
            Console.Error.WriteLine(Line(fault));
        }

        return reading.Settings;
    }

    public SettingsReading Reading()
    {
        try
        {
            return AppSettings.Read(SettingsSources.Build(given, folder));
        }
        catch (InvalidDataException unreadable)
        {
            return new(null, [new("appsettings.json", Found(unreadable.InnerException ?? unreadable), "JSON 格式的文件，键见 appsettings.example.json")], [], []);
        }
    }

    /// <summary>The zone in which times without an offset are, for a command that needs no other setting.</summary>
    /// <exception cref="FormatException">It is set wrongly, or the settings cannot be read; the message names the key.</exception>
    public TimeZoneInfo Zone()
    {
        var reading = Reading();
        return reading.Keys.FirstOrDefault(key => key.Key == Zones)?.Shown is { } name && Allowed.TimeZone(name, out var zone)
            ? zone
            : throw new FormatException(Line(reading.Faults.First(fault => reading.Keys.Count == 0 || fault.Key == Zones)));
    }

    public static string Line(SettingsFault fault) => $"{fault.Key}：{fault.Found}。应为：{fault.Allowed}";

    static string Found(Exception broken) => broken.InnerException is JsonException { LineNumber: { } line }
        ? $"第 {line + 1} 行不是 JSON"
        : $"读不了：{broken.Message}";
}
