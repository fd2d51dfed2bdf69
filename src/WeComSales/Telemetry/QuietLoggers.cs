using Microsoft.Extensions.Options;

namespace WeComSales;

/// <summary>The one way into every log, the framework's own lines among them: no exception passes with foreign words.</summary>
public sealed class QuietLoggers(LoggerFactory loggers) : ILoggerFactory
{
    const string Framework = "Microsoft.AspNetCore";
    const string Protection = "Microsoft.AspNetCore.DataProtection";

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton<ILoggerFactory>(services => new QuietLoggers(new LoggerFactory(
        services.GetServices<ILoggerProvider>(),
        services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
        services.GetRequiredService<IOptions<LoggerFactoryOptions>>())));

    /// <summary>
    /// The levels of <c>Logging:LogLevel</c>, as words or as JSON. The framework's own lines hold addresses whole, and with them the codes of
    /// sign-ins and the signatures of links: whatever is set, they begin at Warning.
    /// </summary>
    public static void SetUp(ILoggingBuilder logging, LoggingSettings settings)
    {
        if (settings.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }

        logging.AddFilter(Framework, LogLevel.Warning);
        // Signing in brings it along and nothing here uses it: its warnings about keys that are not kept would mislead.
        logging.AddFilter(Protection, LogLevel.Error);
        foreach (var (category, level) in settings.Levels)
        {
            logging.AddFilter(
                category == "Default" ? null : category,
                category.StartsWith(Framework, StringComparison.Ordinal) && level < LogLevel.Warning ? LogLevel.Warning : level);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Quiet(
        loggers.CreateLogger(categoryName), takesScopes: !categoryName.StartsWith(Framework, StringComparison.Ordinal));

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose() => loggers.Dispose();

    /// <param name="takesScopes">The framework's hold the path of the request, and whose page it was.</param>
    sealed class Quiet(ILogger logger, bool takesScopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => takesScopes ? logger.BeginScope(state) : null;

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logger.Log(logLevel, eventId, state, exception is null ? null : new QuietException(exception), formatter);
    }
}
