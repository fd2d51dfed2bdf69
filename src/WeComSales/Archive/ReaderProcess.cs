using System.ComponentModel;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace WeComSales.Archive;

/// <summary>The reader as a process of its own: whatever happens in it, this one lives on.</summary>
sealed class ReaderProcess : IAsyncDisposable
{
    /// <summary>Lines that wait here; more wait in the pipe.</summary>
    const int MostWaiting = 1000;

    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Process process;
    readonly TimeProvider time;
    readonly Channel<string> lines = Channel.CreateBounded<string>(MostWaiting);
    readonly Task pump;
    Task<bool>? some;

    ReaderProcess(Process process, TimeProvider time)
    {
        (this.process, this.time) = (process, time);
        pump = Task.Run(Pump);
        // What the native library prints may hold anything; it is taken away and kept nowhere.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Null when the program cannot be started.</summary>
    /// <param name="time">By which it is waited for: that of the machine, as the program knows no other.</param>
    public static ReaderProcess? Start(string program, TimeProvider time)
    {
        var start = new ProcessStartInfo(program, "read-archive")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        };
        try
        {
            return Process.Start(start) is { } process ? new(process, time) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Says one line to the reader; false when it is gone.</summary>
    public async Task<bool> Tell(object line)
    {
        try
        {
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(line, OneLine) + "\n");
            await process.StandardInput.FlushAsync();
            return true;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Lines that are there, at most so many, waiting for the first of them; none when the time passed or something else happened; null when the output has ended.</summary>
    public async Task<IReadOnlyList<string>?> Lines(int most, TimeSpan atMost, params IEnumerable<Task> orUntil)
    {
        // One look at the output lasts until something is there, over however many calls.
        some ??= lines.Reader.WaitToReadAsync().AsTask();
        using var enough = new CancellationTokenSource();
        await Task.WhenAny([some, Task.Delay(atMost, time, enough.Token), .. orUntil]);
        await enough.CancelAsync();
        if (!some.IsCompleted)
        {
            return [];
        }

        var isMore = await some;
        some = null;
        if (!isMore)
        {
            return null;
        }

        var taken = new List<string>();
        while (taken.Count < most && lines.Reader.TryRead(out var line))
        {
            taken.Add(line);
        }

        return taken;
    }

    /// <summary>How it ended; it has a moment to do so.</summary>
    public async Task<int?> ExitCode()
    {
        using var patience = new CancellationTokenSource(Grace, time);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.HasExited ? process.ExitCode : null;
    }

    async Task Pump()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                await lines.Writer.WriteAsync(line);
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or ChannelClosedException)
        {
            // The end, as far as anybody can read.
        }

        lines.Writer.TryComplete();
    }

    /// <summary>The end of its input ends the reader; one that hangs is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was gone already.
        }

        if (await ExitCode() is null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        await pump;
        process.Dispose();
    }
}
