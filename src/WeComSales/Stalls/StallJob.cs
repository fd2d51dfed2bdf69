namespace WeComSales.Stalls;

/// <summary>Every minute: whatever is due is looked at, told, escalated, ended.</summary>
public sealed class StallJob(StallScanFlow scan) : NamedJob
{
    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop)
    {
        var done = await scan.Run(at, stop);
        return new(true,
            $"停滞扫描：看了 {done.Looked} 个商机，新停滞 {done.Opened}，升级 {done.Escalated}，结束 {done.Ended}，客户等待 {done.Waiting}；"
            + $"卡片 {done.Alerts.Cards}，汇总 {done.Alerts.Digests}，待汇总 {done.Alerts.Held}，送不到 {done.Alerts.Unreached}");
    }
}
