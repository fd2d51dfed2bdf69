using WeComSales.Data;

namespace WeComSales.People;

/// <summary>How a synchronisation is told to an administrator.</summary>
static class SyncTexts
{
    public static JobResult Result(string what, string departed, SyncRun run)
    {
        var counts = $"{what}同步：新增 {run.Added}，变更 {run.Changed}，{departed} {run.Departed}，失败 {run.Failed}";
        return run.Complete
            ? new(true, counts)
            : new(false, $"{counts}。没有读完整，所以没有移除任何人。原因：{string.Join("；", run.Reasons)}");
    }
}
