namespace WeComSales.Reports;

/// <summary>Never a name: a brief is named by its id.</summary>
static partial class Log
{
    [LoggerMessage(6001, LogLevel.Information, "The briefs of {Day} are due; it is {Now}")]
    public static partial void Begun(this ILogger log, DateOnly day, DateTimeOffset now);

    [LoggerMessage(6002, LogLevel.Information, "Brief {Id} was taken over by another worker; nothing of this try was kept")]
    public static partial void Zombie(this ILogger log, string id);

    [LoggerMessage(6003, LogLevel.Warning, "Brief {Id} has nobody to go to")]
    public static partial void Nobody(this ILogger log, string id);

    [LoggerMessage(6004, LogLevel.Error, "The briefs cannot be looked after; whatever was in hand is tried again when its lease has ended")]
    public static partial void Broken(this ILogger log, Exception broken);

    [LoggerMessage(6005, LogLevel.Error, "Brief {Id} could not be made; it is tried again at {At}")]
    public static partial void NotMade(this ILogger log, Exception broken, string id, DateTimeOffset at);

    [LoggerMessage(6006, LogLevel.Error, "Brief {Id} was given up after {Attempts} tries")]
    public static partial void GivenUp(this ILogger log, Exception broken, string id, int attempts);
}
