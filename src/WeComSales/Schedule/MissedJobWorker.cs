using WeComSales.Data;

namespace WeComSales;

/// <summary>
/// At the start and every minute compares the rows that should be there with those that are: a service that was down
/// at the time of a job, or whose database was never filled, does it now.
/// </summary>
public sealed class MissedJobWorker(Db db, IEnumerable<ScheduledJob> jobs, AppSettings settings, TimeProvider time, ILogger<MissedJobWorker> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(time.GetUtcNow());
            }
            catch (Exception broken)
            {
                log.JobsUnavailable(broken);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Look(DateTimeOffset now)
    {
        foreach (var job in jobs)
        {
            if (job.LastDue(now, settings.TimeZone) is { } due && await db.Write(tx => tx.DueJobs.Add(job.Name, due)))
            {
                log.JobMissed(job.Name, due);
            }
        }
    }
}
