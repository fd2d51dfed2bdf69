using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Callbacks;

/// <summary>
/// Takes a bot callback in. Only here does anybody wait: up to two seconds after the commit for the worker's answer,
/// because the bot can change its card nowhere else (F2d, reliability rule 1).
/// </summary>
public sealed class BotIntake(
    CallbackReaders readers, BotDoor door, Db db, TimeProvider time, UnstoredLog log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For storing and the answer together: WeCom gives up after five seconds and then shows nothing.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(4.5);

    public async Task Bot(HttpContext http)
    {
        var now = time.GetUtcNow();
        var body = ArrayPool<byte>.Shared.Rent(Intake.LargestBody + 1);
        try
        {
            var length = await Intake.Read(http.Request, body);
            var reading = readers.Bot!.ReadBot(http.Request.QueryString.Value, body.AsSpan(0, length), now);
            if (reading.Refusal is { } refusal)
            {
                await CallbackEndpoints.Refuse(http, refusal);
                return;
            }

            await StoreAndAnswer(http, reading.Callback!, now);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    async Task StoreAndAnswer(HttpContext http, ReadCallback callback, DateTimeOffset now)
    {
        var key = ContentKey(callback.Key);
        var worked = door.Opened(key);
        string? reply;
        try
        {
            reply = await Reply(callback, key, worked, now).WaitAsync(Longest);
        }
        catch (Exception broken)
        {
            log.NotStored(broken);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        finally
        {
            door.Closed(key);
        }

        if (reply is not null)
        {
            await Send(http, reply);
        }
    }

    async Task<string?> Reply(ReadCallback callback, byte[] key, Task worked, DateTimeOffset now) =>
        await Store(callback, key, now) ? await Answer(key, worked) : await db.Read(tx => tx.BotReplies.Ready(key));

    /// <summary>Bot messages carry no time of creation: a repeat a minute later must still be known by its content alone.</summary>
    static byte[] ContentKey(CallbackKey key)
    {
        var bytes = CallbackEndpoints.Bytes(key);
        bytes.AsSpan(0, 4).Clear();
        return bytes;
    }

    Task<bool> Store(ReadCallback callback, byte[] key, DateTimeOffset now) => db.Write(async tx =>
    {
        using var step = Tracing.Step("callback.store", key);
        await tx.BotReplies.Open(key, now);
        var isNew = await tx.Inbox.Add(new InboxItem(
            key, "bot", callback.Message.Kind, callback.Message.OrderKey, callback.Plaintext.ToArray(), now));
        CallbackMeters.Accepted(isNew);
        return isNew;
    });

    async Task<string?> Answer(byte[] key, Task worked)
    {
        using var patience = new CancellationTokenSource(Patience);
        await worked.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await db.Read(tx => tx.BotReplies.Ready(key))
            ?? (await db.Write(tx => tx.BotReplies.Close(key)) ? null : await db.Read(tx => tx.BotReplies.Ready(key)));
    }

    async Task Send(HttpContext http, string reply)
    {
        // D101033: the nonce must be the one of the URL.
        var nonce = http.Request.Query["nonce"].ToString();
        var sealedReply = BotReply.Seal(
            readers.BotCrypto!, Encoding.UTF8.GetBytes(reply), time.GetUtcNow(), nonce, RandomNumberGenerator.GetBytes(16));
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(sealedReply);
    }
}
