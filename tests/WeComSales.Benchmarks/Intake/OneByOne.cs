using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using WeComSales.WeCom;

namespace WeComSales.Benchmarks;

/// <summary>What most services do: a pooled connection and a transaction for every request. The same row, as durable.</summary>
sealed class OneByOne(CallbackReader reader, string path)
{
    readonly string source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true }.ToString();

    public async Task Take(HttpContext http)
    {
        var body = ArrayPool<byte>.Shared.Rent(CallbackEnvelope.MaxBytes);
        var now = DateTimeOffset.UtcNow;
        var length = await Bare.Body(http, body);
        var reading = reader.ReadApp(http.Request.QueryString.Value, body.AsSpan(0, length), now);
        ArrayPool<byte>.Shared.Return(body);
        if (reading.Callback is { } callback)
        {
            await Store(callback, now);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    async Task Store(ReadCallback callback, DateTimeOffset now)
    {
        await using var connection = new SqliteConnection(source);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full";
        await command.ExecuteNonQueryAsync();
        await using var transaction = connection.BeginTransaction(deferred: false);
        command.Transaction = transaction;
        command.CommandText =
            """
            insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
            values (@key, 'app', @kind, @order, @payload, @at) on conflict (dedupe_key) do nothing
            """;
        var key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, callback.Key.Value);
        command.Parameters.AddWithValue("@key", key);
        command.Parameters.AddWithValue("@kind", callback.Message.Kind);
        command.Parameters.AddWithValue("@order", callback.Message.OrderKey);
        command.Parameters.AddWithValue("@payload", callback.Plaintext.ToArray());
        command.Parameters.AddWithValue("@at", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
