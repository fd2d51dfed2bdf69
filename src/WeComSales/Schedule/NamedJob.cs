namespace WeComSales;

/// <summary>What a job did, in one line for whoever started it.</summary>
/// <param name="Skipped">It did nothing on purpose; the line says why.</param>
public sealed record JobResult(bool Done, string Line, bool Skipped = false);

/// <summary>What somebody asked for by name.</summary>
/// <param name="Team">A department path; null for all.</param>
/// <param name="Again">Also for whoever has it already.</param>
public sealed record JobAsk(DateTimeOffset At, string? Team, bool Again);

/// <summary>
/// Work that the clock makes due, or an administrator starts by name. The clock decides when, never whether: a doubled
/// or late start must be harmless.
/// </summary>
public abstract class NamedJob
{
    /// <param name="at">The time as of which it runs.</param>
    public abstract Task<JobResult> Run(DateTimeOffset at, CancellationToken stop);

    /// <summary>By hand. A job that knows no teams refuses one.</summary>
    public virtual Task<JobResult> RunFor(JobAsk ask, CancellationToken stop) => ask is { Team: null, Again: false }
        ? Run(ask.At, stop)
        : Task.FromResult(new JobResult(false, "这个任务没有 --team 和 --again"));
}
