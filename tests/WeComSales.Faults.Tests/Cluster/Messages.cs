using System.Collections.Concurrent;
using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>Posts different messages to several services, each until one of them acknowledges it, as WeCom does.</summary>
sealed class Messages(IReadOnlyList<Uri> services, Sender sender) : IDisposable
{
    const int Connections = 32;
    readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    readonly ConcurrentQueue<(long Number, long At)> acknowledged = new();
    long last;
    long longest;

    /// <summary>The numbers of the messages that were answered with 200, and when (Stopwatch ticks).</summary>
    public IReadOnlyCollection<(long Number, long At)> Acknowledged => acknowledged;

    /// <summary>Answers other than 200, and requests without any.</summary>
    public ConcurrentDictionary<string, int> Others { get; } = new();

    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref longest));

    /// <summary>So many different ones, once each.</summary>
    public Task Post(int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (_, _) => await PostOne());

    /// <summary>Without a pause until told to stop.</summary>
    public Task Post(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
    {
        while (!stop.IsCancellationRequested)
        {
            await PostOne();
        }
    })));

    async Task PostOne()
    {
        var number = Interlocked.Increment(ref last);
        var now = DateTimeOffset.UtcNow;
        var post = sender.Sign(sender.Text($"rep-{number % Wire.Reps}", now, number, MessageNumbers.Words(number)), now);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var content = new ByteArrayContent(post.Body);
            using var answer = await client.PostAsync(new Uri(services[(int)(number % services.Count)], Wire.CallbackPath + post.Query), content);
            Keep(Stopwatch.GetElapsedTime(started));
            if ((int)answer.StatusCode == 200)
            {
                acknowledged.Enqueue((number, Stopwatch.GetTimestamp()));
            }
            else
            {
                Others.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, count) => count + 1);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            Keep(Stopwatch.GetElapsedTime(started));
            Others.AddOrUpdate("no answer", 1, (_, count) => count + 1);
        }
    }

    void Keep(TimeSpan taken)
    {
        for (var seen = Interlocked.Read(ref longest); taken.Ticks > seen; seen = Interlocked.Read(ref longest))
        {
            Interlocked.CompareExchange(ref longest, taken.Ticks, seen);
        }
    }

    public void Dispose() => client.Dispose();
}
