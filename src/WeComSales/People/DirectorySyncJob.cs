namespace WeComSales.People;

/// <summary>The nightly reading of the whole directory.</summary>
public sealed class DirectorySyncJob(DirectorySync sync) : NamedJob
{
    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop) =>
        SyncTexts.Result("通讯录", "离职", await sync.Run(stop));
}
