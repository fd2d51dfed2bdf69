using System.Net;
using System.Text.RegularExpressions;

namespace WeComSales;

/// <summary>What single values may look like.</summary>
public static partial class Allowed
{
    public static bool Text(string text, out string value)
    {
        value = text;
        return true;
    }

    /// <summary>An absolute http(s) address without user, query or fragment; it ends with a slash so that relative links append to it.</summary>
    public static bool Address(string text, out Uri value)
    {
        value = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return false;
        if (uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length > 0) return false;
        value = uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
        return true;
    }

    /// <summary>https anywhere, http only on this machine: secrets and signatures travel over it.</summary>
    public static bool SafeAddress(string text, out Uri value) => Address(text, out value) && (value.Scheme == "https" || IsLoopback(value));

    public static bool LoopbackAddress(string text, out Uri value) => Address(text, out value) && IsLoopback(value);

    /// <summary>Names under localhost never leave the machine (RFC 6761).</summary>
    public static bool IsLoopback(Uri uri) => uri.IsLoopback || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Listen addresses separated by semicolons; the host may be <c>*</c> or <c>+</c>.</summary>
    public static bool ListenAddresses(string text, out IReadOnlyList<string> value)
    {
        value = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return value.Count > 0 && value.All(IsListenAddress);
    }

    static bool IsListenAddress(string address) =>
        Listen().Match(address) is { Success: true } match
        && (!match.Groups["port"].Success || int.Parse(match.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture) <= IPEndPoint.MaxPort);

    public static bool TimeZone(string text, out TimeZoneInfo value) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out value!);

    public static bool TimeOfDay(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out value);

    public static bool WorkHours(string text, out string value)
    {
        value = Domain.WorkHours.Parse(text)?.ToString() ?? "";
        return value.Length > 0;
    }

    public static bool AgentId(string text, out int value) => int.TryParse(text, System.Globalization.NumberStyles.None, null, out value) && value > 0;

    public static bool PerMinute(string text, out int value) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out value) && value <= 1_000_000;

    public static bool UserId(string text, out string value) => Text(text, out value) && User().IsMatch(text);

    public static bool CorpId(string text, out string value) => Text(text, out value) && Corp().IsMatch(text);

    /// <summary>A single address or a network such as 10.0.0.0/8.</summary>
    public static bool Network(string text, out IPNetwork value)
    {
        if (IPNetwork.TryParse(text, out value)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        value = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    public static bool Level(string text, out LogLevel value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value) && !int.TryParse(text, out _);

    public static bool IsAesKey(string text) => AesKey().IsMatch(text);

    public static bool IsCallbackToken(string text) => CallbackToken().IsMatch(text);

    public static bool IsOneWord(string text) => OneWord().IsMatch(text);

    [GeneratedRegex(@"^https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.*+-]+)(:(?<port>\d{1,5}))?/?$")]
    private static partial Regex Listen();

    [GeneratedRegex("^[A-Za-z0-9._@-]{1,64}$")]
    private static partial Regex User();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex Corp();

    [GeneratedRegex("^[A-Za-z0-9]{43}$")]
    private static partial Regex AesKey();

    [GeneratedRegex("^[A-Za-z0-9]{1,32}$")]
    private static partial Regex CallbackToken();

    [GeneratedRegex(@"^\S+$")]
    private static partial Regex OneWord();
}
