namespace WeComSales.Stalls;

/// <summary>Ids and counts, never a name, a text or a phone number.</summary>
static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "The work calendar is incomplete: {Doubt}")]
    public static partial void CalendarUnknown(this ILogger log, string doubt);

    [LoggerMessage(7002, LogLevel.Warning, "Nobody can be told of episode {Stall}: no ops person, no default, no administrator")]
    public static partial void NobodyToTell(this ILogger log, string stall);
}
