using WeComSales.Data;

namespace WeComSales;

/// <summary>Writes down what each run of a job did: when, how long, with what result, and why it was skipped.</summary>
public sealed class JobDiary(Db db, TimeProvider time)
{
    public Task Keep(string name, DateTimeOffset started, JobResult result)
    {
        var ended = time.GetUtcNow();
        return db.Write(tx => tx.JobRuns.Add(new(
            Ids.New(started), name, started, ended, result.Skipped ? "skipped" : result.Done ? "done" : "failed", result.Line)));
    }
}
