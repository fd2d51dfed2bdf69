namespace WeComSales.Callbacks;

/// <summary>Never a payload, a name or a chat text: a callback is named by its number and kind.</summary>
static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "Callback refused: {Reason}")]
    public static partial void Refused(this ILogger log, string reason);

    [LoggerMessage(1008, LogLevel.Warning, "{Count} more callbacks were refused within a minute and are not named one by one")]
    public static partial void RefusedSilently(this ILogger log, int count);

    [LoggerMessage(1002, LogLevel.Information, "Callback {Seq} was taken over by another worker; nothing was written")]
    public static partial void Zombie(this ILogger log, long seq);

    [LoggerMessage(1003, LogLevel.Warning, "Callback {Seq} of {Whose} failed on try {Attempts}, next in {Pause}")]
    public static partial void Postponed(this ILogger log, Exception failure, long seq, Personal whose, int attempts, TimeSpan pause);

    [LoggerMessage(1004, LogLevel.Error, "Callback {Seq} of {Whose} was given up after {Attempts} tries")]
    public static partial void GivenUp(this ILogger log, Exception failure, long seq, Personal whose, int attempts);

    [LoggerMessage(1005, LogLevel.Error, "The inbox cannot be read or written")]
    public static partial void InboxUnavailable(this ILogger log, Exception broken);

    [LoggerMessage(1006, LogLevel.Error, "A callback could not be stored and was not acknowledged")]
    public static partial void NotStored(this ILogger log, Exception broken);

    [LoggerMessage(1009, LogLevel.Error, "{Count} more callbacks could not be stored within a minute")]
    public static partial void NotStoredSilently(this ILogger log, int count);

    [LoggerMessage(1007, LogLevel.Information, "Callback {Seq} of kind {Kind} is kept without effect")]
    public static partial void Unused(this ILogger log, long seq, string kind);
}
