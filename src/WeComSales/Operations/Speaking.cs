using Spectre.Console;

namespace WeComSales.Operations;

/// <summary>
/// Whom a command speaks to: the console it was started on, or, inside the service, whoever sent it through the socket.
/// </summary>
static class Speaking
{
    static readonly AsyncLocal<Listener?> Current = new();

    /// <param name="Folder">The folder in which paths are meant.</param>
    /// <param name="Progress">Hears how much of how much is done.</param>
    public sealed record Listener(TextWriter Output, TextWriter Error, string Folder, Action<int, int> Progress);

    public static TextWriter Output => Current.Value?.Output ?? Console.Out;

    public static TextWriter Error => Current.Value?.Error ?? Console.Error;

    public static string Folder => Current.Value?.Folder ?? Environment.CurrentDirectory;

    public static async Task<T> To<T>(Listener listener, Func<Task<T>> act)
    {
        Current.Value = listener;
        return await act();
    }

    /// <summary>Long work, with a bar where somebody looks.</summary>
    public static Task<T> Watched<T>(string what, Func<Action<int, int>, Task<T>> run)
    {
        if (Current.Value is { } listener)
        {
            return run(listener.Progress);
        }

        return AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask(what);
                return await run((done, of) => bar.Value(of == 0 ? bar.MaxValue : bar.MaxValue * done / of));
            })
            : run((_, _) => { });
    }
}
