namespace WeComSales.People;

/// <summary>Counts and reasons, never a name, a userid or a phone number.</summary>
static partial class Log
{
    [LoggerMessage(13003, LogLevel.Information,
        "Synchronised {Kind}: complete {Complete}, {Added} added, {Changed} changed, {Departed} departed, {Failed} failed")]
    public static partial void Synchronised(this ILogger log, string kind, bool complete, int added, int changed, int departed, int failed);

    [LoggerMessage(13004, LogLevel.Warning, "A sign-in failed: {Reason}")]
    public static partial void SignInFailed(this ILogger log, string reason);

    [LoggerMessage(13001, LogLevel.Information, "{Whom} signed in")]
    public static partial void SignedIn(this ILogger log, Personal whom);

    [LoggerMessage(13002, LogLevel.Information, "{Whom} signed out, {Sessions} sessions ended")]
    public static partial void SignedOut(this ILogger log, Personal whom, int sessions);

    [LoggerMessage(13005, LogLevel.Warning, "{Whom} was refused {Method} {Route}: not there, or not theirs")]
    public static partial void Refused(this ILogger log, Personal whom, string method, string route);

    [LoggerMessage(13006, LogLevel.Warning, "{Count} more requests were refused within a minute and are not named one by one")]
    public static partial void RefusedSilently(this ILogger log, int count);

    [LoggerMessage(13007, LogLevel.Warning, "The address {From} asked {Route} too often without being signed in")]
    public static partial void Limited(this ILogger log, Personal from, string route);

    [LoggerMessage(13008, LogLevel.Warning, "{Count} more requests of strangers came too often within a minute and are not named one by one")]
    public static partial void LimitedSilently(this ILogger log, int count);

    [LoggerMessage(13009, LogLevel.Warning, "{Whom} asked {Route} too often")]
    public static partial void Slowed(this ILogger log, Personal whom, string route);

    [LoggerMessage(13010, LogLevel.Warning, "{Count} more requests of signed-in people came too often within a minute and are not named one by one")]
    public static partial void SlowedSilently(this ILogger log, int count);

    [LoggerMessage(13011, LogLevel.Warning, "{Count} more sign-ins failed within a minute and are not named one by one")]
    public static partial void SignInsFailedSilently(this ILogger log, int count);
}
