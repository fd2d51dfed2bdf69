using System.Globalization;
using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Customers whom a file names and the system does not know yet: WeCom is asked for them.</summary>
static class MissingCustomers
{
    // Three at a time stays far below the limit on parallel calls of one API (45033).
    const int AtOnce = 3;

    /// <summary>Fetches whoever is missing, and waits where WeCom takes no more calls; answers with those who could not be had, and why.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Fetch(
        Db db, ContactFlow contacts, IReadOnlyCollection<string> externalUserids, DateTimeOffset now)
    {
        var known = await db.Read(tx => tx.Customers.ByExternalIds(externalUserids));
        var failures = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var told = 0;
        await Parallel.ForEachAsync(
            externalUserids.Where(one => !known.ContainsKey(one)).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (externalUserid, _) =>
            {
                if (await contacts.FetchPatiently(externalUserid, now, Waiting) is { Stored: false } sighting)
                {
                    failures[externalUserid] = sighting.Failed
                        ? $"系统里没有客户「{externalUserid}」，也没有问到企业微信（{sighting.Why}），请稍后再导入这一行"
                        : $"系统里没有客户「{externalUserid}」，企业微信也没有给出：{sighting.Why}";
                }
            });
        return failures;

        void Waiting(TimeSpan wait)
        {
            // Once for the chunk: the others wait for the same.
            if (Interlocked.Exchange(ref told, 1) == 0)
            {
                Speaking.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"企业微信限制了调用频率，等 {wait.TotalSeconds:0} 秒再继续，一直这样最多等一小时"));
            }
        }
    }
}
