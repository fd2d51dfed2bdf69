namespace WeComSales.Data;

/// <summary>How far the move of one table is.</summary>
public sealed class MoveOfTable
{
    public required string TableName { get; init; }
    public required long LastRow { get; init; }
    public required long Copied { get; init; }
    public required long Total { get; init; }
    public string? Checksum { get; init; }
}

/// <summary>A move from another database: written in the same transaction as the rows, so that an interruption loses and repeats nothing.</summary>
public sealed class Moves(Tx tx)
{
    public async Task<IReadOnlyDictionary<string, MoveOfTable>> All() =>
        (await tx.All<MoveOfTable>("select table_name, last_row, copied, total, checksum from moves")).ToDictionary(move => move.TableName, StringComparer.Ordinal);

    public Task<int> Begin(string table, long total) => tx.InsertIfAbsent(
        "moves", "table_name", "table_name, last_row, copied, total, checksum",
        new { TableName = table, LastRow = 0L, Copied = 0L, Total = total, Checksum = "0" });

    public Task<int> Advance(string table, long lastRow, long copied, string checksum) => tx.Run(
        "update moves set last_row = @lastRow, copied = @copied, checksum = @checksum where table_name = @table", new { table, lastRow, copied, checksum });

    public Task<int> Done(string table, DateTimeOffset now) => tx.Run("update moves set done_at = @now where table_name = @table", new { table, now });
}
