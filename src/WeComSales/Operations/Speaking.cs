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

    static bool IsWatched => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    /// <summary>Long work whose end nobody knows, with a count where somebody looks. Only reading commands have any, and those never run in the service.</summary>
    public static Task<T> Counted<T>(string what, Func<Action<int>, Task<T>> run) => IsWatched
        ? AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new SpinnerColumn()).StartAsync(async progress =>
        {
            var task = progress.AddTask(what).IsIndeterminate();
            return await run(done => task.Description = $"{what} {done} 行");
        })
        : run(_ => { });

    /// <summary>Long work, with a bar where somebody looks.</summary>
    public static Task<T> Watched<T>(string what, Func<Action<int, int>, Task<T>> run)
    {
        if (Current.Value is { } listener)
        {
            return run(listener.Progress);
        }

        return IsWatched
            ? AnsiConsole.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask(what);
                return await run((done, of) => bar.Value(of == 0 ? bar.MaxValue : bar.MaxValue * done / of));
            })
            : run((_, _) => { });
    }
}
