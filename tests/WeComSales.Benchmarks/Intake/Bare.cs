using System.Buffers;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Benchmarks;

/// <summary>What the intake is compared with: the web server alone, and the web server with the cryptography.</summary>
static class Bare
{
    const int Largest = CallbackEnvelope.MaxBytes;
    static readonly byte[] kilobyte = new byte[1024];

    public static async Task Echo(HttpContext http)
    {
        var body = ArrayPool<byte>.Shared.Rent(Largest);
        await Body(http, body);
        ArrayPool<byte>.Shared.Return(body);
        http.Response.ContentLength = kilobyte.Length;
        await http.Response.Body.WriteAsync(kilobyte);
    }

    public static async Task Read(HttpContext http, CallbackReader reader)
    {
        var body = ArrayPool<byte>.Shared.Rent(Largest);
        var length = await Body(http, body);
        var reading = reader.ReadApp(http.Request.QueryString.Value, body.AsSpan(0, length), DateTimeOffset.UtcNow);
        ArrayPool<byte>.Shared.Return(body);
        http.Response.StatusCode = reading.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
    }

    /// <summary>What most services do on a server: a transaction for every request.</summary>
    public static async Task Store(HttpContext http, CallbackReader reader, Db db)
    {
        var body = ArrayPool<byte>.Shared.Rent(Largest);
        var now = DateTimeOffset.UtcNow;
        var length = await Body(http, body);
        var reading = reader.ReadApp(http.Request.QueryString.Value, body.AsSpan(0, length), now);
        ArrayPool<byte>.Shared.Return(body);
        if (reading.Callback is not { } callback)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var key = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(key, callback.Key.Value);
        await db.Write(tx => tx.Inbox.Add(new(key, "app", callback.Message.Kind, callback.Message.OrderKey, callback.Plaintext.ToArray(), now)));
    }

    public static async Task<int> Body(HttpContext http, byte[] into)
    {
        var length = 0;
        while (await http.Request.Body.ReadAsync(into.AsMemory(length)) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }
}
