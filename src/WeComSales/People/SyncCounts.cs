using WeComSales.Data;

namespace WeComSales.People;

/// <summary>What a synchronisation has done so far; several members are worked on at once.</summary>
public sealed class SyncCounts(string kind, DateTimeOffset started)
{
    const int MostReasons = 20;

    readonly Lock gate = new();
    readonly Dictionary<string, int> reasons = new(StringComparer.Ordinal);
    readonly List<string> remarks = [];
    int added, changed, departed, failed;

    public DateTimeOffset Started => started;

    /// <summary>Everything that was asked for was answered.</summary>
    public bool Complete
    {
        get
        {
            lock (gate)
            {
                return failed == 0;
            }
        }
    }

    public void Count(Saved saved)
    {
        lock (gate)
        {
            (added, changed) = saved switch
            {
                Saved.Added => (added + 1, changed),
                Saved.Changed => (added, changed + 1),
                _ => (added, changed),
            };
        }
    }

    public void Departed()
    {
        lock (gate)
        {
            departed++;
        }
    }

    public void Failed(string why)
    {
        lock (gate)
        {
            failed++;
            if (reasons.ContainsKey(why) || reasons.Count < MostReasons)
            {
                reasons[why] = reasons.GetValueOrDefault(why) + 1;
            }
        }
    }

    /// <summary>Something an administrator should know although nothing failed.</summary>
    public void Remark(string what)
    {
        lock (gate)
        {
            remarks.Add(what);
        }
    }

    public SyncRun Run(DateTimeOffset ended)
    {
        lock (gate)
        {
            return new(
                Ids.New(started), kind, started, ended, failed == 0, added, changed, departed, failed,
                [.. reasons.Select(reason => $"{reason.Key}（{reason.Value} 次）"), .. remarks]);
        }
    }
}
