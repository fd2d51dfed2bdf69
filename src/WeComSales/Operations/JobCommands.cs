using System.CommandLine;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary><c>job list</c>, and <c>job run NAME [--at TIME]</c>: a scheduled job as of a time.</summary>
public static class JobCommands
{
    public static Command Command(GivenSettings given)
    {
        var list = new Command("list", "列出定时任务");
        list.SetAction((_, _) => CommandWork.With(given, DatabaseUse.None, List));

        var name = new Argument<string>("NAME") { Description = "任务名，见 job list" };
        var at = new Option<DateTimeOffset?>("--at") { Description = "按这个时间运行，例如 2026-11-20T18:00+08:00" };
        var run = new Command("run", "运行一个定时任务") { name, at };
        run.SetAction((parsed, stop) => CommandWork.With(
            given, DatabaseUse.Write, services => Run(services, parsed.GetValue(name)!, parsed.GetValue(at), stop)));
        return new Command("job", "定时任务") { list, run };
    }

    static Task<int> List(IServiceProvider services)
    {
        foreach (var job in Jobs(services))
        {
            Speaking.Output.WriteLine($"{job.Name}\t{job.Cron}\t{job.What}");
        }

        return Task.FromResult(Cli.Done);
    }

    static async Task<int> Run(IServiceProvider services, string name, DateTimeOffset? at, CancellationToken stop)
    {
        if (Jobs(services).FirstOrDefault(job => job.Name == name) is not { } job)
        {
            await Speaking.Error.WriteLineAsync($"没有「{name}」这个任务，可以是 {string.Join("、", Jobs(services).Select(one => one.Name))}");
            return Cli.WrongUse;
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var result = await ((NamedJob)services.GetRequiredService(job.Type)).Run(at ?? now, stop);
        if (result.Done && job.LastDue(at ?? now, services.GetRequiredService<AppSettings>().TimeZone) is { } due)
        {
            // It stands for the scheduled one before it.
            await services.GetRequiredService<Db>().Write(tx => tx.DueJobs.AddDone(job.Name, due, result.Line, now));
        }

        Speaking.Output.WriteLine(result.Line);
        return result.Done ? Cli.Done : Cli.Failed;
    }

    static IEnumerable<ScheduledJob> Jobs(IServiceProvider services) =>
        services.GetServices<ScheduledJob>().OrderBy(job => job.Name, StringComparer.Ordinal);
}
