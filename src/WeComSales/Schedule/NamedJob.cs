namespace WeComSales;

/// <summary>What a job did, in one line for whoever started it.</summary>
public sealed record JobResult(bool Done, string Line);

/// <summary>
/// Work that the clock makes due, or an administrator starts by name. The clock decides when, never whether: a doubled
/// or late start must be harmless.
/// </summary>
public abstract class NamedJob
{
    /// <param name="at">The time as of which it runs.</param>
    public abstract Task<JobResult> Run(DateTimeOffset at, CancellationToken stop);
}
