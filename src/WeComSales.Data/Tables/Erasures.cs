namespace WeComSales.Data;

/// <summary>A customer's words were erased at their wish.</summary>
/// <param name="Reason">What the customer or the company said; never chat text.</param>
/// <param name="At">What is older is gone and is not stored again.</param>
public sealed record Erasure(string Id, string ExternalUserid, string ByUserid, string Reason, DateTimeOffset At, int Messages)
{
    Erasure() : this("", "", "", "", default, 0)
    {
    }
}

/// <summary>Erasures, kept as their proof.</summary>
public sealed class Erasures(Tx tx)
{
    public async Task<bool> Add(Erasure erasure) =>
        1 == await tx.InsertIfAbsent("erasures", "id", "id, external_userid, by_userid, reason, at, messages", erasure);

    public Task<int> Counted(string id, int messages) => tx.Run("update erasures set messages = messages + @messages where id = @id", new { id, messages });

    public Task<Erasure?> ById(string id) =>
        tx.One<Erasure>("select id, external_userid, by_userid, reason, at, messages from erasures where id = @id", new { id });

    /// <summary>Until when each customer's words were erased; customers without an erasure are not there.</summary>
    /// <param name="externalUserids">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Until(IReadOnlyCollection<string> externalUserids) => (await tx.All<Row>(
        "select external_userid, max(at) as until from erasures where external_userid in @externalUserids group by external_userid",
        new { externalUserids = tx.Many(externalUserids) })).ToDictionary(row => row.ExternalUserid, row => row.Until, StringComparer.Ordinal);

    sealed class Row
    {
        public required string ExternalUserid { get; init; }
        public required DateTimeOffset Until { get; init; }
    }
}
