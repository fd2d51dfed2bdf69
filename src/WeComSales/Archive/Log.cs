namespace WeComSales.Archive;

/// <summary>Never a word of a message: the archive is named by its numbers.</summary>
static partial class Log
{
    [LoggerMessage(11001, LogLevel.Warning, "The archive's reader ended: {Fault} ({Code}), behind message {Seq}")]
    public static partial void ReaderEnded(this ILogger log, string fault, int code, long seq);

    [LoggerMessage(11002, LogLevel.Information, "Another instance reads the archive now")]
    public static partial void ReaderLost(this ILogger log);

    [LoggerMessage(11004, LogLevel.Warning, "Message {Seq} of the archive brought the native library down {Crashes} times: it is kept unopened, reading goes on behind it")]
    public static partial void MessageLeft(this ILogger log, long seq, int crashes);

    [LoggerMessage(11003, LogLevel.Error, "What the archive's reader said could not be stored; nothing of it was acknowledged")]
    public static partial void ArchiveUnavailable(this ILogger log, Exception broken);
}
