using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>
/// Removes callbacks and letters that nobody can need any more, so that the live tables stay small (reliability rules 8
/// and 12), and what is over: archived messages (WeCom:Archive:KeepDays), looks at members (Store:KeepLooksDays), words
/// that nobody came back to, diaries, spent cards and sessions. Notes and acts stay: they are the company's.
/// </summary>
public sealed class RetentionJob(Db db, AppSettings settings) : NamedJob
{
    /// <summary>WeCom was seen repeating a callback after eight days; what is kept longer is known as a repeat.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(10);

    /// <summary>WeCom keeps a file for three days (D90253); what a letter still waits with is kept all the same.</summary>
    static readonly TimeSpan FilesKept = TimeSpan.FromDays(4);

    static readonly TimeSpan DiaryKept = TimeSpan.FromDays(90);
    static readonly TimeSpan TypedKept = TimeSpan.FromDays(30);

    // One transaction each, so that callbacks that arrive meanwhile hardly wait.
    const int ChunkLength = 500;

    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop)
    {
        var before = at - Kept;
        var callbacks = await InChunks(tx => tx.Inbox.Forget(before, ChunkLength), stop);
        var letters = await InChunks(tx => tx.Outbox.Forget(before, ChunkLength), stop);
        await db.Write(tx => tx.BotReplies.Forget(before));
        var oldest = at - TimeSpan.FromDays((settings.WeCom.Archive ?? ArchiveSettings.Off).KeepDays);
        var messages = await InChunks(tx => tx.ChatMessages.Forget(oldest, ChunkLength), stop);
        await db.Write(tx => tx.SealedMessages.Forget(oldest));
        var looks = await InChunks(tx => tx.MemberLooks.Forget(at - TimeSpan.FromDays(settings.Store.KeepLooksDays), ChunkLength), stop);
        await db.Write(async tx =>
        {
            await tx.OutboxFiles.Forget(at - FilesKept);
            await tx.DueJobs.Forget(at - DiaryKept);
            await tx.Cards.Forget(before);
            await tx.TypedTexts.ForgetOld(at - TypedKept);
            await tx.SyncRuns.Forget(at - DiaryKept);
            await tx.Sessions.Forget(at);
            await tx.SignInStates.Forget(at);
        });
        return new(true, $"已清理 {Kept.Days} 天前的回调 {callbacks} 条、已发送的消息 {letters} 条，到期的聊天消息 {messages} 条、会员查询记录 {looks} 条");
    }

    async Task<int> InChunks(Func<Tx, Task<int>> forget, CancellationToken stop)
    {
        var all = 0;
        int some;
        do
        {
            stop.ThrowIfCancellationRequested();
            some = await db.Write(forget);
            all += some;
        }
        while (some > 0);

        return all;
    }
}
