namespace WeComSales.Lexicon;

static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The lexicon in use could not be looked up; the words in memory stay.")]
    public static partial void NotRefreshed(ILogger logger, Exception unreadable);
}
