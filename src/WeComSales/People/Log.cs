namespace WeComSales.People;

/// <summary>Counts and reasons, never a name, a userid or a phone number.</summary>
static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information,
        "Synchronised {Kind}: complete {Complete}, {Added} added, {Changed} changed, {Departed} departed, {Failed} failed")]
    public static partial void Synchronised(this ILogger log, string kind, bool complete, int added, int changed, int departed, int failed);

    [LoggerMessage(2002, LogLevel.Warning, "A sign-in failed: {Reason}")]
    public static partial void SignInFailed(this ILogger log, string reason);

    [LoggerMessage(13001, LogLevel.Information, "{Whom} signed in")]
    public static partial void SignedIn(this ILogger log, Personal whom);

    [LoggerMessage(13002, LogLevel.Information, "{Whom} signed out, {Sessions} sessions ended")]
    public static partial void SignedOut(this ILogger log, Personal whom, int sessions);
}
