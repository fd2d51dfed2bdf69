using System.Security.Cryptography;

namespace WeComSales.ArchiveReader;

/// <summary>The company's private keys by version: a message stays under the key that was in force when it was sent, however often it was replaced since.</summary>
sealed class PrivateKeys : IDisposable
{
    readonly Dictionary<int, RSA> byVersion = [];

    /// <exception cref="ReadingEnds">A file cannot be read or holds no RSA key.</exception>
    public static PrivateKeys Load(IReadOnlyDictionary<string, string> files)
    {
        var keys = new PrivateKeys();
        foreach (var (version, path) in files)
        {
            var rsa = RSA.Create();
            try
            {
                rsa.ImportFromPem(File.ReadAllText(path));
                keys.byVersion.Add(int.Parse(version, System.Globalization.CultureInfo.InvariantCulture), rsa);
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or FormatException or CryptographicException)
            {
                rsa.Dispose();
                keys.Dispose();
                throw new ReadingEnds(Ending.Keys);
            }
        }

        return keys;
    }

    public bool Has(int version) => byVersion.ContainsKey(version);

    /// <summary>The random key of one message; null when the private key does not open it.</summary>
    public byte[]? Open(int version, string encryptedKey)
    {
        try
        {
            return byVersion[version].Decrypt(Convert.FromBase64String(encryptedKey), RSAEncryptionPadding.Pkcs1);
        }
        catch (Exception closed) when (closed is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var rsa in byVersion.Values)
        {
            rsa.Dispose();
        }
    }
}
