using System.Diagnostics;
using System.Text.Json;
using WeComSales.Fixtures;

namespace WeComSales.ArchiveReader.Tests;

/// <summary>The reader as the service starts it: a process of its own, lines both ways.</summary>
sealed class ReaderProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process process;

    ReaderProcess(Process process) => this.process = process;

    public static ReaderProcess Start(StandIn wecom, params string[] words)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in words.Length == 0 ? [Path.Combine(AppContext.BaseDirectory, "wecomsales-archive-reader.dll"), "read-archive"] : words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["FINANCE_STANDIN"] = wecom.Folder;
        // A crash is part of the story here; its dump is not.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>Starts and opens it with these keys.</summary>
    public static ReaderProcess Open(StandIn wecom, ulong after, params int[] versions)
    {
        var reader = Start(wecom);
        reader.Tell(Opening(after, [.. versions.Select(version => (version, wecom.KeyFile(version)))]));
        return reader;
    }

    public static object Opening(ulong after, (int Version, string Path)[] keys, string? library = null, string? secret = null) => new
    {
        corpId = StandIn.CorpId,
        secret = secret ?? StandIn.Secret,
        library = library ?? StandIn.Library,
        keys = keys.ToDictionary(key => $"{key.Version}", key => key.Path),
        after,
        limit = 10,
    };

    public void Tell(object wish)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(wish));
        process.StandardInput.Flush();
    }

    public void TellRaw(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    /// <summary>The next line; null when the output has ended.</summary>
    public async Task<JsonElement?> Next()
    {
        using var impatience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(impatience.Token) is { } line ? JsonDocument.Parse(line).RootElement : null;
    }

    public async Task<JsonElement> Said() => (await Next()).ShouldNotBeNull();

    public void EndInput() => process.StandardInput.Close();

    public async Task<int> ExitCode()
    {
        using var impatience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(impatience.Token);
        return process.ExitCode;
    }

    public bool HasEnded => process.HasExited;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
