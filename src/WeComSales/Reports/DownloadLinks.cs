using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.Reports;

/// <summary>
/// Links to a PDF that a browser can follow without a session: signed, for one member, for five minutes. The key is made
/// from the key file that is not in the database, so that all instances know it and a reader of the database does not.
/// </summary>
public sealed class DownloadLinks(AppSettings settings)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    const int KeyLength = 32;

    readonly Lazy<byte[]> key = new(() => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, KeyFile.Read(settings.Secrets.KeyFile, out var fault) ?? throw new InvalidDataException($"Secrets:KeyFile: {fault}"), KeyLength, info: "brief links"u8.ToArray()));

    public string For(string briefId, string userid, DateTimeOffset now)
    {
        var until = (now + Life).ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture, $"/files/briefs/{briefId}?member={Uri.EscapeDataString(userid)}&until={until}&sign={Sign(briefId, userid, until)}");
    }

    /// <summary>False for a link that is over, was made for somebody else, or was made by nobody here.</summary>
    public bool Holds(string briefId, string? userid, long until, string? sign, DateTimeOffset now) =>
        userid is not null && sign is not null && now.ToUnixTimeSeconds() <= until && until <= (now + Life).ToUnixTimeSeconds() + 1
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(sign), Encoding.ASCII.GetBytes(Sign(briefId, userid, until)));

    string Sign(string briefId, string userid, long until) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{briefId}\n{userid}\n{until}"))));
}
