namespace WeComSales.Lexicon;

/// <summary>Looks every two seconds whether another version of the company's words is in use: one small query, whatever is stored.</summary>
public sealed class LexiconWorker(LexiconFlow flow, TimeProvider time, ILogger<LexiconWorker> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    bool wasBroken;

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

    // While they cannot be read the words in use stay, whatever the reason; the next look tries again. One line tells of it.
    async Task Look()
    {
        try
        {
            await flow.Refresh();
            wasBroken = false;
        }
        catch (Exception unreadable)
        {
            if (!wasBroken)
            {
                Log.NotRefreshed(logger, unreadable);
            }

            wasBroken = true;
        }
    }
}
