using System.Diagnostics;

namespace WeComSales.Simulator;

/// <summary>Delivers callbacks as WeCom does: five seconds, three repeats on anything but 200, no promise of order or of delivery.</summary>
sealed class CallbackPump(World world, Faults faults, AppLine app, BotLine bot, DeliveryLog log) : IDisposable
{
    const int Tries = 4;

    readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly Lock gate = new();
    readonly HashSet<Task> running = [];
    readonly Queue<Func<Task>> held = new();
    readonly CancellationTokenSource closing = new();

    /// <summary>Delivers an app callback. <paramref name="replied"/> gets the decrypted reply, if there is one, and says why it is refused.</summary>
    public Task ToApp(string plaintext, Func<string, string?>? replied = null) => Deliver(app, plaintext, replied);

    public Task ToBot(string plaintext, Func<string, string?>? replied = null) => Deliver(bot, plaintext, replied);

    /// <summary>Ends when nothing is under way; what was held back to be overtaken goes out now.</summary>
    public async Task Idle()
    {
        while (Rest() is { Count: > 0 } rest)
        {
            await Task.WhenAll(rest);
        }
    }

    /// <summary>True when the service answers the check of its address as WeCom asks: 200, within a second, the plain words and nothing else.</summary>
    public async Task<UrlVerification> Verify(CallbackLine line)
    {
        var words = $"{Random.Shared.NextInt64():d19}";
        var start = Stopwatch.GetTimestamp();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            using var request = line.Verification(words);
            using var response = await client.SendAsync(request, deadline.Token);
            var answer = await response.Content.ReadAsStringAsync(deadline.Token);
            return new UrlVerification((int)response.StatusCode == 200 && answer == words, (int)response.StatusCode, answer, Stopwatch.GetElapsedTime(start));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return new UrlVerification(false, 0, failure.Message, Stopwatch.GetElapsedTime(start));
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        client.Dispose();
        closing.Dispose();
    }

    Task Deliver(CallbackLine line, string plaintext, Func<string, string?>? replied)
    {
        if (line.Address is null)
        {
            return Task.CompletedTask;
        }

        var number = log.NextEvent();
        if (faults.StrikesCallback(FaultKind.LoseCallback))
        {
            Note(new CallbackDelivery(number, 1, world.Now, line.Channel, plaintext, 0, TimeSpan.Zero) { Problem = CallbackDelivery.Lost });
            return Task.CompletedTask;
        }

        Task Send() => Repeat(line, number, plaintext, replied);
        if (faults.StrikesCallback(FaultKind.ReorderCallback))
        {
            lock (gate)
            {
                held.Enqueue(Send);
            }

            return Task.CompletedTask;
        }

        return Track(ThenHeld(Send()));
    }

    async Task ThenHeld(Task first)
    {
        await first;
        while (TakeHeld() is { } next)
        {
            await next();
        }
    }

    async Task Repeat(CallbackLine line, int number, string plaintext, Func<string, string?>? replied)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await Try(line, number, attempt, plaintext, replied))
            {
                break;
            }

            if (attempt < Tries)
            {
                await Task.Delay(world.Options.RetryPause, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }

        if (faults.StrikesCallback(FaultKind.DuplicateCallback))
        {
            await Try(line, number, 1, plaintext, null);
        }
    }

    async Task<bool> Try(CallbackLine line, int number, int attempt, string plaintext, Func<string, string?>? replied)
    {
        var delivery = new CallbackDelivery(number, attempt, world.Now, line.Channel, plaintext, 0, TimeSpan.Zero);
        var start = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        deadline.CancelAfter(world.Options.CallbackTimeout);
        try
        {
            using var request = line.Post(plaintext, out var nonce);
            using var response = await client.SendAsync(request, deadline.Token);
            var body = await response.Content.ReadAsStringAsync(deadline.Token);
            delivery = delivery with { Status = (int)response.StatusCode };
            if (delivery.Answered)
            {
                var (reply, problem) = line.Open(body, nonce);
                delivery = delivery with { Reply = reply, Problem = problem ?? (reply is null ? null : replied?.Invoke(reply)) };
            }
        }
        catch (OperationCanceledException)
        {
            delivery = delivery with { Problem = CallbackDelivery.TooLate };
        }
        catch (HttpRequestException failure)
        {
            delivery = delivery with { Problem = failure.Message };
        }

        Note(delivery with { Latency = Stopwatch.GetElapsedTime(start) });
        return delivery.Answered;
    }

    void Note(CallbackDelivery delivery)
    {
        log.Add(delivery);
        world.Feed.Tell(Feed.Calls);
    }

    Func<Task>? TakeHeld()
    {
        lock (gate)
        {
            return held.TryDequeue(out var next) ? next : null;
        }
    }

    List<Task> Rest()
    {
        if (TakeHeld() is { } next)
        {
            Track(ThenHeld(next()));
        }

        lock (gate)
        {
            running.RemoveWhere(task => task.IsCompleted);
            return [.. running];
        }
    }

    Task Track(Task task)
    {
        lock (gate)
        {
            running.RemoveWhere(one => one.IsCompleted);
            running.Add(task);
        }

        return task;
    }
}

/// <summary>What came of saving the callback address.</summary>
public sealed record UrlVerification(bool Ok, int Status, string Answer, TimeSpan Latency);
