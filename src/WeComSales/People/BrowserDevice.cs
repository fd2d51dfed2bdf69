namespace WeComSales.People;

/// <summary>
/// What a browser says it runs on, in one word: enough for somebody to know their own phone again, nothing that tells
/// two phones of one kind apart.
/// </summary>
/// <param name="Kind">One of those that <c>sessions.device</c> allows; null where nothing that is known was said.</param>
/// <param name="InWeCom">Inside WeCom's own window.</param>
public sealed record BrowserDevice(string? Kind, bool InWeCom)
{
    /// <summary>In this order: an iPad names the iPhone's system, Android names Linux.</summary>
    static readonly (string Said, string Kind)[] kinds =
    [
        ("iPad", "ipad"), ("iPhone", "iphone"), ("OpenHarmony", "harmony"), ("HarmonyOS", "harmony"), ("Android", "android"),
        ("Windows", "windows"), ("Macintosh", "mac"), ("Linux", "linux"),
    ];

    public static BrowserDevice Of(string userAgent) => new(
        kinds.FirstOrDefault(one => userAgent.Contains(one.Said, StringComparison.OrdinalIgnoreCase)).Kind,
        userAgent.Contains("wxwork/", StringComparison.OrdinalIgnoreCase));
}
