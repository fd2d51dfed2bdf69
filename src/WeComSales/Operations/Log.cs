namespace WeComSales.Operations;

static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "{Engine} is open, {Applied} migrations were applied")]
    public static partial void DatabaseOpened(this ILogger log, string engine, int applied);

    [LoggerMessage(9004, LogLevel.Warning, "There is no socket at {Path}; writing commands wait until the service is stopped")]
    public static partial void NoCommandDoor(this ILogger log, Exception impossible, string path);

    [LoggerMessage(9005, LogLevel.Information, "The command {Words} came through the socket")]
    public static partial void CommandTaken(this ILogger log, string words);

    [LoggerMessage(9006, LogLevel.Warning, "A command through the socket ended in the middle")]
    public static partial void CommandFailed(this ILogger log, Exception failure);

    [LoggerMessage(9003, LogLevel.Error, "{Engine} cannot be reached; callbacks are refused until it can")]
    public static partial void DatabaseAwaited(this ILogger log, string engine, Exception unreachable);

    [LoggerMessage(9002, LogLevel.Warning, "The demo clock cannot be read; the last known time runs on")]
    public static partial void ClockLost(this ILogger log, Exception failure);
}
