using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace WeComSales;

/// <summary>
/// What may be said of a failure: in a log, and beside whatever was given up. Foreign messages quote what they choked
/// on (a parser the words of a chat, a server a phone number), so only their kind is told; where it happened is in the
/// stack. Messages of our own hold nobody's words.
/// </summary>
public static partial class Failure
{
    public static string Of(Exception failure)
    {
        var name = failure.GetType().Name;
        return failure switch
        {
            _ when IsOurs(failure) => $"{name}: {failure.Message}",
            DbException => $"{name}: {(name == "SqliteException" ? failure.Message : UpToValue(failure.Message))}",
            // Paths, hosts and addresses at most.
            IOException or SocketException or HttpRequestException or UnauthorizedAccessException or TimeoutException
                or OperationCanceledException or ObjectDisposedException => $"{name}: {failure.Message}",
            _ => name,
        };
    }

    static bool IsOurs(Exception failure) =>
        failure.GetType().Assembly.GetName().Name?.StartsWith(nameof(WeComSales), StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Servers put values between quotes or brackets, and a value may hold a quote itself: where it ends nobody can tell,
    /// so nothing behind its beginning is told. Names of tables and constraints may stay.
    /// </summary>
    static string UpToValue(string message) => NameOrValue().Matches(message).FirstOrDefault(found => found.Groups["value"].Success) is { } value ? message[..value.Index] + "…" : message;

    [GeneratedRegex("""(?<value>(?<=[Vv]alue( is)?:? ?)['"(]|['"(](?![a-z_.]+['")]))|['"(][a-z_.]+['")]""", RegexOptions.ExplicitCapture)]
    private static partial Regex NameOrValue();
}

/// <summary>An exception on its way into a log: its kind, its place, and no foreign words.</summary>
sealed class QuietException(Exception failure)
    : Exception(Failure.Of(failure), failure.InnerException is { } inner ? new QuietException(inner) : null)
{
    public override string? StackTrace => failure.StackTrace;

    public override string ToString() => $"{Message}\n{StackTrace}{(InnerException is null ? "" : $"\n ---> {InnerException}")}";
}
