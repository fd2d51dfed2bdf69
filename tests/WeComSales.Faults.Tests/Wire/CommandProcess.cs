using System.Diagnostics;

namespace WeComSales.Faults.Tests;

/// <summary>The command in a process of its own.</summary>
sealed class CommandProcess : IAsyncDisposable
{
    readonly Process process;
    readonly Task<string> output, errors;

    public CommandProcess(string folder, IReadOnlyDictionary<string, string> settings, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "wecomsales.dll"));
        Array.ForEach(words, start.ArgumentList.Add);
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        process = Process.Start(start)!;
        (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>What it said, once it is done.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public async Task<string> Ended()
    {
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"The command ended with {process.ExitCode}: {await output} {await errors}");
    }

    public Task Kill()
    {
        process.Kill();
        return process.WaitForExitAsync();
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
