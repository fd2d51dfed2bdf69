namespace WeComSales.Delivery;

/// <summary>Never a body or a name: a letter is named by its id.</summary>
static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Letter {Id} was taken over by another worker; nothing was sent")]
    public static partial void Zombie(this ILogger log, string id);

    [LoggerMessage(2002, LogLevel.Warning, "Letter {Id} is tried again at {At}: {Reason}")]
    public static partial void Postponed(this ILogger log, string id, DateTimeOffset at, string reason);

    [LoggerMessage(2003, LogLevel.Error, "Letter {Id} to {Whom} was given up: {Reason}")]
    public static partial void GivenUp(this ILogger log, string id, Personal whom, string reason);

    [LoggerMessage(2004, LogLevel.Error, "{Api} is closed until {Until}: {Reason}")]
    public static partial void LaneClosed(this ILogger log, string api, DateTimeOffset until, string reason);

    [LoggerMessage(2005, LogLevel.Error, "The outbox cannot be read or written")]
    public static partial void OutboxUnavailable(this ILogger log, Exception broken);

    [LoggerMessage(2006, LogLevel.Warning, "A key for secrets was made at {Path}; keep it with the backups of the database")]
    public static partial void KeyMade(this ILogger log, string path);
}
