using System.Buffers;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>Takes an app callback in: acknowledged by an empty 200 only after it is on disk.</summary>
public sealed class Intake(CallbackReaders readers, Db db, TimeProvider time, UnstoredLog log)
{
    internal const int LargestBody = CallbackEnvelope.MaxBytes;

    // WeCom gives up after five seconds; an answer before that makes it deliver again (D90930).
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    public async Task App(HttpContext http)
    {
        var now = time.GetUtcNow();
        var body = ArrayPool<byte>.Shared.Rent(LargestBody + 1);
        try
        {
            var length = await Read(http.Request, body);
            var reading = readers.App.ReadApp(http.Request.QueryString.Value, body.AsSpan(0, length), now);
            if (reading.Refusal is { } refusal)
            {
                await CallbackEndpoints.Refuse(http, refusal);
                return;
            }

            var item = Item(reading.Callback!, now);
            using var step = Tracing.Step("callback.store", item.DedupeKey);
            await Store(http, item);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    static InboxItem Item(ReadCallback callback, DateTimeOffset now) => new(
        CallbackEndpoints.Bytes(callback.Key), "app", callback.Message.Kind, callback.Message.OrderKey,
        callback.Plaintext.ToArray(), now);

    async Task Store(HttpContext http, InboxItem item)
    {
        try
        {
            CallbackMeters.Accepted(isNew: await db.Accept(item).WaitAsync(Patience));
            db.Stores = true;
        }
        catch (Exception broken)
        {
            // Not stored, so not acknowledged: WeCom delivers it again.
            db.Stores = false;
            log.NotStored(broken);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>Reads at most one byte more than is allowed: enough to see that it is too much. What says so itself is not read at all.</summary>
    internal static async Task<int> Read(HttpRequest request, byte[] into)
    {
        if (request.ContentLength > LargestBody)
        {
            return LargestBody + 1;
        }

        var length = 0;
        while (length <= LargestBody)
        {
            var read = await request.Body.ReadAsync(into.AsMemory(length, LargestBody + 1 - length), request.HttpContext.RequestAborted);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }
}
