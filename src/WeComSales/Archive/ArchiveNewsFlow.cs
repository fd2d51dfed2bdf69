using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>WeCom says that the archive has news (msgaudit_notify, D95039): whichever instance reads is told.</summary>
public sealed class ArchiveNewsFlow(Db db, ArchiveWorker worker, TimeProvider time)
{
    public async Task Told(ClaimedCallback row)
    {
        await db.Write(async tx =>
        {
            await tx.ArchivePositions.Want();
            await tx.Inbox.Finish(row, "archive", time.GetUtcNow());
        });
        worker.Wake();
    }
}
