using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Counter;

/// <summary>Reactions and offers by age: the settings until an administrator edits them, the database from then on.</summary>
public sealed class CounterListFlow(Db db, StoreSettings settings, TimeProvider time)
{
    public async Task<CounterLists> Current(Tx tx) => (await Newest(tx)).Lists;

    public Task<CounterListVersion> InUse() => db.Read(Newest);

    /// <summary>Keeps a new version behind the one that was edited.</summary>
    /// <returns>False when somebody else was faster.</returns>
    public Task<bool> Keep(int edited, CounterLists lists, string by) => db.Write(async tx =>
        (await Newest(tx)).Version == edited && await tx.CounterLists.Add(new(edited + 1, lists, by, time.GetUtcNow())));

    async Task<CounterListVersion> Newest(Tx tx) =>
        await tx.CounterLists.Newest() ?? new CounterListVersion(0, settings.Lists, CounterListVersion.Settings, DateTimeOffset.UnixEpoch);
}
