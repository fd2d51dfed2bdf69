using System.CommandLine;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary><c>job list</c>, and <c>job run NAME [--at TIME] [--team T] [--again]</c>: a scheduled job as of a time.</summary>
public static class JobCommands
{
    static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(5);

    public static Command Command(GivenSettings given)
    {
        var list = new Command("list", "列出定时任务：下次运行，上次运行、用时和结果");
        list.SetAction((_, _) => CommandWork.With(given, DatabaseUse.Read, List));

        var name = new Argument<string>("NAME") { Description = "任务名，见 job list" };
        var at = new Option<string?>("--at") { Description = $"按这个时间运行，例如 {GivenTime.Example}；没有时差的按 TimeZone" };
        var team = new Option<string?>("--team") { Description = "只为这个团队运行：部门路径，例如 华东区/华东二组" };
        var again = new Option<bool>("--again") { Description = "重新计算并再发一次，已经收到的人也再收到" };
        var run = new Command("run", "运行一个定时任务") { name, at, team, again };
        run.SetAction((parsed, stop) => CommandWork.With(given, DatabaseUse.Write, services => Run(
            services, parsed.GetValue(name)!, parsed.GetValue(at), parsed.GetValue(team), parsed.GetValue(again), stop)));
        return new Command("job", "定时任务") { list, run };
    }

    static async Task<int> List(IServiceProvider services)
    {
        foreach (var job in await services.GetRequiredService<JobOverview>().All())
        {
            Speaking.Output.WriteLine(job.Line);
        }

        return Cli.Done;
    }

    static async Task<int> Run(IServiceProvider services, string name, string? said, string? team, bool again, CancellationToken stop)
    {
        var jobs = services.GetServices<ScheduledJob>().OrderBy(job => job.Name, StringComparer.Ordinal).ToList();
        if (jobs.Find(job => job.Name == name) is not { } job)
        {
            await Speaking.Error.WriteLineAsync($"没有「{name}」这个任务，可以是 {string.Join("、", jobs.Select(one => one.Name))}");
            return Cli.WrongUse;
        }

        var (now, zone) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<AppSettings>().TimeZone);
        var at = said is null ? now : GivenTime.Parse(said, zone);
        if (at is not { } time)
        {
            await Speaking.Error.WriteLineAsync($"--at：「{said}」不是时间。应为：例如 {GivenTime.Example}");
            return Cli.WrongUse;
        }

        var result = await ((NamedJob)services.GetRequiredService(job.Type)).RunFor(new(time, team, again), stop);
        await services.GetRequiredService<JobDiary>().Keep(name, now, result);
        if (result.Done && team is null && job.LastDue(time, zone) is { } due)
        {
            // It stands for the scheduled one before it.
            await services.GetRequiredService<Db>().Write(tx => tx.DueJobs.AddDone(job.Name, due, result.Line, now));
        }

        Speaking.Output.WriteLine(result.Line);
        await SendWhatIsDue(services, stop);
        return result.Done ? Cli.Done : Cli.Failed;
    }

    /// <summary>Here is no service that would send what the job has written (contract: the command drains the outbox before it exits).</summary>
    static async Task SendWhatIsDue(IServiceProvider services, CancellationToken stop)
    {
        var (db, time) = (services.GetRequiredService<Db>(), services.GetRequiredService<TimeProvider>());
        var end = time.GetUtcNow() + LongestDrain;
        do
        {
            foreach (var worker in services.GetServices<ISettles>())
            {
                await worker.Settled(stop);
            }
        }
        while (!CommandWork.IsInside && await Came(db, time, end, stop));
    }

    /// <summary>A file follows its card by seconds, and members are spread over minutes: waits for the next letter that is due before the end.</summary>
    static async Task<bool> Came(Db db, TimeProvider time, DateTimeOffset end, CancellationToken stop)
    {
        if (await db.Read(tx => tx.Outbox.NextDue()) is not { } due || due > end)
        {
            return false;
        }

        var wait = due - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, stop);
        }

        return true;
    }
}
