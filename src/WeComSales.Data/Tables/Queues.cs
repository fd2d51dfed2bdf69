namespace WeComSales.Data;

/// <summary>How one of the queues stands.</summary>
/// <param name="Waiting">New, in hand, or waiting for the next try.</param>
/// <param name="Oldest">Since when the oldest row has been there that is new or waits for its next try; null when there is none.</param>
public sealed record QueueState(string Name, long Waiting, long Dead, DateTimeOffset? Oldest)
{
    public double AgeSeconds(DateTimeOffset now) => Oldest is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0;
}

/// <summary>Inbox, outbox, due jobs and briefs from outside. Every question is answered by an index over what is not done.</summary>
public sealed class Queues(Tx tx)
{
    public async Task<IReadOnlyList<QueueState>> All() =>
    [
        new("inbox", await tx.Inbox.Backlog(), await Count("select count(*) from inbox where state = 3"),
            Older(
                await First($"select received_at from inbox where state = 0 order by seq {tx.Dialect.Limit}"),
                await First($"select received_at from inbox where state = 4 order by received_at {tx.Dialect.Limit}"))),
        new("outbox", await tx.Outbox.Backlog(), await tx.Outbox.CountDead(),
            Older(
                await tx.One<DateTimeOffset?>("select min(created_at) from outbox where state = 0"),
                // One that was never tried waits for its hour, not for help.
                await First($"select created_at from outbox where state = 4 and attempts > 0 order by created_at {tx.Dialect.Limit}"))),
        new("jobs", await tx.DueJobs.Backlog(), await Count("select count(*) from due_jobs where state = 3"),
            Older(
                await First($"select due_at from due_jobs where state = 0 order by due_at {tx.Dialect.Limit}"),
                await tx.One<DateTimeOffset?>("select min(due_at) from due_jobs where state = 4"))),
        new("briefs", await tx.Reports.Backlog(), await Count("select count(*) from briefs where state = 5"),
            await tx.One<DateTimeOffset?>("select min(to_at) from briefs where state = 0")),
    ];

    static DateTimeOffset? Older(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

    async Task<long> Count(string sql) => await tx.One<long>(sql);

    Task<DateTimeOffset?> First(string sql) => tx.One<DateTimeOffset?>(sql, new { count = 1 });
}
