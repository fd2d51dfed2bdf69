using System.Security.Cryptography;
using System.Text;

namespace WeComSales.Delivery;

/// <summary>
/// Seals secrets before they are stored: AES-256-GCM with a key that is not in the database (reliability rule 23).
/// A sealed value is key id, nonce, tag and cipher text in base64, so that a rotated key is recognised.
/// </summary>
public sealed class SecretBox : IDisposable
{
    const int KeyIdLength = 4;
    const int NonceLength = 12;
    const int TagLength = 16;
    const int HeadLength = KeyIdLength + NonceLength + TagLength;

    readonly byte[] key, keyId;

    SecretBox(byte[] key) => (this.key, keyId) = (key, SHA256.HashData(key)[..KeyIdLength]);

    /// <summary>Opens the key file, or makes it where that is allowed (SQLite's first start).</summary>
    /// <exception cref="InvalidDataException">The file is no key, or is missing and may not be made: settings refuse both at the start, so it was changed since.</exception>
    public static SecretBox Open(string path, bool mayMake, ILogger log)
    {
        if (!File.Exists(path) && mayMake)
        {
            Make(path);
            log.KeyMade(path);
        }

        return KeyFile.Read(path, out var fault) is { } key ? new SecretBox(key) : throw new InvalidDataException($"Secrets:KeyFile: {fault}");
    }

    public string Seal(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[HeadLength + plain.Length];
        keyId.CopyTo(box, 0);
        RandomNumberGenerator.Fill(Nonce(box));
        using var aes = Cipher();
        aes.Encrypt(Nonce(box), plain, box.AsSpan(HeadLength), Tag(box), keyId);
        return Convert.ToBase64String(box);
    }

    /// <summary>Null when it was sealed with another key or was changed: then the secret is fetched anew.</summary>
    public string? Unseal(string sealedText)
    {
        var box = new byte[sealedText.Length];
        if (!Convert.TryFromBase64String(sealedText, box, out var length) || length < HeadLength || !box.AsSpan(0, KeyIdLength).SequenceEqual(keyId))
        {
            return null;
        }

        var plain = new byte[length - HeadLength];
        using var aes = Cipher();
        try
        {
            aes.Decrypt(Nonce(box), box.AsSpan(HeadLength, plain.Length), Tag(box), plain, keyId);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>One for each use: the class may not be used by two threads at once, and tokens and tickets are.</summary>
    AesGcm Cipher() => new(key, TagLength);

    static Span<byte> Nonce(byte[] box) => box.AsSpan(KeyIdLength, NonceLength);

    static Span<byte> Tag(byte[] box) => box.AsSpan(KeyIdLength + NonceLength, TagLength);

    static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = PrivateFile.Make(path, FileMode.CreateNew);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyFile.Length))));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
