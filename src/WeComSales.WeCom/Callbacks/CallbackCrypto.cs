using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>Signs, verifies, encrypts and decrypts callbacks for one token, key and receive id (D91144, D90968). Safe for many threads.</summary>
/// <param name="token">The token typed into the receiving app's settings, at most 32 letters and digits.</param>
/// <param name="encodingAesKey">Exactly 43 letters and digits; see <see cref="IsKey"/>.</param>
/// <param name="receiveId">CorpID for an app of one's own, empty for a smart bot.</param>
public sealed class CallbackCrypto(string token, string encodingAesKey, string receiveId)
{
    const int RandomLength = 16;
    const int BlockLength = 16;
    const int HeadLength = RandomLength + sizeof(int);
    const int PadBlock = 32;
    static readonly SearchValues<char> keyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    readonly byte[] token = Encoding.UTF8.GetBytes(token);
    readonly byte[] key = Key(encodingAesKey);
    readonly byte[] receiveId = Encoding.UTF8.GetBytes(receiveId);
    // Setting a key up costs three times what decrypting a message does; a decryptor serves one thread at a time.
    readonly ConcurrentBag<ICryptoTransform> idle = [];
    long decryptionsEntered;

    /// <summary>How often AES was entered; a caller that verifies first never raises it with an unsigned callback.</summary>
    public long DecryptionsEntered => Interlocked.Read(ref decryptionsEntered);

    internal ReadOnlySpan<byte> ReceiveId => receiveId;

    /// <summary>True for exactly 43 characters of a-z, A-Z, 0-9 (D91144).</summary>
    public static bool IsKey(string? encodingAesKey) =>
        encodingAesKey is { Length: 43 } && !encodingAesKey.AsSpan().ContainsAnyExcept(keyCharacters);

