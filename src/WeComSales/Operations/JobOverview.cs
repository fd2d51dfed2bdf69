using System.Globalization;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>A job with its next run and what its last run did.</summary>
/// <param name="State"><c>done</c>, <c>failed</c>, <c>skipped</c>; null before the first run.</param>
public sealed record JobLine(
    string Name, string What, string Cron, DateTimeOffset? NextAt, DateTimeOffset? LastAt, double? Seconds, string? State, string? Result)
{
    /// <summary>As <c>job list</c> prints it: tab-separated.</summary>
    public string Line => string.Join('\t', Name, What, $"下次 {Time(NextAt)}", LastAt is null ? "还没有运行过" : $"上次 {Time(LastAt)}，{Word}，用时 {Seconds:0.0} 秒：{Result}");

    string Word => State switch { "done" => "完成", "skipped" => "跳过", _ => "失败" };

    static string Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "无";
}

/// <summary>Everything that the clock starts, for <c>job list</c> and the administrator's page.</summary>
public sealed class JobOverview(IEnumerable<ScheduledJob> jobs, Db db, AppSettings settings, TimeProvider time)
{
    public Task<IReadOnlyList<JobLine>> All() => db.Read(async tx =>
    {
        var lines = new List<JobLine>();
        foreach (var job in jobs.OrderBy(job => job.Name, StringComparer.Ordinal))
        {
            var last = await tx.JobRuns.Latest(job.Name);
            lines.Add(new(
                job.Name, job.What, job.Cron, Local(job.NextAfter(time.GetUtcNow(), settings.TimeZone)),
                Local(last?.StartedAt), last?.Took.TotalSeconds, last?.State, last?.Line));
        }

        return (IReadOnlyList<JobLine>)lines;
    });

    DateTimeOffset? Local(DateTimeOffset? at) => at is { } known ? TimeZoneInfo.ConvertTime(known, settings.TimeZone) : null;
}
