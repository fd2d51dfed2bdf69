namespace WeComSales.Data;

/// <summary>What one run of a job did.</summary>
/// <param name="State"><c>done</c>, <c>failed</c>, or <c>skipped</c> with the reason in the line.</param>
public sealed record JobRun(string Id, string Name, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string State, string Line)
{
    JobRun() : this("", "", default, default, "", "")
    {
    }

    public TimeSpan Took => EndedAt - StartedAt;
}

/// <summary>The jobs' diary of the last 30 days.</summary>
public sealed class JobRuns(Tx tx)
{
    const string Columns = "id, name, started_at, ended_at, state, line";
    const int KeptDays = 30;

    public async Task Add(JobRun run)
    {
        await tx.InsertIfAbsent("job_runs", "id", Columns, run);
        await tx.Run("delete from job_runs where name = @Name and started_at < @before", new { run.Name, before = run.StartedAt.AddDays(-KeptDays) });
    }

    /// <summary>Null before the first run.</summary>
    public Task<JobRun?> Latest(string name) => tx.One<JobRun>(
        $"select {Columns} from job_runs where name = @name order by started_at desc, id desc {tx.Dialect.Limit}", new { name, count = 1 });
}
