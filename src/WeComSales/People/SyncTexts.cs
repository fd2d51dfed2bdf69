using WeComSales.Data;

namespace WeComSales.People;

/// <summary>How a synchronisation is told to an administrator.</summary>
static class SyncTexts
{
    const int NamesShown = 5;

    public static string Unseen(IReadOnlyList<string> userids) =>
        $"{userids.Count} 人不在应用的可见范围内，收不到卡片：{string.Join("、", userids.Take(NamesShown))}{(userids.Count > NamesShown ? " 等" : "")}";

    public static string UnseenUnknown(string why) => $"没有查到谁在应用的可见范围之外：{why}";

    public static JobResult Result(string what, string departed, SyncRun run)
    {
        var counts = $"{what}同步：新增 {run.Added}，变更 {run.Changed}，{departed} {run.Departed}，失败 {run.Failed}";
        return run.Complete
            ? new(true, run.Reasons.Count == 0 ? counts : $"{counts}。{string.Join("；", run.Reasons)}")
            : new(false, $"{counts}。没有读完整，所以没有移除任何人。原因：{string.Join("；", run.Reasons)}");
    }
}
