namespace WeComSales.Data;

/// <summary>A callback as it is stored: decrypted, whole, with the key that recognises its repeats (F1).</summary>
/// <param name="DedupeKey">16 bytes made from the content; equal for every delivery of the same event.</param>
/// <param name="OrderKey">Rows with the same key are worked on one after another; empty means no order.</param>
public sealed record InboxItem(
    byte[] DedupeKey, string Source, string Kind, string OrderKey, byte[] Payload, DateTimeOffset ReceivedAt);

/// <summary>A row that this worker may process until its lease ends; the epoch is the proof.</summary>
public sealed class ClaimedCallback
{
    public required long Seq { get; init; }
    public required byte[] DedupeKey { get; init; }
    public required string Source { get; init; }
    public required string Kind { get; init; }
    public required string OrderKey { get; init; }
    public required byte[] Payload { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required int Attempts { get; init; }
    public required int Epoch { get; init; }
}

/// <summary>A callback that was given up, for the administrator.</summary>
public sealed class DeadCallback
{
    public required long Seq { get; init; }
    public required string Kind { get; init; }
    /// <summary>The content key: equal for equal contents, and tells nothing of them.</summary>
    public required byte[] DedupeKey { get; init; }
    public required int Attempts { get; init; }
    public required string Outcome { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset DoneAt { get; init; }
}

/// <summary>A worker woke up after its lease had ended; its effects are refused (reliability rule 10).</summary>
public sealed class LeaseLostException(long seq) : Exception($"The lease on callback {seq} was lost.");

/// <summary>Callbacks on their way: stored before they are acknowledged, done exactly when their effects are.</summary>
public sealed class Inbox(Tx tx)
{
    const int KeyLength = 16;

    /// <summary>More than the pages that are there have left over.</summary>
    const int ProbeLength = 256 * 1024;

    /// <summary>Stores one callback beside other rows of the same transaction; the hot path is <see cref="Db.Accept"/>.</summary>
    public Task<bool> Add(InboxItem item)
    {
        tx.News |= News.Callback;
        return Insert(item);
    }

    async Task<bool> Insert(InboxItem item) => 1 == await tx.InsertIfAbsent(
        "inbox", "dedupe_key", "dedupe_key, source, kind, order_key, payload, received_at", item);

    /// <summary>Whether a callback of some size would find room: one is stored and taken away again. Throws as storing one throws.</summary>
    public async Task Probe()
    {
        var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(KeyLength);
        await Insert(new(key, "app", "probe", "", System.Security.Cryptography.RandomNumberGenerator.GetBytes(ProbeLength), DateTimeOffset.UnixEpoch));
        await tx.Run("delete from inbox where dedupe_key = @key", new { key });
    }

    /// <summary>
    /// The oldest new rows whose key nobody works on, oldest first, leased to <paramref name="owner"/>.
    /// Rows of one key may come together: the claimer keeps their order. Claims come one after another, on however many
    /// instances: only then does each see the keys that the others took. That no row is taken twice rests on its state alone.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedCallback>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now)
    {
        await tx.Lock("inbox-claim");
        await Recover(now);
        var chosen = await tx.All<long>(
            $"""
            select seq from inbox
            where state = 0 and order_key not in (select order_key from inbox where state = 1 and order_key <> '')
            order by seq {tx.Dialect.Limit}
            """,
            new { count });
        if (chosen.Count == 0)
        {
            return [];
        }

        await tx.Run(
            $"""
            update inbox set state = 1, owner = @owner, epoch = epoch + 1, attempts = attempts + 1,
              lease_until = {tx.Dialect.NowPlus("@leaseSeconds")}
            where seq in @chosen and state = 0
            """,
            new { owner, leaseSeconds, chosen = tx.Many(chosen) });
        return await tx.All<ClaimedCallback>(
            """
            select seq, dedupe_key, source, kind, order_key, payload, received_at, attempts, epoch
            from inbox where seq in @chosen and owner = @owner and state = 1 order by seq
            """,
            new { chosen = tx.Many(chosen), owner });
    }

