using System.Security.Cryptography;
using System.Text;

namespace WeComSales.People;

/// <summary>
/// The two cookies: who is signed in, and which browser a sign-in began in. Both hold a random value of which only the
/// hash is stored.
/// </summary>
public static class SessionCookie
{
    public const string Name = "__Host-wecomsales";
    public const string BrowserName = "__Host-wecomsales-browser";

    const int RandomBytes = 32;

    public static string NewValue() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>False for what we never set: nobody has to be looked up for it.</summary>
    public static bool IsOurs(string? value) => value is { Length: RandomBytes * 2 } && value.All(char.IsAsciiHexDigitLower);

    /// <summary>64 characters, whatever the value.</summary>
    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    public static void Set(HttpResponse response, string name, string value, TimeSpan lifetime) =>
        response.Cookies.Append(name, value, Options(lifetime));

    public static void Clear(HttpResponse response, string name) => response.Cookies.Delete(name, Options(null));

    static CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
