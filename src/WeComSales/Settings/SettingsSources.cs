using System.Collections;

namespace WeComSales;

/// <summary>Where settings come from, later ones winning: appsettings.json beside the executable, environment, command line.</summary>
public static class SettingsSources
{
    static readonly IReadOnlyList<string> Known = AppSettings.Read(new ConfigurationBuilder().Build()).Names;
    static readonly HashSet<string> Sections = Known.Where(key => key.Contains(':')).Select(key => key.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
    static readonly HashSet<string> Scalars = Known.Where(key => !key.Contains(':')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The host's own settings file is that same file, whatever folder a command is started in.</summary>
    public static WebApplicationOptions Host => new() { ContentRootPath = AppContext.BaseDirectory };

    /// <exception cref="InvalidDataException">appsettings.json is not JSON, or cannot be read.</exception>
    public static IConfiguration Build(IReadOnlyDictionary<string, string?> commandLine, string? folder = null) => new ConfigurationBuilder()
        .SetBasePath(folder ?? AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
        .AddInMemoryCollection(FromEnvironment(Environment.GetEnvironmentVariables()))
        .AddInMemoryCollection(commandLine)
        .Build();

    /// <summary>Only variables that can be ours: a machine's other variables are none of our business, ours are read strictly.</summary>
    public static Dictionary<string, string?> FromEnvironment(IDictionary variables) => variables
        .Cast<DictionaryEntry>()
        .Select(pair => (Name: (string)pair.Key, Value: (string?)pair.Value))
        .Where(pair => pair.Name.Contains("__", StringComparison.Ordinal) ? IsOurs(pair.Name.Split("__")[0]) : Scalars.Contains(pair.Name))
        .ToDictionary(pair => pair.Name.Replace("__", ":", StringComparison.Ordinal), pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Splits <c>--Section:Key=value</c> and <c>--Section:Key value</c> from the words that belong to the command itself.</summary>
    public static (Dictionary<string, string?> Settings, string[] Words) FromCommandLine(IReadOnlyList<string> args)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
        List<string> words = [];
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], (string?)null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !(name.Contains(':') || IsOurs(name[2..]))) words.Add(args[i]);
            else settings[name[2..]] = value ?? (i + 1 < args.Count ? args[++i] : "");
        }

        return (settings, [.. words]);
    }

    static bool IsOurs(string name) => Sections.Contains(name) || Scalars.Contains(name);
}
