using System.Data.Common;

namespace WeComSales.Lexicon;

/// <summary>Looks every two seconds whether another version of the company's words is in use: one small query, whatever is stored.</summary>
public sealed class LexiconWorker(LexiconFlow flow, TimeProvider time, ILogger<LexiconWorker> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            do
            {
                await Look();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    // While the database cannot be read the words in use stay; the next look tries again.
    async Task Look()
    {
        try
        {
            await flow.Refresh();
        }
        catch (DbException unreadable)
        {
            Log.NotRefreshed(logger, unreadable);
        }
    }
}
