namespace WeComSales;

/// <summary>A worker that can say when everything due is done. In a command, which starts no workers, it works for as long as that takes.</summary>
public interface ISettles
{
    Task Settled(CancellationToken stop);
}

static class Settling
{
    /// <param name="idle">Ends when nothing is due any more.</param>
    public static async Task UntilIdle(this BackgroundService worker, Func<Task> idle, CancellationToken stop)
    {
        var isCommand = worker.ExecuteTask is null or { IsCompleted: true };
        if (isCommand)
        {
            await worker.StartAsync(stop);
        }

        try
        {
            await idle().WaitAsync(stop);
        }
        finally
        {
            if (isCommand)
            {
                await worker.StopAsync(CancellationToken.None);
            }
        }
    }
}
