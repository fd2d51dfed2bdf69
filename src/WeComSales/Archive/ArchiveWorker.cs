using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>
/// Lets one reader run in the whole cluster, restarts it with growing pauses, and hands its place to another instance when
/// this one dies.
/// </summary>
public sealed class ArchiveWorker(Db db, ArchiveFlow flow, AppSettings settings, ArchivePace pace, TimeProvider time, ILogger<ArchiveWorker> log) : BackgroundService
{
    readonly string self = Guid.NewGuid().ToString("N");
    readonly ArchiveWishes wishes = new();
    readonly Stumbling stumbling = new();
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The process id of the reader that runs here; null when none does.</summary>
    public int? ReaderId { get; private set; }

    /// <summary>There may be news in the archive.</summary>
    public void Wake() => wishes.Wish();

    /// <summary>Ends when everything that was in the archive at the time of the call is stored.</summary>
    public Task Idle() => wishes.Met();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.WeCom.Archive is not { } archive)
        {
            return;
        }

        using var stop = stoppingToken.Register(() => stopped.TrySetResult());
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (fault, moved) = await Round(archive);
            failures = fault is null ? 0 : moved ? 1 : failures + 1;
            var rest = fault is null ? pace.Renew : pace.RestAfter(fault, failures);
            await Task.Delay(rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One life of a reader. Null: it ended without fault, or another instance reads.</summary>
    async Task<(string? Fault, bool Moved)> Round(ArchiveSettings archive)
    {
        try
        {
            if (await db.Write(tx => db.IsShared ? tx.ArchivePositions.Claim(self, pace.LeaseSeconds) : tx.ArchivePositions.TakeOver(self, pace.LeaseSeconds)) is not { } state)
            {
                return (null, false);
            }

            var life = new ReaderLife(db, flow, wishes, archive, pace, state, stumbling.Next(state.Seq), stumbling, time);
            var (fault, code) = await Run(archive, life);
            if (fault is not null && !stopped.Task.IsCompleted)
            {
                log.ReaderEnded(fault, code, life.Position);
                await db.Write(tx => tx.ArchivePositions.Failed(state.Epoch, fault, code, time.GetUtcNow()));
                return (fault, await Left(life, fault, code, state.Epoch) || life.HasMoved);
            }

            if (life.CameThrough)
            {
                stumbling.CameThrough();
            }

            await db.Write(tx => tx.ArchivePositions.Release(state.Epoch));
            return (null, false);
        }
        catch (ArchiveLostException)
        {
            log.ReaderLost();
            return (null, false);
        }
        catch (Exception broken)
        {
            // Whatever it was: a worker that throws would take the whole service with it.
            log.ArchiveUnavailable(broken);
            return (ArchiveFaults.Crashed, false);
        }
    }

    /// <summary>True when the message at which the library fell again and again was left behind.</summary>
    async Task<bool> Left(ReaderLife life, string fault, int code, int epoch)
    {
        if (life.HasMoved || life.HasCaughtUp)
        {
            stumbling.Clear();
            return false;
        }

        var isFall = ArchiveFaults.IsFall(fault, code) || (fault == ArchiveFaults.Hung && life.Opening is not null);
        if (!isFall || stumbling.Fell(life.Opening) is not { } left)
        {
            return false;
        }

        await flow.Leave(left.Message, left.Crashes, epoch);
        log.MessageLeft(left.Message.Seq, left.Crashes);
        return true;
    }

    async Task<(string? Fault, int Code)> Run(ArchiveSettings archive, ReaderLife life)
    {
        if (ReaderProcess.Start(archive.Reader, TimeProvider.System) is not { } reader)
        {
            return (ArchiveFaults.NoProgram, 0);
        }

        await using (reader)
        {
            ReaderId = reader.Id;
            try
            {
                return await life.Run(reader, settings.WeCom.CorpId, settings.WeCom.ApiBaseUrl, stopped.Task);
            }
            finally
            {
                ReaderId = null;
            }
        }
    }
}
