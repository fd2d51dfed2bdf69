namespace WeComSales.Lexicon;

static partial class Log
{
    [LoggerMessage(12001, LogLevel.Warning, "The lexicon in use could not be looked up; the words in memory stay")]
    public static partial void NotRefreshed(ILogger logger, Exception unreadable);
}
