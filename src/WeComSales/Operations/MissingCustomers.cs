using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Customers whom a file names and the system does not know yet: WeCom is asked for them.</summary>
static class MissingCustomers
{
    // Three at a time stays far below the limit on parallel calls of one API (45033).
    const int AtOnce = 3;

    /// <summary>Fetches whoever is missing; answers with those who could not be had, and why.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Fetch(
        Db db, ContactFlow contacts, IReadOnlyCollection<string> externalUserids, DateTimeOffset now)
    {
        var known = await db.Read(tx => tx.Customers.ByExternalIds(externalUserids));
        var failures = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            externalUserids.Where(one => !known.ContainsKey(one)).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (externalUserid, _) =>
            {
                if (await contacts.Fetch(externalUserid, now) is { Stored: false } sighting)
                {
                    failures[externalUserid] = $"系统里没有客户「{externalUserid}」，企业微信也没有给出：{sighting.Why}";
                }
            });
        return failures;
    }
}
