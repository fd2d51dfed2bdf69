using WeComSales.Data;

namespace WeComSales.People;

/// <summary>
/// A service that starts with an empty database does not wait for the night: it reads directory and customers at once,
/// and again, ever more rarely, until each was read to its end.
/// </summary>
public sealed class FirstSync(Db db, DirectorySync directory, CustomerSync customers, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilComplete(DirectorySync.Kind, directory.Run, stoppingToken);
        await UntilComplete(CustomerSync.Kind, customers.Run, stoppingToken);
    }

    async Task UntilComplete(string kind, Func<CancellationToken, Task<SyncRun>> run, CancellationToken stop)
    {
        var pause = TimeSpan.FromSeconds(15);
        while (!await db.Read(tx => tx.SyncRuns.HasCompleted(kind)) && !(await run(stop)).Complete)
        {
            await Task.Delay(pause, time, stop);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
