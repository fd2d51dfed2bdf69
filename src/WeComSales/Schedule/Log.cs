namespace WeComSales;

static partial class ScheduleLog
{
    [LoggerMessage(8001, LogLevel.Error, "The schedule cannot be read or written")]
    public static partial void JobsUnavailable(this ILogger log, Exception broken);

    [LoggerMessage(8002, LogLevel.Information, "{Job} was not yet due anywhere for {DueAt}; it is now")]
    public static partial void JobMissed(this ILogger log, string job, DateTimeOffset dueAt);

    [LoggerMessage(8003, LogLevel.Warning, "{Job} of {DueAt} is tried again at {At}: {Reason}")]
    public static partial void JobPostponed(this ILogger log, string job, DateTimeOffset dueAt, DateTimeOffset at, string reason);

    [LoggerMessage(8004, LogLevel.Error, "{Job} of {DueAt} was given up: {Reason}")]
    public static partial void JobGivenUp(this ILogger log, string job, DateTimeOffset dueAt, string reason);
}
