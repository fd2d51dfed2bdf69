using System.Diagnostics;

namespace WeComSales.Benchmarks;

/// <summary>This program once more, as a process of its own.</summary>
sealed class Child : IDisposable
{
    readonly Process process;

    public Child(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        Array.ForEach(args, start.ArgumentList.Add);
        process = Process.Start(start)!;
    }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async Task<string> Line() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The child process ended without a word.");

    /// <summary>Ends its input and waits.</summary>
    public async Task Stop()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The child process ended with {process.ExitCode}.");
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