    /// <summary>
    /// Gives back what a dead worker held and what has waited long enough. A row that a paused worker still locks is
    /// passed by: nobody waits for somebody who may never wake up.
    /// </summary>
    async Task Recover(DateTimeOffset now)
    {
        var (table, select) = tx.Dialect.PassLocked;
        await tx.Run(
            $"""
            update inbox set state = 0 where state = 1 and seq in (
              select seq from inbox{table} where state = 1 and lease_until < {tx.Dialect.Now}{select})
            """);
        await tx.Run("update inbox set state = 0 where state = 4 and available_at <= @now", new { now });
    }

    /// <summary>On one-process databases nobody else can hold a lease: a restart takes everything back at once.</summary>
    public Task<int> ReleaseAll() => tx.Run("update inbox set state = 0 where state = 1");

    public Task<int> Renew(IEnumerable<long> seqs, string owner, int leaseSeconds) => tx.Run(
        $"update inbox set lease_until = {tx.Dialect.NowPlus("@leaseSeconds")} where seq in @seqs and owner = @owner and state = 1",
        new { seqs = tx.Many(seqs), owner, leaseSeconds });

    /// <summary>False when the lease was lost: somebody else has the row.</summary>
    public async Task<bool> Done(ClaimedCallback row, string outcome, DateTimeOffset now) => 1 == await tx.Run(
        "update inbox set state = 2, outcome = @outcome, done_at = @now, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch",
        new { row.Seq, row.Epoch, outcome, now });

    /// <summary>The last statement of a handler: the row is done exactly when its effects are.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the row; everything in this transaction is undone.</exception>
    public async Task Finish(ClaimedCallback row, string outcome, DateTimeOffset now)
    {
        if (!await Done(row, outcome, now))
        {
            throw new LeaseLostException(row.Seq);
        }
    }

    public Task<int> Later(ClaimedCallback row, string reason, DateTimeOffset at) => tx.Run(
        "update inbox set state = 4, outcome = @reason, available_at = @at, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch",
        new { row.Seq, row.Epoch, reason, at });

    public Task<int> GiveUp(ClaimedCallback row, string reason, DateTimeOffset now) => tx.Run(
        "update inbox set state = 3, outcome = @reason, done_at = @now, lease_until = null where seq = @Seq and state = 1 and epoch = @Epoch",
        new { row.Seq, row.Epoch, reason, now });

    public Task<IReadOnlyList<DeadCallback>> Dead(int count) => tx.All<DeadCallback>(
        $"select seq, kind, dedupe_key, attempts, outcome, received_at, done_at from inbox where state = 3 order by seq {tx.Dialect.Limit}",
        new { count });

    public async Task<bool> RetryDead(long seq)
    {
        tx.News |= News.Callback;
        return 1 == await tx.Run(
            "update inbox set state = 0, attempts = 0, done_at = null where seq = @seq and state = 3", new { seq });
    }

    /// <summary>Tells how many.</summary>
    public Task<int> RetryAllDead()
    {
        tx.News |= News.Callback;
        return tx.Run("update inbox set state = 0, attempts = 0, done_at = null where state = 3");
    }

    /// <summary>Somebody decided that it is not needed. False when it is not among the dead.</summary>
    public async Task<bool> DropDead(long seq) => 1 == await tx.Run(
        "update inbox set state = 2 where seq = @seq and state = 3", new { seq });

    /// <summary>When the next waiting row is due, or null: what a worker sleeps until.</summary>
    public Task<DateTimeOffset?> NextDue() => tx.One<DateTimeOffset?>(
        $"select available_at from inbox where state = 4 order by available_at {tx.Dialect.Limit}", new { count = 1 });

    /// <summary>Rows that are new, claimed or waiting: zero means everything accepted has had its effect.</summary>
    public Task<long> Backlog() => tx.One<long>(
        """
        select (select count(*) from inbox where state = 0)
             + (select count(*) from inbox where state = 1)
             + (select count(*) from inbox where state = 4)
        """);

    /// <summary>Deletes done rows that are too old to be repeated by the platform (rule 8: kept 10 days).</summary>
    public Task<int> Forget(DateTimeOffset before, int count) => tx.Run(
        $"""
        delete from inbox where state = 2 and seq in (
          select seq from inbox where state = 2 and received_at < @before order by seq {tx.Dialect.Limit})
        """,
        new { before, count });
}
