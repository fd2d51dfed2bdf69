namespace WeComSales.Data;

/// <summary>What the previous import of each kind said, column by column, in normal form.</summary>
public sealed class Imported(Tx tx)
{
    /// <param name="keys">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> Of(string kind, IReadOnlyCollection<string> keys) =>
        (await tx.All<Row>("select row_key, columns from imported where kind = @kind and row_key in @keys", new { kind, keys = tx.Many(keys) }))
        .ToDictionary(row => row.RowKey, row => Json.Read<IReadOnlyDictionary<string, string>>(row.Columns), StringComparer.Ordinal);

    public async Task Remember(string kind, string key, IReadOnlyDictionary<string, string> columns)
    {
        var args = new { Kind = kind, RowKey = key, Columns = Json.Text(columns) };
        await tx.Put(
            "update imported set columns = @Columns where kind = @Kind and row_key = @RowKey",
            "imported", "kind, row_key", "kind, row_key, columns", args);
    }

    sealed class Row
    {
        public required string RowKey { get; init; }
        public required string Columns { get; init; }
    }
}
