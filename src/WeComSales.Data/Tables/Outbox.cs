using System.Diagnostics;

namespace WeComSales.Data;

/// <summary>Everything that is to be said to WeCom: written with the act that caused it, sent at least once.</summary>
public sealed class Outbox(Tx tx)
{
    const int New = 0, Waiting = 4;
    internal const int Delivered = 3, GivenUp = 5;

    const string Claimed =
        "id, dedupe_key, call, lane, receiver, task_id, address, body, instead, file_id, trace, attempts, epoch, created_at, first_gated_at, gated_at";

    /// <summary>
    /// A try of which it is known that WeCom did not take it puts nothing in doubt: a repeat cannot come twice however late it
    /// is, unless an earlier try is in doubt. Only of a letter that is being sent: before the gate its last try was another.
    /// </summary>
    const string NotTaken = "first_gated_at = case when state = 2 and first_gated_at = gated_at then null else first_gated_at end";

    const string Written = "id, dedupe_key, call, lane, receiver, task_id, address, body, instead, file_id, trace, state, available_at, created_at";

    /// <summary>False when a letter with this key was written before.</summary>
    public async Task<bool> Add(Letter letter, DateTimeOffset now)
    {
        tx.News |= News.Letter;
        return 1 == await tx.InsertIfAbsent("outbox", "dedupe_key", Written, Row(letter, now));
    }

    /// <summary>Many at once; one whose key was there is passed over.</summary>
    public async Task Add(IReadOnlyCollection<Letter> letters, DateTimeOffset now)
    {
        tx.News |= letters.Count > 0 ? News.Letter : News.None;
        await tx.InsertEach("outbox", "dedupe_key", Written, letters.Select(letter => Row(letter, now)));
    }

    static object Row(Letter letter, DateTimeOffset now) => new
    {
        Id = Ids.New(now),
        letter.DedupeKey,
        letter.Call,
        Lane = (int)letter.Lane,
        letter.Receiver,
        letter.TaskId,
        letter.Address,
        letter.Body,
        letter.Instead,
        letter.FileId,
        Trace = Activity.Current?.TraceId.ToHexString(),
        State = letter.NotBefore > now ? Waiting : New,
        AvailableAt = letter.NotBefore > now ? letter.NotBefore : null,
        CreatedAt = now,
    };

