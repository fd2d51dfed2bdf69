using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WeComSales.Tests;

/// <summary>Remembers what was logged as an error: a test that passes while the service complains has not passed.</summary>
sealed class ErrorWatch : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> seen = new();

    public List<string> Expected { get; } = [];

    public IEnumerable<string> Unexpected => seen.Where(error => !Expected.Exists(error.Contains));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            seen.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
