using Quartz;

namespace WeComSales;

/// <summary>A job by its name on the command line, with its times in the service's time zone.</summary>
public sealed record ScheduledJob(string Name, string Cron, string What, Type Type);

/// <summary>When jobs run. Quartz lives in memory on every instance; the rows that jobs write decide who works.</summary>
public static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, AppSettings settings, TimeProvider time) =>
        services
            .AddQuartz(quartz => quartz.UseTimeProvider(time).UseDefaultTimeZone(settings.TimeZone))
            .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);

    /// <param name="cron">Seconds first, as Quartz reads it; never at minute 0 or 30, when everybody calls WeCom (D90236).</param>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, string cron, string what)
        where TJob : NamedJob
    {
        services.AddSingleton<TJob>();
        services.AddSingleton(new ScheduledJob(name, cron, what, typeof(TJob)));
        return services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            (provider, trigger) => trigger.WithIdentity(name).WithCronSchedule(cron, schedule => schedule
                .InTimeZone(provider.GetRequiredService<AppSettings>().TimeZone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            (_, job) => job.WithIdentity(name).WithDescription(what)));
    }
}