    public async Task<IReadOnlyList<ClaimedLetter>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now)
    {
        await tx.Lock("outbox-claim");
        await Recover(now);
        var chosen = await Probes(leaseSeconds, now);
        if (count > chosen.Count)
        {
            chosen.AddRange(await tx.All<string>(
                $"""
                select id from outbox
                where state = 0 and call not in (select api from send_lanes)
                order by lane, created_at, id {tx.Dialect.Limit}
                """,
                new { count = count - chosen.Count }));
        }

        if (chosen.Count == 0)
        {
            return [];
        }

        await tx.Run(
            $"""
            update outbox set state = 1, owner = @owner, epoch = epoch + 1,
              lease_until = {tx.Dialect.NowPlus("@leaseSeconds")}
            where id in @chosen and state = 0
            """,
            new { owner, leaseSeconds, chosen = tx.Many(chosen) });
        return await tx.All<ClaimedLetter>(
            $"select {Claimed} from outbox where id in @chosen and owner = @owner and state = 1 order by lane, created_at, id",
            new { chosen = tx.Many(chosen), owner });
    }

    /// <summary>Gives back what a dead worker held, unless it still locks the row, and what has waited long enough.</summary>
    async Task Recover(DateTimeOffset now)
    {
        var (table, select) = tx.Dialect.PassLocked;
        await tx.Run(
            $"""
            update outbox set state = 0 where state in (1, 2) and id in (
              select id from outbox{table} where state in (1, 2) and lease_until < {tx.Dialect.Now}{select})
            """);
        await tx.Run("update outbox set state = 0 where state = 4 and available_at <= @now", new { now });
    }

    /// <summary>
    /// Of a lane whose time is over, one letter goes ahead alone: the lane opens when it comes through, and stays
    /// shut for the others until then. The one with the fewest tries: a letter that is itself to blame lets the others go first.
    /// </summary>
    async Task<List<string>> Probes(int leaseSeconds, DateTimeOffset now)
    {
        var probes = new List<string>();
        foreach (var api in await tx.All<string>("select api from send_lanes where closed_until <= @now order by api", new { now }))
        {
            var probe = await tx.One<string?>(
                $"select id from outbox where state = 0 and call = @api order by attempts, lane, created_at, id {tx.Dialect.Limit}",
                new { api, count = 1 });
            if (probe is not null)
            {
                probes.Add(probe);
                await tx.Run(
                    "update send_lanes set closed_until = @until where api = @api",
                    new { api, until = now.AddSeconds(leaseSeconds) });
            }
        }

        return probes;
    }

    public Task<int> ReleaseAll() => tx.Run("update outbox set state = 0 where state in (1, 2)");

    public Task<int> Renew(IEnumerable<string> ids, string owner, int leaseSeconds) => tx.Run(
        $"update outbox set lease_until = {tx.Dialect.NowPlus("@leaseSeconds")} where id in @ids and owner = @owner and state in (1, 2)",
        new { ids = tx.Many(ids), owner, leaseSeconds });

    /// <summary>The last step before the call. False: the lease was lost and nothing may be sent (fencing, rule 10).</summary>
    public async Task<bool> Gate(ClaimedLetter letter, DateTimeOffset now) => 1 == await tx.Run(
        """
        update outbox set state = 2, attempts = attempts + 1, gated_at = @now, first_gated_at = coalesce(first_gated_at, @now)
        where id = @Id and state = 1 and epoch = @Epoch
        """,
        new { letter.Id, letter.Epoch, now });

    /// <summary>What a person got lately. Until the transaction ends nobody else counts or sends to them: the limit holds over all instances.</summary>
    public async Task<RecentSends> Recent(string receiver, DateTimeOffset now)
    {
        await tx.Lock("receiver:" + receiver);
        return (await Counted(receiver, now))!;
    }

    Task<RecentSends?> Counted(string receiver, DateTimeOffset now) => tx.One<RecentSends>(
        """
        select
          coalesce(sum(case when gated_at > @minuteAgo then 1 else 0 end), 0) as last_minute,
          count(*) as last_hour,
          min(case when gated_at > @minuteAgo then gated_at end) as oldest_in_minute,
          min(gated_at) as oldest_in_hour
        from outbox where receiver = @receiver and gated_at > @hourAgo and call = 'message.send'
        """,
        new { receiver, minuteAgo = now.AddMinutes(-1), hourAgo = now.AddHours(-1) });

    public async Task<bool> Sent(ClaimedLetter letter, string outcome, string? msgid, DateTimeOffset now) => 1 == await tx.Run(
        """
        update outbox set state = 3, outcome = @outcome, msgid = @msgid, done_at = @now, lease_until = null
        where id = @Id and state in (1, 2) and epoch = @Epoch
        """,
        new { letter.Id, letter.Epoch, outcome, msgid, now });

    /// <summary>Tried again at <paramref name="at"/>; the time of the last try is kept, so that the limiter still counts it.</summary>
    /// <param name="inDoubt">Whether this try may have arrived.</param>
    public Task<int> Later(ClaimedLetter letter, string reason, DateTimeOffset at, bool inDoubt) => tx.Run(
        $"""
        update outbox set state = 4, outcome = @reason, available_at = @at, lease_until = null{(inDoubt ? "" : ", " + NotTaken)}
        where id = @Id and state in (1, 2) and epoch = @Epoch
        """,
        new { letter.Id, letter.Epoch, reason, at });

    /// <param name="inDoubt">Whether this try may have arrived.</param>
    public Task<int> GiveUp(ClaimedLetter letter, string reason, bool inDoubt, DateTimeOffset now) => tx.Run(
        $"""
        update outbox set state = 5, outcome = @reason, done_at = @now, lease_until = null{(inDoubt ? "" : ", " + NotTaken)}
        where id = @Id and state in (1, 2) and epoch = @Epoch
        """,
        new { letter.Id, letter.Epoch, reason, now });

    /// <summary>Whether WeCom took any letter of this API after a time.</summary>
    public async Task<bool> AnySent(string call, DateTimeOffset since) => await tx.One<string?>(
        $"select id from outbox where state = 3 and done_at > @since and call = @call order by done_at {tx.Dialect.Limit}",
        new { since, call, count = 1 }) is not null;

    /// <summary>What became of a letter; null when none with this key is kept.</summary>
    public Task<LetterFate?> Fate(string dedupeKey) => tx.One<LetterFate>("select state, outcome from outbox where dedupe_key = @dedupeKey", new { dedupeKey });

    public Task<IReadOnlyList<DeadLetter>> Dead(int count) => tx.All<DeadLetter>(
        $"select id, call, receiver, body, attempts, outcome, created_at, done_at from outbox where state = 5 order by done_at {tx.Dialect.Limit}",
        new { count });

    public async Task<bool> RetryDead(string id)
    {
        tx.News |= News.Letter;
        return 1 == await tx.Run(
            "update outbox set state = 0, attempts = 0, done_at = null, first_gated_at = null where id = @id and state = 5", new { id });
    }

    /// <summary>Every one that certainly did not arrive; a change of a card may come twice. Tells how many.</summary>
    public Task<int> RetryAllDead()
    {
        tx.News |= News.Letter;
        return tx.Run(
            "update outbox set state = 0, attempts = 0, done_at = null, first_gated_at = null where state = 5 and (first_gated_at is null or call <> 'message.send')");
    }

    public Task<long> CountDead() => tx.One<long>("select count(*) from outbox where state = 5");

    /// <summary>Somebody decided that it is not needed. False when it is not among the dead.</summary>
    public async Task<bool> DropDead(string id) => 1 == await tx.Run(
        "update outbox set state = 3 where id = @id and state = 5", new { id });

    public Task<DateTimeOffset?> NextDue() => tx.One<DateTimeOffset?>(
        $"select available_at from outbox where state = 4 order by available_at {tx.Dialect.Limit}", new { count = 1 });

    public Task<long> Backlog() => tx.One<long>(
        """
        select (select count(*) from outbox where state = 0)
             + (select count(*) from outbox where state in (1, 2))
             + (select count(*) from outbox where state = 4)
        """);

    public Task<int> Forget(DateTimeOffset before, int count) => tx.Run(
        $"delete from outbox where state = 3 and id in (select id from outbox where state = 3 and done_at < @before order by done_at {tx.Dialect.Limit})",
        new { before, count });
}
