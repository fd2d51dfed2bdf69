using System.Net;
using WeComSales.Data;

namespace WeComSales;

/// <summary>Everything that an operator can set, checked; the names are those of appsettings.example.json.</summary>
public sealed record AppSettings(
    IReadOnlyList<string> Urls, Uri PublicBaseUrl, IReadOnlyList<string> Admins, TimeZoneInfo TimeZone,
    DemoSettings Demo, WeComSettings WeCom, SecretsSettings Secrets, DatabaseSettings Database,
    RulesSettings Rules, ReportsSettings Reports, StoreSettings Store, OperationsSettings Operations, LoggingSettings Logging)
{
    /// <summary>Administrator by the settings, whatever the directory says of them.</summary>
    public bool IsAdmin(string userid) => Admins.Contains(userid, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings, or all that is wrong with them; nothing is guessed and nothing unknown is passed over.</summary>
    public static SettingsReading Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var weCom = WeComSettings.Read(reader);
        var settings = new AppSettings(
            reader.Optional<IReadOnlyList<string>>("Urls", "http://127.0.0.1:5080", "监听地址，例如 http://127.0.0.1:5080，多个用分号隔开", Allowed.ListenAddresses)!,
            reader.Required<Uri>("PublicBaseUrl", "企业微信客户端访问本服务的地址：https；只有本机地址可以用 http", Allowed.SafeAddress)!,
            reader.List<string>("Admins", "管理员的 userid，字母、数字和 . _ - @", Allowed.UserId),
            reader.Optional<TimeZoneInfo>("TimeZone", "Asia/Shanghai", "系统认识的时区名，例如 Asia/Shanghai；系统没有时区数据时请安装 tzdata", Allowed.TimeZone)!,
            DemoSettings.Read(reader, weCom),
            weCom,
            SecretsSettings.Read(reader),
            DatabaseSettings.Read(reader),
            RulesSettings.Read(reader),
            ReportsSettings.Read(reader),
            StoreSettings.Read(reader),
            new(
                reader.List<IPNetwork>("Operations:AllowFrom", "IP 地址或网段，例如 10.0.0.0/8", Allowed.Network),
                reader.Optional<int>("Operations:StrangersPerMinute", "600", "0 到 1000000 的整数，0 是不限制", Allowed.PerMinute),
                reader.Optional<int>("Operations:PeoplePerMinute", "600", "0 到 1000000 的整数，0 是不限制", Allowed.PerMinute)),
            LoggingSettings.Read(reader));
        settings.Secrets.Check(reader, settings.Database.Provider);
        reader.RefuseUnknown();
        return new(reader.Faults.Count == 0 ? settings : null, reader.Faults, reader.Keys, reader.Names);
    }
}

/// <summary>What reading gave: settings when there is no fault, and every key that is understood.</summary>
public sealed record SettingsReading(AppSettings? Settings, IReadOnlyList<SettingsFault> Faults, IReadOnlyList<SettingsKey> Keys, IReadOnlyList<string> Names);

/// <summary>The simulator's clock, which the service follows in the demo; null = the machine's own clock.</summary>
public sealed record DemoSettings(Uri? ClockUrl)
{
    public static DemoSettings Read(SettingsReader reader, WeComSettings weCom)
    {
        const string key = "Demo:ClockUrl";
        var clock = reader.Optional<Uri>(key, null, "本机上模拟器的地址，例如 http://127.0.0.1:5081/sim/clock", Allowed.LoopbackAddress);
        if (clock is not null && weCom.ApiBaseUrl is { } api && !Allowed.IsLoopback(api))
            reader.Fault(key, $"「{clock}」，而 WeCom:ApiBaseUrl 是「{api}」", "只有 WeCom:ApiBaseUrl 是本机地址（模拟器）时才能设置");
        return new(clock);
    }
}

/// <summary>Where the key for secrets at rest is; made at the first start on SQLite, required otherwise.</summary>
public sealed record SecretsSettings(string KeyFile)
{
    public static SecretsSettings Read(SettingsReader reader) =>
        new(reader.Optional<string>("Secrets:KeyFile", ".data/secrets.key", "密钥文件的路径", Allowed.Text)!);

