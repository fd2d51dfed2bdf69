using System.Diagnostics;

namespace WeComSales.Tests.Settings;

/// <summary>What the executable did: how it ended and what it said.</summary>
sealed record Ended(int Code, string Output, string Complaint);

/// <summary>The real executable, as an operator starts it: a process of its own, settings in its environment.</summary>
static class Executable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs to the end. A service that starts although it should not is killed and fails the test by time.</summary>
    public static async Task<Ended> Run(IReadOnlyDictionary<string, string?> settings, params string[] words)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "wecomsales.dll"));
        Array.ForEach(words, start.ArgumentList.Add);
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value ?? "";
        }

        using var process = Process.Start(start)!;
        using var impatience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(impatience.Token);
            var complaint = process.StandardError.ReadToEndAsync(impatience.Token);
            await process.WaitForExitAsync(impatience.Token);
            return new(process.ExitCode, await output, await complaint);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