    /// <summary>True when the signature is the 40 lower-case hex digits of SHA-1 over the four sorted values (D90968).</summary>
    public bool Verify(ReadOnlySpan<char> signature, ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> encrypted)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        Digest(timestamp, nonce, encrypted, digest);
        Span<char> expected = stackalloc char[SHA1.HashSizeInBytes * 2];
        Convert.TryToHexStringLower(digest, expected, out _);
        return CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(expected),
            MemoryMarshal.AsBytes(signature));
    }

    /// <summary>The signature of these values: 40 lower-case hex digits.</summary>
    public string Sign(ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<char> encrypted)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        Digest(timestamp, nonce, Encoding.UTF8.GetBytes(encrypted.ToString()), digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Decrypts what <see cref="Verify"/> accepted. Null on success, else <see cref="CallbackRefusal.Decryption"/> or <see cref="CallbackRefusal.ReceiveId"/>.</summary>
    public CallbackRefusal? Decrypt(ReadOnlySpan<byte> encrypted, out byte[] message)
    {
        Interlocked.Increment(ref decryptionsEntered);
        message = [];
        var cipher = ArrayPool<byte>.Shared.Rent(BlockLength + Base64.GetMaxDecodedFromUtf8Length(encrypted.Length));
        var plain = ArrayPool<byte>.Shared.Rent(cipher.Length);
        var decryptor = idle.TryTake(out var kept) ? kept : NewDecryptor();
        try
        {
            if (Base64.DecodeFromUtf8(encrypted, cipher.AsSpan(BlockLength), out _, out var length) != OperationStatus.Done
                || length == 0 || length % PadBlock != 0)
            {
                return CallbackRefusal.Decryption;
            }

            // A decryptor goes on from the block it saw last. With the IV as its first block every message starts from
            // the IV, and what comes out for that block is thrown away.
            Iv.CopyTo(cipher);
            decryptor.TransformBlock(cipher, 0, BlockLength + length, plain, 0);
            return Open(plain.AsSpan(BlockLength, length), out message);
        }
        finally
        {
            idle.Add(decryptor);
            ArrayPool<byte>.Shared.Return(cipher);
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>Encrypts a message to Base64; <paramref name="random16"/> is the 16-byte prefix, fresh for every call outside tests.</summary>
    public string Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> random16)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random16.Length, RandomLength, nameof(random16));
        var length = HeadLength + message.Length + receiveId.Length;
        var pad = PadBlock - length % PadBlock;
        var plain = new byte[length + pad];
        random16.CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(RandomLength), message.Length);
        message.CopyTo(plain.AsSpan(HeadLength));
        receiveId.CopyTo(plain.AsSpan(HeadLength + message.Length));
        plain.AsSpan(length).Fill((byte)pad);
        using var aes = NewCipher();
        return Convert.ToBase64String(aes.EncryptCbc(plain, Iv, PaddingMode.None));
    }

    ReadOnlySpan<byte> Iv => key.AsSpan(0, BlockLength);

    Aes NewCipher()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    ICryptoTransform NewDecryptor()
    {
        using var aes = NewCipher();

        // PKCS#7 to 32 bytes is not what PaddingMode.PKCS7 accepts: it throws for pads above 16.
        aes.Padding = PaddingMode.None;
        return aes.CreateDecryptor();
    }

    static byte[] Key(string encodingAesKey) => IsKey(encodingAesKey)
        ? Convert.FromBase64String(encodingAesKey + "=")
        : throw new ArgumentException("An EncodingAESKey has exactly 43 letters and digits.", nameof(encodingAesKey));

    CallbackRefusal? Open(ReadOnlySpan<byte> plain, out byte[] message)
    {
        message = [];
        int pad = plain[^1];
        if (pad is < 1 or > PadBlock || plain.Length - pad < HeadLength || plain[^pad..].ContainsAnyExcept((byte)pad))
        {
            return CallbackRefusal.Decryption;
        }

        var content = plain[HeadLength..^pad];
        var length = BinaryPrimitives.ReadUInt32BigEndian(plain[RandomLength..]);
        if (length > (uint)content.Length)
        {
            return CallbackRefusal.Decryption;
        }

        if (!content[(int)length..].SequenceEqual(receiveId))
        {
            return CallbackRefusal.ReceiveId;
        }

        message = content[..(int)length].ToArray();
        return null;
    }

    void Digest(ReadOnlySpan<char> timestamp, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> encrypted, Span<byte> digest)
    {
        var stamp = Encoding.UTF8.GetByteCount(timestamp);
        var once = Encoding.UTF8.GetByteCount(nonce);
        var total = token.Length + stamp + once + encrypted.Length;
        var rented = ArrayPool<byte>.Shared.Rent(total + stamp + once);
        try
        {
            var scratch = rented.AsSpan(total);
            Encoding.UTF8.GetBytes(timestamp, scratch);
            Encoding.UTF8.GetBytes(nonce, scratch[stamp..]);
            Join(rented, token, scratch[..stamp], scratch.Slice(stamp, once), encrypted);
#pragma warning disable CA5350 // WeCom's protocol prescribes SHA-1; the key behind it is the token.
            SHA1.HashData(rented.AsSpan(0, total), digest);
#pragma warning restore CA5350
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // An ordinal selection sort over four spans: each round writes the smallest that is left.
    static void Join(Span<byte> target, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d)
    {
        if (a.SequenceCompareTo(b) > 0) { var t = a; a = b; b = t; }
        if (c.SequenceCompareTo(d) > 0) { var t = c; c = d; d = t; }
        if (a.SequenceCompareTo(c) > 0) { var t = a; a = c; c = t; }
        if (b.SequenceCompareTo(d) > 0) { var t = b; b = d; d = t; }
        if (b.SequenceCompareTo(c) > 0) { var t = b; b = c; c = t; }
        a.CopyTo(target);
        b.CopyTo(target = target[a.Length..]);
        c.CopyTo(target = target[b.Length..]);
        d.CopyTo(target[c.Length..]);
    }
}
