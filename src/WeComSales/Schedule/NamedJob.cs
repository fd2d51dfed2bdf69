using Quartz;

namespace WeComSales;

/// <summary>What a job did, in one line for whoever started it.</summary>
public sealed record JobResult(bool Done, string Line);

/// <summary>
/// Work that the clock starts, or an administrator by name. The clock decides when, never whether: a doubled or late
/// start must be harmless.
/// </summary>
[DisallowConcurrentExecution]
public abstract class NamedJob : IJob
{
    /// <param name="at">The time as of which it runs.</param>
    public abstract Task<JobResult> Run(DateTimeOffset at, CancellationToken stop);

    async ValueTask IJob.Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await Run(context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
}
