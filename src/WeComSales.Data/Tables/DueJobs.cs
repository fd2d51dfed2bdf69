namespace WeComSales.Data;

/// <summary>A scheduled job that is due, or was: one row for each job and scheduled time, however many clocks fire.</summary>
public sealed class ClaimedJob
{
    public required string Job { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required int Attempts { get; init; }
    public required int Epoch { get; init; }
}

/// <summary>A job that was given up, for the administrator.</summary>
public sealed class DeadJob
{
    public required string Job { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required int Attempts { get; init; }
    public required string Outcome { get; init; }
    public required DateTimeOffset DoneAt { get; init; }
}

/// <summary>The schedule's memory: clocks only put rows in, the claim decides who works (reliability rule 13).</summary>
public sealed class DueJobs(Tx tx)
{
    /// <summary>False when this job was already due at this time.</summary>
    public async Task<bool> Add(string job, DateTimeOffset dueAt)
    {
        var isNew = 1 == await tx.InsertIfAbsent("due_jobs", "job, due_at", "job, due_at", new { Job = job, DueAt = dueAt });
        tx.News |= isNew ? News.Job : News.None;
        return isNew;
    }

    /// <summary>Notes that the job was run by hand for this time: the clock need not.</summary>
    public Task<int> AddDone(string job, DateTimeOffset dueAt, string outcome, DateTimeOffset now) => tx.InsertIfAbsent(
        "due_jobs", "job, due_at", "job, due_at, state, outcome, done_at",
        new { Job = job, DueAt = dueAt, State = 2, Outcome = outcome, DoneAt = now });

    /// <summary>The earliest due ones, one of each job at a time, leased to <paramref name="owner"/>.</summary>
    public async Task<IReadOnlyList<ClaimedJob>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now)
    {
        await tx.Lock("jobs-claim");
        await tx.Run($"update due_jobs set state = 0 where state = 1 and lease_until < {tx.Dialect.Now}");
        await tx.Run("update due_jobs set state = 0 where state = 4 and available_at <= @now", new { now });
        var chosen = (await tx.All<ClaimedJob>(
            $"""
            select job, due_at, attempts, epoch from due_jobs
            where state = 0 and job not in (select job from due_jobs where state = 1)
            order by due_at, job {tx.Dialect.Limit}
            """,
            new { count })).DistinctBy(row => row.Job).ToList();
        var claimed = new List<ClaimedJob>();
        foreach (var row in chosen)
        {
            if (1 == await tx.Run(
                $"""
                update due_jobs set state = 1, owner = @owner, epoch = epoch + 1, attempts = attempts + 1,
                  lease_until = {tx.Dialect.NowPlus("@leaseSeconds")}
                where job = @Job and due_at = @DueAt and state = 0
                """,
                new { row.Job, row.DueAt, owner, leaseSeconds }))
            {
                claimed.Add(new() { Job = row.Job, DueAt = row.DueAt, Attempts = row.Attempts + 1, Epoch = row.Epoch + 1 });
            }
        }

        return claimed;
    }

    /// <summary>On one-process databases nobody else can hold a lease: a restart takes everything back at once.</summary>
    public Task<int> ReleaseAll() => tx.Run("update due_jobs set state = 0 where state = 1");

    public Task<int> Renew(ClaimedJob row, string owner, int leaseSeconds) => tx.Run(
        $"""
        update due_jobs set lease_until = {tx.Dialect.NowPlus("@leaseSeconds")}
        where job = @Job and due_at = @DueAt and owner = @owner and state = 1
        """,
        new { row.Job, row.DueAt, owner, leaseSeconds });

    /// <summary>False when the lease was lost: somebody else has the row.</summary>
    public async Task<bool> Done(ClaimedJob row, string outcome, DateTimeOffset now) => 1 == await tx.Run(
        """
        update due_jobs set state = 2, outcome = @outcome, done_at = @now, lease_until = null
        where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch
        """,
        new { row.Job, row.DueAt, row.Epoch, outcome, now });

    public Task<int> Later(ClaimedJob row, string outcome, DateTimeOffset at) => tx.Run(
        """
        update due_jobs set state = 4, outcome = @outcome, available_at = @at, lease_until = null
        where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch
        """,
        new { row.Job, row.DueAt, row.Epoch, outcome, at });

    public Task<int> GiveUp(ClaimedJob row, string outcome, DateTimeOffset now) => tx.Run(
        """
        update due_jobs set state = 3, outcome = @outcome, done_at = @now, lease_until = null
        where job = @Job and due_at = @DueAt and state = 1 and epoch = @Epoch
        """,
        new { row.Job, row.DueAt, row.Epoch, outcome, now });

    /// <summary>What was given up after all its tries, for the administrator.</summary>
    public Task<IReadOnlyList<DeadJob>> Dead(int count) => tx.All<DeadJob>(
        $"select job, due_at, attempts, outcome, done_at from due_jobs where state = 3 order by due_at {tx.Dialect.Limit}", new { count });

    public async Task<bool> RetryDead(string job, DateTimeOffset dueAt)
    {
        tx.News |= News.Job;
        return 1 == await tx.Run(
            "update due_jobs set state = 0, attempts = 0, done_at = null where job = @job and due_at = @dueAt and state = 3", new { job, dueAt });
    }

    /// <summary>Tells how many.</summary>
    public Task<int> RetryAllDead()
    {
        tx.News |= News.Job;
        return tx.Run("update due_jobs set state = 0, attempts = 0, done_at = null where state = 3");
    }

    /// <summary>Somebody decided that it is not needed. False when it is not among the dead.</summary>
    public async Task<bool> DropDead(string job, DateTimeOffset dueAt) => 1 == await tx.Run(
        "update due_jobs set state = 2 where job = @job and due_at = @dueAt and state = 3", new { job, dueAt });

    public Task<DateTimeOffset?> NextDue() => tx.One<DateTimeOffset?>(
        $"select available_at from due_jobs where state = 4 order by available_at {tx.Dialect.Limit}", new { count = 1 });

    /// <summary>Rows that are new, claimed or waiting.</summary>
    public Task<long> Backlog() => tx.One<long>(
        """
        select (select count(*) from due_jobs where state = 0)
             + (select count(*) from due_jobs where state = 1)
             + (select count(*) from due_jobs where state = 4)
        """);

    /// <summary>Deletes what was over before a time.</summary>
    public Task<int> Forget(DateTimeOffset before) => tx.Run("delete from due_jobs where state in (2, 3) and done_at < @before", new { before });
}
