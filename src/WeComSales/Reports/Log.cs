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

    [LoggerMessage(6004, LogLevel.Error, "A brief could not be made; it is tried again when its lease has ended")]
    public static partial void NotMade(this ILogger log, Exception broken);
}
