using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using WeComSales.Data;

namespace WeComSales;

/// <summary>A job by its name on the command line, with its times in the service's time zone.</summary>
public sealed record ScheduledJob(string Name, string Cron, string What, Type Type)
{
    static readonly TimeSpan LookBack = TimeSpan.FromHours(25);

    /// <summary>Null when it never runs again.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now, TimeZoneInfo zone) =>
        new CronExpression(Cron, zone).GetNextValidTimeAfter(now);

    /// <summary>The last scheduled time up to <paramref name="now"/>, within a day; null when there was none.</summary>
    public DateTimeOffset? LastDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var cron = new CronExpression(Cron, zone);
        DateTimeOffset? last = null;
        for (var next = cron.GetNextValidTimeAfter(now - LookBack); next <= now; next = cron.GetNextValidTimeAfter(next.Value))
        {
            last = next;
        }

        return last;
    }
}

/// <summary>
/// When jobs run. Quartz lives in memory on every instance and only puts rows in; whoever claims a row works
/// (reliability rule 13). So a doubled, late or missed start of the clock does no harm.
/// </summary>
public static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, AppSettings settings, TimeProvider time) =>
        services
            .AddQuartz(quartz => quartz.UseTimeProvider(time).UseDefaultTimeZone(settings.TimeZone))
            .AddQuartzHostedService(options => options.WaitForJobsToComplete = true)
            .AddHostedService<JobWorker>()
            .AddHostedService<MissedJobWorker>();

    /// <param name="cron">Seconds first, as Quartz reads it; a job that calls WeCom never at minute 0 or 30, when everybody does (D90236).</param>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, string cron, string what)
        where TJob : NamedJob
    {
        services.AddSingleton<TJob>();
        services.TryAddSingleton<JobDiary>();
        services.AddSingleton(new ScheduledJob(name, cron, what, typeof(TJob)));
        return services.AddQuartz(quartz => quartz.ScheduleJob<Ringing>(
            (provider, trigger) => trigger.WithIdentity(name).WithCronSchedule(cron, schedule => schedule
                .InTimeZone(provider.GetRequiredService<AppSettings>().TimeZone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            (_, job) => job.WithIdentity(name).WithDescription(what)));
    }

    /// <summary>The clock's whole part: the job of this name is due at this time.</summary>
    sealed class Ringing(Db db) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await db.Write(tx => tx.DueJobs.Add(context.JobDetail.Key.Name, context.ScheduledFireTimeUtc ?? context.FireTimeUtc));
    }
}
