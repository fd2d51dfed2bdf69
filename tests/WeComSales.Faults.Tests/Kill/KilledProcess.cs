using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>A server in a process of its own, which ends without a chance to say goodbye.</summary>
sealed class KilledProcess : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    const int Terminate = 15;

    readonly Process process;
    readonly Task<string> output;
    readonly Task<string> errors;

    KilledProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>From the start of the process until it said that it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Starts an assembly that lies beside this one, and waits until <paramref name="readiness"/> answers 200.</summary>
    public static async Task<KilledProcess> Start(
        string assembly, Uri readiness, string folder, IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        Array.ForEach(args, start.ArgumentList.Add);
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var clock = Stopwatch.StartNew();
        var started = new KilledProcess(start);
        await started.UntilReady(readiness);
        started.ReadyAfter = clock.Elapsed;
        return started;
    }

    public int Id => process.Id;

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public Task Kill()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it: how it ended, and how long that took.</summary>
    public async Task<(int Code, TimeSpan Took)> Stop()
    {
        var clock = Stopwatch.StartNew();
        Instances.Signal(process.Id, Terminate);
        using var deadline = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, clock.Elapsed);
    }

    /// <summary>What it wrote, once it has ended.</summary>
    public Task<string> Said => output;

    async Task UntilReady(Uri readiness)
    {
        using var client = new HttpClient { Timeout = patience };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var deadline = new CancellationTokenSource(patience);
        while (await tick.WaitForNextTickAsync(deadline.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode}: {await output} {await errors}");
            }

            try
            {
                using var answer = await client.GetAsync(readiness, deadline.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Kill();
        }

        process.Dispose();
    }
}
