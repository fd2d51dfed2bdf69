using System.Collections.Concurrent;
using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>Callbacks at a fixed rate, whatever becomes of those before them; each is tried as WeCom tries: cut after 5 s, three repeats, to the next instance in turn.</summary>
/// <param name="calm">Which of the calm times between troubles this is; null while something is broken.</param>
sealed class SteadyLoad(IReadOnlyList<Uri> services, Sender sender, int perSecond, Func<int?> calm) : IDisposable
{
    const int Tries = 4;
    const int Repeated = 32;
    static readonly TimeSpan cut = TimeSpan.FromSeconds(5), betweenTries = TimeSpan.FromMilliseconds(500);

    readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false, ConnectTimeout = cut }) { Timeout = cut };
    readonly ConcurrentDictionary<long, long> acknowledged = new();
    int strangeRepeats, givenUpInCalm;

    /// <summary>By number: when it was answered with 200 (Stopwatch ticks).</summary>
    public IReadOnlyDictionary<long, long> Acknowledged => acknowledged;

    /// <summary>Tries that were not answered with 200, by what came instead.</summary>
    public ConcurrentDictionary<string, int> Others { get; } = new();

    /// <summary>From when a callback was due to its acknowledgement, in milliseconds: those that came while nothing was broken, and all.</summary>
    public ConcurrentBag<double> Calm { get; } = [];

    public ConcurrentBag<double> All { get; } = [];

    /// <summary>Callbacks that four tries brought no 200 for: they may be stored or not.</summary>
    public int NotAcknowledged => (int)(Last - acknowledged.Count);

    /// <summary>Those of them that began and ended while nothing was broken: there is no excuse for them.</summary>
    public int GivenUpInCalm => givenUpInCalm;

    public long Last { get; private set; }

    /// <summary>How late the generator itself was at worst, in milliseconds.</summary>
    public double Late { get; private set; }

    public int StrangeRepeats => strangeRepeats;

    /// <summary>Ends when every callback of this time has been answered or given up.</summary>
    public async Task Run(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var total = (long)(length.TotalSeconds * perSecond);
        var under = new ConcurrentDictionary<long, Task>();
        for (var number = 1L; number <= total; number++)
        {
            var due = start + (number * Stopwatch.Frequency / perSecond);
            while (Stopwatch.GetTimestamp() < due)
            {
                await Task.Delay(1);
            }

            Late = Math.Max(Late, Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            Last = number;
            var mine = number;
            under[mine] = Task.Run(async () =>
            {
                await Deliver(mine, due);
                under.TryRemove(mine, out _);
            });
        }

        await Task.WhenAll(under.Values);
    }

    async Task Deliver(long number, long due)
    {
        var (began, text) = (calm(), Plaintext(number, DateTimeOffset.UtcNow));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await Post(text, number + attempt) == "200")
            {
                var at = Stopwatch.GetTimestamp();
                acknowledged[number] = at;
                Keep(Stopwatch.GetElapsedTime(due, at).TotalMilliseconds, IsStill(began));
                await Repeat(text, number);
                return;
            }

            await Task.Delay(betweenTries);
        }

        if (IsStill(began))
        {
            Interlocked.Increment(ref givenUpInCalm);
        }
    }

    bool IsStill(int? began) => began is not null && began == calm();

    void Keep(double milliseconds, bool wasCalm)
    {
        All.Add(milliseconds);
        if (wasCalm)
        {
            Calm.Add(milliseconds);
        }
    }

    /// <summary>WeCom repeats what it believes lost, encrypted anew; that must change nothing, whoever takes it.</summary>
    async Task Repeat(string text, long number)
    {
        if (number % Repeated != 0)
        {
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(number / Repeated % 5));
        if (await Post(text, number + 1) is not ("200" or "503" or "no answer"))
        {
            Interlocked.Increment(ref strangeRepeats);
        }
    }

    async Task<string> Post(string text, long turn)
    {
        var post = sender.Sign(text, DateTimeOffset.UtcNow);
        var outcome = "no answer";
        try
        {
            using var content = new ByteArrayContent(post.Body);
            using var answer = await client.PostAsync(new Uri(services[(int)(turn % services.Count)], Wire.CallbackPath + post.Query), content);
            outcome = $"{(int)answer.StatusCode}";
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            // As WeCom sees it: nothing came back.
        }

        if (outcome != "200")
        {
            Others.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        }

        return outcome;
    }

    string Plaintext(long number, DateTimeOffset at)
    {
        var from = $"rep-{number % SoakPlan.Reps}";
        return SoakPlan.IsMessage(number)
            ? sender.Text(from, at, number, MessageNumbers.Words(number))
            : sender.Event(from, at, "view", MessageNumbers.Words(number));
    }

    public void Dispose() => client.Dispose();
}
