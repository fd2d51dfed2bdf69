using Npgsql;

namespace WeComSales.Data;

/// <summary>
/// Tells other instances that there is something new, by LISTEN and NOTIFY. Only a hint: what gets lost is found by
/// the next look a second later, so nothing here is retried or waited for.
/// </summary>
sealed class PostgresHints : IAsyncDisposable
{
    const string Channel = "wecomsales";
    static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    readonly string self = Guid.NewGuid().ToString("N");
    readonly CancellationTokenSource stop = new();
    readonly NpgsqlDataSource source;
    readonly Action<News> heard;
    readonly Bell bell = new();
    readonly Lazy<Task> loops;
    int news;

    public PostgresHints(NpgsqlDataSource source, Action<News> heard)
    {
        (this.source, this.heard) = (source, heard);
        loops = new(() => Task.WhenAll(Task.Run(() => Again(Listen)), Task.Run(() => Again(Cry))));
    }

    /// <summary>Listens from the first use on: a command that only reads starts nothing.</summary>
    public void Tell(News added)
    {
        if (added == News.None)
        {
            return;
        }

        _ = loops.Value;
        Interlocked.Or(ref news, (int)added);
        bell.Ring();
    }

    async Task Again(Func<Task> act)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await act();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
            {
                await Task.Delay(AfterFailure, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task Listen()
    {
        await using var connection = await source.OpenConnectionAsync(stop.Token);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using var command = new NpgsqlCommand($"listen {Channel}", connection);
        await command.ExecuteNonQueryAsync(stop.Token);
        while (true)
        {
            await connection.WaitAsync(stop.Token);
        }
    }

    void Hear(string payload)
    {
        if (payload.Split(' ') is [var from, var told] && from != self && int.TryParse(told, out var flags))
        {
            heard((News)flags);
        }
    }

    /// <summary>What is told within a moment is told in one go: a notification costs the server a lock.</summary>
    async Task Cry()
    {
        await bell.Wait(TimeSpan.FromMinutes(1), TimeProvider.System, stop.Token);
        await Task.Delay(Together, stop.Token);
        var told = Interlocked.Exchange(ref news, 0);
        if (told != 0)
        {
            await using var command = source.CreateCommand("select pg_notify($1, $2)");
            command.Parameters.Add(new() { Value = Channel });
            command.Parameters.Add(new() { Value = $"{self} {told}" });
            await command.ExecuteNonQueryAsync(stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (loops.IsValueCreated)
        {
            await loops.Value;
        }

        bell.Dispose();
        stop.Dispose();
    }
}
