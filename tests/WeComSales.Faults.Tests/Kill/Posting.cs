using System.Collections.Concurrent;
using System.Net.Sockets;

namespace WeComSales.Faults.Tests;

/// <summary>32 connections that post different messages until the server is gone, and remember what it acknowledged.</summary>
sealed class Posting(Uri server, Sender sender, MessageNumbers numbers) : IDisposable
{
    const int Connections = 32;
    readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false });
    readonly ConcurrentQueue<long> acknowledged = new();
    readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first acknowledgement.</summary>
    public Task First => first.Task;

    /// <summary>The numbers of the messages that were answered with 200.</summary>
    public IReadOnlyCollection<long> Acknowledged => acknowledged;

    /// <summary>Answers other than 200; none are expected.</summary>
    public ConcurrentQueue<int> Others { get; } = new();

    /// <summary>Ends when every connection has been cut.</summary>
    public Task UntilCut() => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(Client)));

    async Task Client()
    {
        for (;;)
        {
            var (number, text) = numbers.Next();
            var now = DateTimeOffset.UtcNow;
            var post = sender.Sign(sender.Text($"rep-{number % Wire.Reps}", now, number, text), now);
            try
            {
                using var content = new ByteArrayContent(post.Body);
                using var answer = await client.PostAsync(new Uri(server, Wire.CallbackPath + post.Query), content);
                if ((int)answer.StatusCode == 200)
                {
                    acknowledged.Enqueue(number);
                    first.TrySetResult();
                }
                else
                {
                    Others.Enqueue((int)answer.StatusCode);
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or SocketException or IOException)
            {
                return;
            }
        }
    }

    public void Dispose() => client.Dispose();
}

/// <summary>Numbers for messages, and the words by which each is found again.</summary>
sealed class MessageNumbers
{
    long last;

    public (long Number, string Text) Next()
    {
        var number = Interlocked.Increment(ref last);
        return (number, Words(number));
    }

    public long Last => Interlocked.Read(ref last);

    public static string Words(long number) => $"客户嫌价格高，编号{number}。";

    public static long? In(string text) =>
        text.IndexOf("编号", StringComparison.Ordinal) is >= 0 and var at
            ? long.Parse(text.AsSpan(at + 2)[..text.AsSpan(at + 2).IndexOf('。')], System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
