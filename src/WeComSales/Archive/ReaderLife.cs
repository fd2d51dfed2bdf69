using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WeComSales.Data;

namespace WeComSales.Archive;

/// <summary>
/// One life of the reader, from its start to its end: what it says is stored and then acknowledged, it is asked again when
/// there may be news, and it is given up when it is silent for too long.
/// </summary>
/// <param name="step">How it is sent out.</param>
/// <param name="stumbling">Which kept messages were tried again.</param>
sealed class ReaderLife(Db db, ArchiveFlow flow, ArchiveWishes wishes, ArchiveSettings archive, ArchivePace pace, ArchiveState state, ReaderStep step, Stumbling stumbling, TimeProvider time)
{
    /// <summary>Messages of one transaction.</summary>
    const int MostAtOnce = 100;

    const int MessagesOfOnePull = 200;

    long heard = Stopwatch.GetTimestamp(), renewed = Stopwatch.GetTimestamp();
    int wanted = state.Wanted;
    (string Fault, int Code)? fault;

    /// <summary>It has said everything and waits for a wish.</summary>
    bool isQuiet;

    /// <summary>The last sealed message that was tried again.</summary>
    long tried;
    bool hasTriedAll;

    /// <summary>A message that once brought the library down and is being tried again.</summary>
    long? reopening;

    /// <summary>The last message that is durable.</summary>
    public long Position { get; private set; } = state.Seq;

    public bool HasMoved => Position > state.Seq;

    /// <summary>It heard the end of the archive at least once.</summary>
    public bool HasCaughtUp { get; private set; }

    /// <summary>It was sent ahead and came through.</summary>
    public bool CameThrough { get; private set; }

    /// <summary>What it was about to open when it ended; null when it was not opening.</summary>
    public SealedMessage? Opening { get; private set; }

    /// <summary>Why it ended; null when it was told to stop.</summary>
    /// <exception cref="ArchiveLostException">Another instance reads.</exception>
    public async Task<(string? Fault, int Code)> Run(ReaderProcess reader, string corpId, Uri api, Task stopped)
    {
        Pulling();
        await reader.Tell(new
        {
            corpId,
            secret = archive.Secret.Reveal(),
            library = archive.Library,
            keys = archive.PrivateKeyFiles,
            api,
            after = Position + step.Ahead,
            limit = step.OneByOne ? 1 : MessagesOfOnePull,
            careful = step.OneByOne,
        });
        while (!stopped.IsCompleted)
        {
            if (await reader.Lines(MostAtOnce, pace.Renew, isQuiet ? [wishes.Woken, stopped] : [stopped]) is not { } lines)
            {
                return fault ?? (ArchiveFaults.Crashed, await reader.ExitCode() ?? 0);
            }

            if (step.Ahead > 0 && lines.Count > 0)
            {
                return Ahead(lines);
            }

            if (!await Take(reader, lines))
            {
                return (ArchiveFaults.Nonsense, 0);
            }

            await Renew();
            if (isQuiet && !await TryOpening(reader) && (wishes.AreOpen || Stopwatch.GetElapsedTime(heard) >= pace.Poll))
            {
                Pulling();
                await reader.Tell(new { pull = true });
            }

            if (!isQuiet && Stopwatch.GetElapsedTime(heard) > pace.Patience)
            {
                return (ArchiveFaults.Hung, 0);
            }
        }

        return (null, 0);
    }

    /// <summary>Whatever it says but for a fault, the library could fetch what lies there. Nothing of it is stored.</summary>
    (string? Fault, int Code) Ahead(IReadOnlyList<string> raw)
    {
        try
        {
            var said = raw.Select(ReaderLine.Read).OfType<ReaderLine.Fault>().LastOrDefault();
            CameThrough = said is null;
            return (said?.Word, said?.Code ?? 0);
        }
        catch (JsonException)
        {
            return (ArchiveFaults.Nonsense, 0);
        }
    }

    /// <summary>Stores what was said and acknowledges it. False when it is no line of the protocol.</summary>
    async Task<bool> Take(ReaderProcess reader, IReadOnlyList<string> raw)
    {
        if (raw.Count == 0)
        {
            return true;
        }

        heard = Stopwatch.GetTimestamp();
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
            Position = await flow.Store(messages, Position, state.Epoch);
            await reader.Tell(new { ack = Position });
        }

        Opening = lines[^1] is ReaderLine.Opening next ? next.Message : null;
        reopening = messages.Exists(line => line.SeqOf == reopening) ? null : reopening;
        fault = lines.OfType<ReaderLine.Fault>().Select(one => ((string, int)?)(one.Word, one.Code)).LastOrDefault() ?? fault;
        if (lines.Exists(line => line is ReaderLine.CaughtUp))
        {
            isQuiet = HasCaughtUp = true;
            await db.Write(tx => tx.ArchivePositions.CaughtUp(state.Epoch, time.GetUtcNow()));
            wishes.CaughtUp();
        }

        return true;
    }

    async Task Renew()
    {
        if (Stopwatch.GetElapsedTime(renewed) < pace.Renew)
        {
            return;
        }

        renewed = Stopwatch.GetTimestamp();
        var now = await db.Write(tx => tx.ArchivePositions.Renew(state.Epoch, pace.LeaseSeconds)) ?? throw new ArchiveLostException();
        if (now != wanted)
        {
            wanted = now;
            wishes.Wish();
        }
    }

    /// <summary>Messages that were kept sealed, as far as their key is there now. True while some are on their way.</summary>
    async Task<bool> TryOpening(ReaderProcess reader)
    {
        if (archive.PrivateKeyFiles.Count == 0)
        {
            return false;
        }

        if (hasTriedAll)
        {
            await Reopen(reader);
            return false;
        }

        var versions = archive.PrivateKeyFiles.Keys.Select(version => int.Parse(version, CultureInfo.InvariantCulture)).ToList();
        var kept = await db.Read(tx => tx.SealedMessages.Of(versions, tried, MostAtOnce));
        foreach (var one in kept)
        {
            await Open(reader, one);
            tried = one.Seq;
        }

        hasTriedAll = kept.Count < MostAtOnce;
        return kept.Count > 0;
    }

    /// <summary>Messages that once brought the library down, one at a time and each once in a life of the service: the library may be a newer one.</summary>
    async Task Reopen(ReaderProcess reader)
    {
        if (reopening is null && await db.Read(tx => tx.SealedMessages.Fallen(stumbling.Reopened)) is { } one)
        {
            reopening = stumbling.Reopened = one.Seq;
            await Open(reader, one);
        }
    }

    static Task<bool> Open(ReaderProcess reader, SealedMessage one) => reader.Tell(new
    {
        open = new { seq = one.Seq, msgid = one.Msgid, publickey_ver = one.KeyVersion, encrypt_random_key = one.EncryptedKey, encrypt_chat_msg = one.EncryptedText },
    });

    void Pulling()
    {
        isQuiet = false;
        heard = Stopwatch.GetTimestamp();
        wishes.Pulling();
    }
}
