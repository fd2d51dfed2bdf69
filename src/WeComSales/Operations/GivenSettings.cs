namespace WeComSales.Operations;

/// <summary>What the command line said about settings; read strictly when a command needs them.</summary>
public sealed class GivenSettings(Dictionary<string, string?> given, IReadOnlyList<string> words)
{
    /// <summary>The command itself, without settings.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The same settings for another command.</summary>
    public GivenSettings For(params IReadOnlyList<string> other) => new(given, other);

    /// <summary>The settings; or null, after every fault was told with its key, what was found and what is allowed.</summary>
    public AppSettings? Read()
    {
        var reading = AppSettings.Read(SettingsSources.Build(given));
        foreach (var fault in reading.Faults)
        {
            Console.Error.WriteLine($"{fault.Key}：{fault.Found}。应为：{fault.Allowed}");
        }

        return reading.Settings;
    }

    public SettingsReading Reading() => AppSettings.Read(SettingsSources.Build(given));
}
