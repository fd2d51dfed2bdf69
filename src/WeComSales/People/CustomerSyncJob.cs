namespace WeComSales.People;

/// <summary>The nightly comparison of everybody's customers.</summary>
public sealed class CustomerSyncJob(CustomerSync sync) : NamedJob
{
    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop) =>
        SyncTexts.Result("客户", "关系结束", await sync.Run(stop));
}
