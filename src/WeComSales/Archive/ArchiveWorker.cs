using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>
/// Lets one reader run in the whole cluster, stores what it says, restarts it with growing pauses, and hands its place to
/// another instance when this one dies. It acknowledges only what is durable.
/// </summary>
public sealed class ArchiveWorker(Db db, ArchiveFlow flow, AppSettings settings, ArchivePace pace, TimeProvider time, ILogger<ArchiveWorker> log) : BackgroundService
{
    /// <summary>Messages of one transaction.</summary>
    const int MostAtOnce = 100;

    /// <summary>After so many crashes at one place the reader takes a single message at a time, so that only the one that brings it down is left behind.</summary>
    const int CrashesUntilOneByOne = 3;
    const int MessagesOfOnePull = 200;

    readonly string self = Guid.NewGuid().ToString("N");
    readonly Lock gate = new();
    readonly List<(long Wish, TaskCompletionSource Met)> waiting = [];
    TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long wishes, pulled;

    /// <summary>The process id of the reader that runs here; null when none does.</summary>
    public int? ReaderId { get; private set; }

    /// <summary>There may be news in the archive.</summary>
    public void Wake()
    {
        lock (gate)
        {
            wishes++;
            woken.TrySetResult();
        }
    }

    /// <summary>Ends when everything that was in the archive at the time of the call is stored.</summary>
    public Task Idle()
    {
        lock (gate)
        {
            wishes++;
            woken.TrySetResult();
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wishes, met));
            return met.Task;
        }
    }

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
            var (fault, moved) = await Round(archive, failures, stoppingToken);
            failures = fault is null ? 0 : moved ? 1 : failures + 1;
            var rest = fault is null ? pace.Renew : pace.RestAfter(fault, failures);
            await Task.Delay(rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One life of a reader. Null: it ended without fault, or another instance reads.</summary>
    async Task<(string? Fault, bool Moved)> Round(ArchiveSettings archive, int failures, CancellationToken stop)
    {
        try
        {
            if (await db.Write(tx => db.IsShared ? tx.ArchivePositions.Claim(self, pace.LeaseSeconds) : tx.ArchivePositions.TakeOver(self, pace.LeaseSeconds)) is not { } state)
            {
                return (null, false);
            }

            var life = new Life(state);
            var (fault, code) = await Run(archive, life, failures >= CrashesUntilOneByOne ? 1 : MessagesOfOnePull, stop);
            if (fault is not null && !stop.IsCancellationRequested)
            {
                log.ReaderEnded(fault, code, life.Position);
                await db.Write(tx => tx.ArchivePositions.Failed(life.Epoch, fault, code, time.GetUtcNow()));
                return (fault, life.Position > state.Seq);
            }

            await db.Write(tx => tx.ArchivePositions.Release(life.Epoch));
            return (null, false);
        }
        catch (ArchiveLostException)
        {
            log.ReaderLost();
            return (null, false);
        }
        catch (DbException broken)
        {
            log.ArchiveUnavailable(broken);
            return (ArchiveFaults.Crashed, false);
        }
    }

    /// <summary>What one life of the reader remembers.</summary>
    sealed class Life(ArchiveState state)
    {
        public int Epoch => state.Epoch;
        public long Position { get; set; } = state.Seq;
        public int Wanted { get; set; } = state.Wanted;

        /// <summary>The reader has said everything and waits for a wish.</summary>
        public bool IsQuiet { get; set; }
        public long Heard { get; set; } = Stopwatch.GetTimestamp();
        public long Renewed { get; set; } = Stopwatch.GetTimestamp();
        public (string Fault, int Code)? Fault { get; set; }

        /// <summary>The last sealed message that was tried again.</summary>
        public long Tried { get; set; }
        public bool HasTriedAll { get; set; }
    }

    async Task<(string? Fault, int Code)> Run(ArchiveSettings archive, Life life, int limit, CancellationToken stop)
    {
        if (ReaderProcess.Start(archive.Reader) is not { } reader)
        {
            return (ArchiveFaults.NoProgram, 0);
        }

        await using (reader)
        {
            ReaderId = reader.Id;
            try
            {
                Pulling(life);
                await reader.Tell(Opening(archive, life.Position, limit));
                return await Follow(reader, archive, life, stop);
            }
            finally
            {
                ReaderId = null;
            }
        }
    }

    object Opening(ArchiveSettings archive, long after, int limit) => new
    {
        corpId = settings.WeCom.CorpId,
        secret = archive.Secret.Reveal(),
        library = archive.Library,
        keys = archive.PrivateKeyFiles,
        api = settings.WeCom.ApiBaseUrl,
        after,
        limit,
    };

    async Task<(string? Fault, int Code)> Follow(ReaderProcess reader, ArchiveSettings archive, Life life, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await reader.Lines(MostAtOnce, pace.Renew, life.IsQuiet ? [Woken(), stopped.Task] : [stopped.Task]) is not { } lines)
            {
                return life.Fault ?? (ArchiveFaults.Crashed, await reader.ExitCode() ?? 0);
            }

            if (!await Take(reader, lines, life))
            {
                return (ArchiveFaults.Nonsense, 0);
            }

            await Renew(life);
            if (life.IsQuiet && !await TryOpening(reader, archive, life) && MustPull(life))
            {
                Pulling(life);
                await reader.Tell(new { pull = true });
            }

            if (!life.IsQuiet && Stopwatch.GetElapsedTime(life.Heard) > pace.Patience)
            {
                return (ArchiveFaults.Hung, 0);
            }
        }

        return (null, 0);
    }

    /// <summary>Stores what was said and acknowledges it. False when it is no line of the protocol.</summary>
    async Task<bool> Take(ReaderProcess reader, IReadOnlyList<string> raw, Life life)
    {
        if (raw.Count == 0)
        {
            return true;
        }

        life.Heard = Stopwatch.GetTimestamp();
        List<ReaderLine> lines;
        try
        {
            lines = [.. raw.Select(ReaderLine.Read)];
        }
        catch (JsonException)
        {
            return false;
        }

        var messages = lines.Where(line => line.SeqOf is not null).ToList();
        if (messages.Count > 0)
        {
            life.Position = await flow.Store(messages, life.Position, life.Epoch);
            await reader.Tell(new { ack = life.Position });
        }

        life.Fault = lines.OfType<ReaderLine.Fault>().Select(fault => ((string, int)?)(fault.Word, fault.Code)).LastOrDefault() ?? life.Fault;
        if (lines.Exists(line => line is ReaderLine.CaughtUp))
        {
            life.IsQuiet = true;
            await db.Write(tx => tx.ArchivePositions.CaughtUp(life.Epoch, time.GetUtcNow()));
            CaughtUp();
        }

        return true;
    }

    async Task Renew(Life life)
    {
        if (Stopwatch.GetElapsedTime(life.Renewed) < pace.Renew)
        {
            return;
        }

        life.Renewed = Stopwatch.GetTimestamp();
        var wanted = await db.Write(tx => tx.ArchivePositions.Renew(life.Epoch, pace.LeaseSeconds)) ?? throw new ArchiveLostException();
        if (wanted != life.Wanted)
        {
            life.Wanted = wanted;
            Wake();
        }
    }

    /// <summary>Messages that were kept sealed, as far as their key is there now. True while some are on their way.</summary>
    async Task<bool> TryOpening(ReaderProcess reader, ArchiveSettings archive, Life life)
    {
        if (life.HasTriedAll || archive.PrivateKeyFiles.Count == 0)
        {
            return false;
        }

        var versions = archive.PrivateKeyFiles.Keys.Select(version => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var kept = await db.Read(tx => tx.SealedMessages.Of(versions, life.Tried, MostAtOnce));
        foreach (var one in kept)
        {
            await reader.Tell(new { open = new { seq = one.Seq, msgid = one.Msgid, publickey_ver = one.KeyVersion, encrypt_random_key = one.EncryptedKey, encrypt_chat_msg = one.EncryptedText } });
            life.Tried = one.Seq;
        }

        life.HasTriedAll = kept.Count < MostAtOnce;
        return kept.Count > 0;
    }

    bool MustPull(Life life)
    {
        lock (gate)
        {
            return wishes > pulled || Stopwatch.GetElapsedTime(life.Heard) >= pace.Poll;
        }
    }

    void Pulling(Life life)
    {
        life.IsQuiet = false;
        life.Heard = Stopwatch.GetTimestamp();
        lock (gate)
        {
            pulled = wishes;
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    Task Woken()
    {
        lock (gate)
        {
            return woken.Task;
        }
    }

    void CaughtUp()
    {
        lock (gate)
        {
            foreach (var one in waiting.Where(one => one.Wish <= pulled).ToList())
            {
                waiting.Remove(one);
                one.Met.TrySetResult();
            }
        }
    }
}
