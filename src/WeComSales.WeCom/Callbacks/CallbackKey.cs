using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>The content key that makes a repeat harmless: 4 bytes of time, then 12 bytes of SHA-256. Equal for every retry, and ordered by time so that an index is appended to (reliability rule 8).</summary>
public readonly record struct CallbackKey(UInt128 Value)
{
    const int HashShift = 96;

    /// <summary>The ordered part, in seconds since 1970: CreateTime of the payload, or the receipt minute where there is none.</summary>
    public uint Seconds => (uint)(Value >> HashShift);

    /// <summary>The 24 lower-case hex digits that are unique by themselves; a bot's retry a minute later still has the same.</summary>
    public string Hash => ToString()[8..];

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The key of this content for this app at this time (seconds since 1970).</summary>
    public static CallbackKey Of(ReadOnlySpan<byte> content, string appId, uint seconds)
    {
        var length = content.Length + Encoding.UTF8.GetByteCount(appId);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            content.CopyTo(rented);
            Encoding.UTF8.GetBytes(appId, rented.AsSpan(content.Length));
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(rented.AsSpan(0, length), digest);
            var hash = BinaryPrimitives.ReadUInt128BigEndian(digest) >> 32;
            return new((UInt128)seconds << HashShift | hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
