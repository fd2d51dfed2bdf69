using System.Data.Common;
using System.Text.Json;
using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>
/// The doctor's look at the session archive: a reader is started as the service starts it and asked for one message, which
/// is not stored, so position and service are left alone.
/// </summary>
public static class ArchiveCheck
{
    const int MostNamed = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<IReadOnlyList<Finding>> Run(AppSettings settings, Db db, CancellationToken stop) => Run(settings, db, TimeProvider.System, stop);

    /// <param name="patience">By which a reader that says nothing is waited for.</param>
    public static async Task<IReadOnlyList<Finding>> Run(AppSettings settings, Db db, TimeProvider patience, CancellationToken stop)
    {
        if (settings.WeCom.Archive is not { } archive)
        {
            return [];
        }

        var (state, kept, fallen) = await Known(db);
        // The newest message that is known, so that a key that was replaced since is tried too.
        var (last, opened) = await Probe(settings, archive, Math.Max(0, (state?.Seq ?? 0) - 1), patience, stop);
        return [last, .. Keys(archive, kept, opened), .. Fallen(fallen)];
    }

    /// <summary>What was seen, and whether a message was opened.</summary>
    static async Task<(Finding Finding, bool Opened)> Probe(
        AppSettings settings, ArchiveSettings archive, long after, TimeProvider patience, CancellationToken stop)
    {
        const string what = "会话内容存档";
        if (ReaderProcess.Start(archive.Reader, patience) is not { } reader)
        {
            return (new(what, $"读取程序 {archive.Reader} 启动不了", ArchiveTexts.Program(archive.Reader)), false);
        }

        await using (reader)
        {
            await reader.Tell(new
            {
                corpId = settings.WeCom.CorpId,
                secret = archive.Secret.Reveal(),
                library = archive.Library,
                keys = archive.PrivateKeyFiles,
                api = settings.WeCom.ApiBaseUrl,
                after,
                limit = 1,
            });
            var stopped = Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            var lines = await reader.Lines(1, Patience, stopped);
            stop.ThrowIfCancellationRequested();
            return lines switch
            {
                null => (ArchiveTexts.Fell(what, await reader.ExitCode() ?? 0), false),
                [] => (new(what, $"读取程序 {Patience.TotalSeconds:0} 秒没有应答", ArchiveTexts.Network), false),
                [var line, ..] => Said(what, line, archive),
            };
        }
    }

    static (Finding Finding, bool Opened) Said(string what, string line, ArchiveSettings archive)
    {
        try
        {
            var said = ReaderLine.Read(line);
            var finding = said switch
            {
                ReaderLine.Fault { Word: "Library" } => ArchiveTexts.Library(what, archive.Library),
                ReaderLine.Fault fault => ArchiveTexts.Fault(what, fault.Word, fault.Code),
                ReaderLine.Closed { Message: { Why: "key", KeyVersion: var version } } => new(what, $"缺少第 {version} 版私钥", ArchiveTexts.Key(version)),
                ReaderLine.Closed closed => new(what, $"第 {closed.Message.KeyVersion} 版私钥打不开消息", ArchiveTexts.WrongKey(closed.Message.KeyVersion)),
                _ => new(what, "读取程序能取到消息"),
            };
            return (finding, said is ReaderLine.Said);
        }
        catch (JsonException)
        {
            return (new(what, $"{archive.Reader} 说的不是约定的内容", ArchiveTexts.Program(archive.Reader)), false);
        }
    }

    /// <param name="opened">A reader that opened a message has its keys from somewhere, as that of the demo.</param>
    static IEnumerable<Finding> Keys(ArchiveSettings archive, IReadOnlyList<SealedCount> kept, bool opened)
    {
        const string what = "会话内容存档的私钥";
        if (archive.PrivateKeyFiles.Count == 0 && !opened)
        {
            yield return new(what, "一个都没有配置", ArchiveTexts.NoKey);
        }

        foreach (var one in kept.Where(one => one.Why is "key" or "closed"))
        {
            yield return new(
                what, $"{one.Messages} 条消息{(one.Why == "key" ? "在等" : "打不开，用的是")}第 {one.KeyVersion} 版私钥",
                one.Why == "key" ? ArchiveTexts.Key(one.KeyVersion) : ArchiveTexts.WrongKey(one.KeyVersion));
        }
    }

    static IEnumerable<Finding> Fallen((IReadOnlyList<long> Seqs, long Count) fallen)
    {
        if (fallen.Count > 0)
        {
            yield return new(
                "会话内容存档里打不开的消息",
                $"{fallen.Count} 条一打开动态库就崩溃，已原样留存并跳过，序号 {string.Join("、", fallen.Seqs)}{(fallen.Count > MostNamed ? " 等" : "")}", ArchiveTexts.NewerLibrary);
        }
    }

    /// <summary>What the service has found out so far; nothing where there is no database yet. The doctor names a broken one itself.</summary>
    static async Task<(ArchiveState? State, IReadOnlyList<SealedCount> Kept, (IReadOnlyList<long> Seqs, long Count) Fallen)> Known(Db db)
    {
        try
        {
            return await db.Read(async tx => (await tx.ArchivePositions.State(), await tx.SealedMessages.Counts(), await tx.SealedMessages.Crashed(MostNamed)));
        }
        catch (Exception broken) when (broken is DbException or IOException or UnauthorizedAccessException or DatabaseTooOldException)
        {
            return (null, [], ([], 0));
        }
    }
}
