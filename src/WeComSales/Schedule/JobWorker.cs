using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales;

/// <summary>Works on jobs that are due: each once over all instances, taken over when an instance dies, tried again when it fails.</summary>
public sealed class JobWorker : BackgroundService, IDrained<ClaimedJob>
{
    readonly Db db;
    readonly IServiceProvider services;
    readonly TimeProvider time;
    readonly JobDiary diary;
    readonly ILogger<JobWorker> log;
    readonly Drain<ClaimedJob> drain;
    readonly Dictionary<string, Type> jobs;
    CancellationToken stop;

    public JobWorker(Db db, IServiceProvider services, IEnumerable<ScheduledJob> jobs, JobDiary diary, TimeProvider time, DrainPace pace, ILogger<JobWorker> log)
    {
        (this.db, this.services, this.diary, this.time, this.log) = (db, services, diary, time, log);
        this.jobs = jobs.ToDictionary(job => job.Name, job => job.Type, StringComparer.Ordinal);
        drain = new(this, db.JobBell, time, pace with { AtOnce = 4 }, broken => log.JobsUnavailable(broken));
    }

    /// <summary>Ends when everything that was due at the time of the call is done or waits for its next try.</summary>
    public Task Idle() => drain.Idle();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stop = stoppingToken;
        return drain.Run(stoppingToken);
    }

    public Task<IReadOnlyList<ClaimedJob>> Claim(string owner, int count, int leaseSeconds, DateTimeOffset now) =>
        db.Write(tx => tx.DueJobs.Claim(owner, count, leaseSeconds, now));

    public Task Renew(IReadOnlyCollection<ClaimedJob> rows, string owner, int leaseSeconds) => db.Write(async tx =>
    {
        foreach (var row in rows)
        {
            await tx.DueJobs.Renew(row, owner, leaseSeconds);
        }
    });

    public Task<DateTimeOffset?> NextDue() => db.Read(tx => tx.DueJobs.NextDue());

    public string KeyOf(ClaimedJob row) => row.Job;

    public async Task Work(ClaimedJob row)
    {
        var (started, begun) = (time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var result = await Run(row);
        JobMeters.Ran(row.Job, result, TimeProvider.System.GetElapsedTime(begun));
        await diary.Keep(row.Job, started, result);
        var now = time.GetUtcNow();
        if (result.Done)
        {
            await db.Write(tx => tx.DueJobs.Done(row, result.Line, now));
        }
        else if (Retries.After(row.Attempts, spread: 0) is { } pause)
        {
            log.JobPostponed(row.Job, row.DueAt, now + pause, result.Line);
            await db.Write(tx => tx.DueJobs.Later(row, result.Line, now + pause));
        }
        else
        {
            log.JobGivenUp(row.Job, row.DueAt, result.Line);
            await db.Write(tx => tx.DueJobs.GiveUp(row, result.Line, now));
        }
    }

    async Task<JobResult> Run(ClaimedJob row)
    {
        try
        {
            return jobs.TryGetValue(row.Job, out var type)
                ? await ((NamedJob)services.GetRequiredService(type)).Run(row.DueAt, stop)
                : new(true, "there is no such job any more");
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return new(false, Failure.Of(failure));
        }
    }

    public override void Dispose()
    {
        drain.Dispose();
        base.Dispose();
    }
}
