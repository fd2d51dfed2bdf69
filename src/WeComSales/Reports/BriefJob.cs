using WeComSales.Data;

namespace WeComSales.Reports;

/// <summary>The end of the day, or an administrator with a day and a team.</summary>
public sealed class BriefJob(BriefFlow flow, BriefWorker worker, Db db, TimeProvider time) : NamedJob
{
    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop)
    {
        var days = await flow.Days();
        if (!days.Has(days.Calendar.DayOf(at)))
        {
            return new(true, $"{days.Calendar.DayOf(at):yyyy-MM-dd} 不是工作日，没有日报", Skipped: true);
        }

        await flow.Watch(time.GetUtcNow());
        await worker.Settled(stop);
        return await Standing(days.Newest(at));
    }

    public override async Task<JobResult> RunFor(JobAsk ask, CancellationToken stop)
    {
        var days = await flow.Days();
        if (!days.Has(days.Calendar.DayOf(ask.At)))
        {
            return new(true, $"{days.Calendar.DayOf(ask.At):yyyy-MM-dd} 不是工作日，没有日报", Skipped: true);
        }

        var ordered = await flow.Order(ask);
        if (ordered.Teams is null)
        {
            return new(false, $"没有「{ask.Team}」这个团队，应为有负责人的部门路径，例如 华东区/华东二组");
        }

        await worker.Settled(stop);
        return await Standing(ordered.Day);
    }

    async Task<JobResult> Standing(DateOnly day)
    {
        var (made, open, givenUp) = await db.Read(tx => tx.Reports.Standing(day));
        return new(
            open + givenUp == 0,
            $"{day:yyyy-MM-dd} 日报：{made} 份已生成{(open > 0 ? $"，{open} 份没有完成" : "")}{(givenUp > 0 ? $"，{givenUp} 份已放弃，请在运行状态页查看" : "")}");
    }
}
