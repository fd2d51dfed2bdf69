using Microsoft.Extensions.Configuration;

namespace WeComSales.Tests.Settings;

/// <summary>A configuration that starts, to be spoilt one key at a time.</summary>
static class Given
{
    public const string AesKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

    public static Dictionary<string, string?> Complete() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["PublicBaseUrl"] = "http://127.0.0.1:5080",
        ["WeCom:CorpId"] = "ww0123456789abcdef",
        ["WeCom:AgentId"] = "1000002",
        ["WeCom:Secret"] = "s3cret-of-the-app",
        ["WeCom:Token"] = "CallbackToken",
        ["WeCom:EncodingAesKey"] = AesKey,
    };

    public static SettingsReading With(params (string Key, string? Value)[] changes)
    {
        var values = Complete();
        foreach (var (key, value) in changes) values[key] = value;
        return Read(values);
    }

    public static SettingsReading Read(IEnumerable<KeyValuePair<string, string?>> values) =>
        AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
