using System.Security.Cryptography;
using System.Text;

namespace WeComSales;

/// <summary>
/// Whose or what, where only the sameness may be told: prints a digest under a key that is not in the logs, equal for
/// equal values. Log messages take people and customers in this form only.
/// </summary>
public readonly struct Personal(string? value, byte[] key)
{
    const int Digits = 12;

    public override string ToString() => string.IsNullOrEmpty(value) || key is null
        ? "-"
        : "#" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)))[..Digits];
}

/// <summary>Makes them: the same on every instance that has the same key file, and for nobody else.</summary>
public sealed class PersonalDigests(AppSettings settings)
{
    const int KeyLength = 32;

    readonly Lazy<byte[]> key = new(() => KeyFile.Read(settings.Secrets.KeyFile, out _) is { } file
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, file, KeyLength, info: "personal digests"u8.ToArray())
        : RandomNumberGenerator.GetBytes(KeyLength));

    public Personal Of(string? value) => new(value, key.Value);
}
