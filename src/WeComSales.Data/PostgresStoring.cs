using Npgsql;
using NpgsqlTypes;

namespace WeComSales.Data;

/// <summary>The insert of the hot path on PostgreSQL: one prepared statement on a connection of its own, an array for each column.</summary>
sealed class PostgresStoring : IAsyncDisposable
{
    internal const string Text =
        """
        insert into inbox (dedupe_key, source, kind, order_key, payload, received_at)
        select * from unnest(@dedupe_key, @source, @kind, @order_key, @payload, @received_at)
        on conflict (dedupe_key) do nothing returning dedupe_key
        """;

    const int Seconds = 3;

    readonly NpgsqlConnection connection;
    readonly NpgsqlCommand command;
    readonly NpgsqlParameter<byte[][]> key, payload;
    readonly NpgsqlParameter<string[]> source, kind, orderKey;
    readonly NpgsqlParameter<DateTimeOffset[]> receivedAt;

    public PostgresStoring(NpgsqlConnection connection)
    {
        this.connection = connection;
        command = new(Text, connection) { CommandTimeout = Seconds };
        key = Add<byte[]>("dedupe_key", NpgsqlDbType.Bytea);
        source = Add<string>("source", NpgsqlDbType.Text);
        kind = Add<string>("kind", NpgsqlDbType.Text);
        orderKey = Add<string>("order_key", NpgsqlDbType.Text);
        payload = Add<byte[]>("payload", NpgsqlDbType.Bytea);
        receivedAt = Add<DateTimeOffset>("received_at", NpgsqlDbType.TimestampTz);
    }

    /// <summary>Stores the items, committed when it returns; true for each that is new. Of several equal items the first is the new one.</summary>
    public async Task<IReadOnlyList<bool>> Run(IReadOnlyList<InboxItem> items)
    {
        key.TypedValue = [.. items.Select(item => item.DedupeKey)];
        source.TypedValue = [.. items.Select(item => item.Source)];
        kind.TypedValue = [.. items.Select(item => Parameters.Clean(item.Kind))];
        orderKey.TypedValue = [.. items.Select(item => Parameters.Clean(item.OrderKey))];
        payload.TypedValue = [.. items.Select(item => item.Payload)];
        receivedAt.TypedValue = [.. items.Select(item => Parameters.Milliseconds(item.ReceivedAt))];
        if (!command.IsPrepared)
        {
            await command.PrepareAsync();
        }

        var inserted = new HashSet<Int128>(items.Count);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            inserted.Add(Number((byte[])reader[0]));
        }

        return [.. items.Select(item => inserted.Remove(Number(item.DedupeKey)))];
    }

    NpgsqlParameter<T[]> Add<T>(string name, NpgsqlDbType type)
    {
        var parameter = new NpgsqlParameter<T[]>(name, NpgsqlDbType.Array | type);
        command.Parameters.Add(parameter);
        return parameter;
    }

    static Int128 Number(byte[] digest) => System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(digest);

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