    /// <summary>Before anything is opened with it: on a server every instance needs the same key, so nobody makes one.</summary>
    public void Check(SettingsReader reader, DatabaseProvider provider)
    {
        if ((provider != DatabaseProvider.Sqlite || File.Exists(KeyFile)) && WeComSales.KeyFile.Read(KeyFile, out var fault) is null)
        {
            reader.Fault("Secrets:KeyFile", fault, WeComSales.KeyFile.Allowed(KeyFile));
        }
    }
}

/// <summary>The database: which engine, and how it is reached.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, Secret ConnectionString, int LeaseSeconds, int RenewSeconds)
{
    const string Providers = "Sqlite、SqlServer 或 PostgreSql";
    const string Default = "Data Source=.data/wecomsales.db";

    public static DatabaseSettings Read(SettingsReader reader)
    {
        var provider = reader.Optional<DatabaseProvider>("Database:Provider", nameof(DatabaseProvider.Sqlite), Providers, IsProvider);
        var lease = reader.Optional<int>("Database:LeaseSeconds", "10", "1 到 300 的整数", Seconds);
        var renew = reader.Optional<int>("Database:RenewSeconds", "3", "1 到 300 的整数", Seconds);
        if (renew > 0 && lease > 0 && renew >= lease)
            reader.Fault("Database:RenewSeconds", $"「{renew}」，而 Database:LeaseSeconds 是「{lease}」", "小于 Database:LeaseSeconds");
        return new(provider, reader.Secret(
            "Database:ConnectionString", required: provider != DatabaseProvider.Sqlite, Example(provider), text => IsConnectionString(provider, text),
            provider == DatabaseProvider.Sqlite ? Default : null)!, lease, renew);
    }

    static bool Seconds(string text, out int value) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out value) && value is >= 1 and <= 300;

    /// <summary>What a connection string looks like; nothing is opened.</summary>
    public static bool IsConnectionString(DatabaseProvider provider, string text)
    {
        try
        {
            var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
            string[] places = provider == DatabaseProvider.PostgreSql ? ["Host", "Server"] : ["Data Source", "Server"];
            return places.Any(place => parts.TryGetValue(place, out var source) && !string.IsNullOrWhiteSpace(source as string));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static string Example(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.SqlServer => "SQL Server 连接串，例如 Server=db;Database=wecomsales;User ID=wecomsales;Password=…",
        DatabaseProvider.PostgreSql => "PostgreSQL 连接串，例如 Host=db;Database=wecomsales;Username=wecomsales;Password=…",
        _ => $"SQLite 连接串，例如 {Default}",
    };

    public static bool IsProvider(string text, out DatabaseProvider value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value) && !int.TryParse(text, out _);
}

/// <param name="AllowFrom">Networks, besides loopback, that may see the details of readiness, and whose word counts for whom they pass on.</param>
/// <param name="StrangersPerMinute">Requests of one address that is not signed in; 0: no limit.</param>
/// <param name="PeoplePerMinute">Requests of one person who is signed in; 0: no limit.</param>
public sealed record OperationsSettings(IReadOnlyList<IPNetwork> AllowFrom, int StrangersPerMinute, int PeoplePerMinute);

public enum LogFormat
{
    Text,
    Json,
}

/// <summary>What is written on the console, and how.</summary>
public sealed record LoggingSettings(IReadOnlyDictionary<string, LogLevel> Levels, LogFormat Format)
{
    public static LoggingSettings Read(SettingsReader reader) => new(
        reader.Map<LogLevel>("Logging:LogLevel", "Trace、Debug、Information、Warning、Error、Critical 或 None", Allowed.Level),
        reader.Optional<LogFormat>("Logging:Format", "text", "text 或 json", IsFormat));

    static bool IsFormat(string text, out LogFormat value) => Enum.TryParse(text, ignoreCase: true, out value) && !int.TryParse(text, out _);
}
