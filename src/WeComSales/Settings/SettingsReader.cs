namespace WeComSales;

/// <summary>One wrong setting: its key, what was found (of a secret only the length), what is allowed.</summary>
public sealed record SettingsFault(string Key, string Found, string Allowed);

/// <summary>One key that is understood: its default (null when there is none) and what is in force, secrets by their length.</summary>
public sealed record SettingsKey(string Key, string? Default, string? Shown);

/// <summary>
/// Reads settings strictly: every key it is asked for is known, every other key is a fault, and all faults are
/// collected, so that a wrong configuration is corrected in one round.
/// </summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    const string NotSet = "没有设置";
    readonly List<string> groups = [];

    public List<SettingsFault> Faults { get; } = [];
    public List<SettingsKey> Keys { get; } = [];

    /// <summary>Every key that was asked for; of lists and maps the part that does not change.</summary>
    public IReadOnlyList<string> Names => [.. Keys.Select(key => key.Key).Union(groups, StringComparer.OrdinalIgnoreCase)];

    public void Fault(string key, string found, string allowed) => Faults.Add(new(key, found, allowed));

    /// <summary>The value of a key, its default when it is absent; blank counts as absent.</summary>
    public T? Optional<T>(string key, string? byDefault, string allowed, Understanding<T> understand)
    {
        var found = Given(key);
        var text = found ?? byDefault;
        Keys.Add(new(key, byDefault, text));
        if (text is null) return default;
        if (understand(text, out var value)) return value;
        Fault(key, found is null ? $"默认值 {text}" : $"「{text}」", allowed);
        return default;
    }

    public T? Required<T>(string key, string allowed, Understanding<T> understand)
    {
        if (Given(key) is null) Fault(key, NotSet, allowed);
        return Optional(key, null, allowed, understand);
    }

    /// <summary>A secret, given as it is or by the path of a file that holds it under the key with <c>File</c> appended.</summary>
    public Secret? Secret(string key, bool required, string allowed, Predicate<string> fits, string? byDefault = null)
    {
        var fileKey = key + "File";
        var (text, file) = (Given(key), Given(fileKey));
        Keys.Add(new(key, byDefault, text is null ? byDefault : new Secret(text).ToString()));
        Keys.Add(new(fileKey, null, file));

        if (text is not null && file is not null) Fault(fileKey, $"{key} 和 {fileKey} 都设置了", "两者只留一个");
        else if (file is not null) return FromFile(fileKey, file, allowed, fits);
        else if (text is null && required) Fault(key, NotSet, $"{allowed}；也可以把它放进文件，用 {fileKey} 指明路径");
        else if ((text ?? byDefault) is { } value) return Fitting(key, value, allowed, fits);
        return null;
    }

    /// <summary>A list: numbered keys (<c>Admins:0</c>) or one text separated by commas.</summary>
    public IReadOnlyList<T> List<T>(string key, string allowed, Understanding<T> understand)
    {
        groups.Add(key);
        var numbered = configuration.GetSection(key).GetChildren().Select(child => (child.Path, Text: child.Value ?? ""));
        var inOneText = (Given(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (Path: key, Text: text));
        var items = numbered.Concat(inOneText).Where(item => item.Text.Trim().Length > 0).ToList();
        Keys.Add(new(key, "", string.Join(", ", items.Select(item => item.Text))));
        return Understood(items, allowed, understand).Select(item => item.Value).ToList();
    }

    /// <summary>Keys under a prefix whose last part is free, such as log categories.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string key, string allowed, Understanding<T> understand)
    {
        groups.Add(key);
        var items = configuration.GetSection(key).AsEnumerable(makePathsRelative: false).Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => (Path: pair.Key, Text: pair.Value!)).ToList();
        Keys.AddRange(items.Select(item => new SettingsKey(item.Path, null, item.Text)));
        return Understood(items, allowed, understand).ToDictionary(item => item.Path[(key.Length + 1)..], item => item.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Adds a fault for every key that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        var given = configuration.AsEnumerable().ToList();
        foreach (var (key, value) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var isParent = value is null && given.Any(other => IsUnder(key, other.Key));
            var isEmpty = string.IsNullOrEmpty(value) && Names.Any(name => IsSame(key, name) || IsUnder(key, name));
            var isKnown = Keys.Any(known => IsSame(key, known.Key)) || groups.Any(group => IsUnder(group, key));
            if (isParent || isEmpty || isKnown) continue;
            const string where = "全部键见 appsettings.example.json";
            Fault(key, "不认识的键", Spelling.Nearest(key, Names) is { } near ? $"是不是 {near}？{where}" : where);
        }
    }

    static bool IsSame(string key, string other) => string.Equals(key, other, StringComparison.OrdinalIgnoreCase);

    static bool IsUnder(string parent, string key) => key.StartsWith(parent + ":", StringComparison.OrdinalIgnoreCase);

    string? Given(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    List<(string Path, T Value)> Understood<T>(IEnumerable<(string Path, string Text)> items, string allowed, Understanding<T> understand)
    {
        List<(string, T)> understood = [];
        foreach (var (path, text) in items)
        {
            if (understand(text.Trim(), out var value)) understood.Add((path, value));
            else Fault(path, $"「{text}」", allowed);
        }

        return understood;
    }

    Secret? FromFile(string key, string path, string allowed, Predicate<string> fits)
    {
        try
        {
            return Fitting(key, File.ReadAllText(path).Trim(), allowed, fits);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Fault(key, $"「{path}」读不了：{Reason(fault)}", "服务有权读取的文件，内容只有这个值");
            return null;
        }
    }

    Secret? Fitting(string key, string text, string allowed, Predicate<string> fits)
    {
        if (fits(text)) return new(text);
        Fault(key, $"{text.Length} 个字符（内容不显示）", allowed);
        return null;
    }

    static string Reason(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "没有这个文件",
        UnauthorizedAccessException => "没有读取权限",
        _ => fault.Message,
    };
}

/// <summary>Turns the text of a setting into its value; false when it is not allowed.</summary>
public delegate bool Understanding<T>(string text, out T value);
