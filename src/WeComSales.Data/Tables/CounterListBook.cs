using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Reactions and offers by age, every version.</summary>
public sealed class CounterListBook(Tx tx)
{
    /// <summary>The version in use; null when none was ever stored.</summary>
    public async Task<CounterListVersion?> Newest() =>
        (await tx.One<Row>($"select version, lists, by_userid, at from counter_lists order by version desc {tx.Dialect.Limit}", new { count = 1 }))?.Stored;

    /// <summary>False when this version was stored before: somebody else edited at the same time.</summary>
    public async Task<bool> Add(CounterListVersion version) => 1 == await tx.InsertIfAbsent(
        "counter_lists", "version", "version, lists, by_userid, at", new { version.Version, Lists = Json.Text(version.Lists), ByUserid = version.By, version.At });

    sealed class Row
    {
        public required int Version { get; init; }
        public required string Lists { get; init; }
        public required string ByUserid { get; init; }
        public required DateTimeOffset At { get; init; }

        public CounterListVersion Stored => new(Version, Json.Read<CounterLists>(Lists), ByUserid, At);
    }
}
