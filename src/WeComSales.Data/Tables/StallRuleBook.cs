using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>The rules of stalls, every version: an explanation of last month needs last month's.</summary>
public sealed class StallRuleBook(Tx tx)
{
    const string Columns = "version, rules, valid_from, by_userid, reason";

    /// <summary>The version that counted at a time; before the first one, the first. Null when none was ever stored.</summary>
    public async Task<StallRuleVersion?> At(DateTimeOffset at) =>
        (await tx.One<Row>($"select {Columns} from stall_rules where valid_from <= @at order by version desc {tx.Dialect.Limit}", new { at, count = 1 })
            ?? await tx.One<Row>($"select {Columns} from stall_rules order by version {tx.Dialect.Limit}", new { count = 1 }))?.Stored;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<StallRuleVersion>> All(int count) =>
        [.. (await tx.All<Row>($"select {Columns} from stall_rules order by version desc {tx.Dialect.Limit}", new { count })).Select(row => row.Stored)];

    /// <summary>False when this version was stored before: somebody else edited at the same time.</summary>
    public async Task<bool> Add(StallRuleVersion version)
    {
        if (0 == await tx.InsertIfAbsent("stall_rules", "version", Columns,
            new { version.Version, Rules = Json.Text(version.Rules), version.ValidFrom, ByUserid = version.By, version.Reason }))
        {
            return false;
        }

        await tx.Stalls.EverythingChanged();
        return true;
    }

    sealed class Row
    {
        public required int Version { get; init; }
        public required string Rules { get; init; }
        public required DateTimeOffset ValidFrom { get; init; }
        public required string ByUserid { get; init; }
        public string? Reason { get; init; }

        public StallRuleVersion Stored => new(Version, Json.Read<StallRules>(Rules), ValidFrom, ByUserid, Reason);
    }
}
