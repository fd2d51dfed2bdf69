namespace WeComSales.Data;

/// <summary>
/// Ids are made by the application and sort by time, so that indexes are appended to. Those that a process makes of one
/// millisecond sort in the order in which it made them: what is written together is sent in that order.
/// </summary>
public static class Ids
{
    static readonly Lock gate = new();
    static long millisecond;
    static uint made;

    /// <summary>A UUID of version 7 (RFC 9562) with a counter of 26 bits behind the time, and 48 bits of chance.</summary>
    public static string New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var count = Count(now.ToUnixTimeMilliseconds());
        bytes[6] = (byte)(0x70 | (count >> 22 & 0x0f));
        bytes[7] = (byte)(count >> 14);
        bytes[8] = (byte)(0x80 | (count >> 8 & 0x3f));
        bytes[9] = (byte)count;
        return Convert.ToHexStringLower(bytes);
    }

    static uint Count(long now)
    {
        lock (gate)
        {
            made = now == millisecond ? made + 1 : 0;
            millisecond = now;
            return made;
        }
    }
}
