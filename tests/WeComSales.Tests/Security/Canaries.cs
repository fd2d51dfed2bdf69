using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace WeComSales.Tests.Security;

/// <summary>What a planted value is, the worst first: each kind has fewer places where it belongs.</summary>
enum Canary
{
    /// <summary>Belongs nowhere outside the settings and the key file.</summary>
    Secret,

    /// <summary>A name, a phone number, words of a chat: belongs on pages and cards of those who may see it.</summary>
    Personal,

    /// <summary>Who: may stand beside what was given up and in the audit log.</summary>
    Id,
}

/// <summary>Values that must stay where they belong, and everything that was said elsewhere: logs at every level, traces, and whatever a test adds.</summary>
sealed class Canaries : ILoggerProvider, ILogger
{
    readonly ConcurrentDictionary<string, (string Name, Canary Kind)> planted = new();
    readonly ConcurrentQueue<(string Where, string Text, Canary Most)> heard = new();
    readonly ActivityListener traces;

    public Canaries()
    {
        traces = new()
        {
            ShouldListenTo = source => source.Name == Tracing.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = step => Hear("trace", string.Join(' ', step.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")
                .Concat(step.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"))
                .Append($"{step.DisplayName} {step.StatusDescription} {string.Join(' ', step.Baggage)}"))),
        };
        ActivitySource.AddActivityListener(traces);
    }

    /// <summary>How much was heard of each kind: a silence proves nothing.</summary>
    public IReadOnlyDictionary<string, int> Heard => heard.GroupBy(said => said.Where.Split(' ')[0]).ToDictionary(kind => kind.Key, kind => kind.Count());

    public int Planted => planted.Count;

    public void Plant(Canary kind, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            planted[value] = (name, kind);
        }
    }

    /// <param name="most">The mildest kind that does not belong here.</param>
    public void Hear(string where, string text, Canary most = Canary.Id) => heard.Enqueue((where, text, most));

    /// <summary>In how many lines of the log this stands.</summary>
    public int Count(string text) => heard.Count(said => said.Where.StartsWith("log ", StringComparison.Ordinal) && said.Text.Contains(text, StringComparison.Ordinal));

    public bool Said(string text) => heard.Any(said => said.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>What was said where it does not belong.</summary>
    public IReadOnlyList<string> Leaks =>
    [
        .. (from said in heard
            from canary in planted
            where canary.Value.Kind <= said.Most && said.Text.Contains(canary.Key, StringComparison.Ordinal)
            select $"{said.Where} tells {canary.Value.Name}: {said.Text[..Math.Min(said.Text.Length, 400)]}").Distinct(),
    ];

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Hear("log scope", Words(state));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Hear("log", $"{formatter(state, exception)} {Words(state)} {exception}");

    /// <summary>Structured loggers write each value by itself.</summary>
    static string Words<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> pairs
        ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
        : state is IEnumerable<KeyValuePair<string, object>> scope ? string.Join(' ', scope.Select(pair => $"{pair.Key}={pair.Value}")) : $"{state}";

    public void Dispose() => traces.Dispose();

    sealed class Category(Canaries all, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => all.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Hear($"log {name} {logLevel}", $"{formatter(state, exception)} {Words(state)} {exception}");
    }
}
