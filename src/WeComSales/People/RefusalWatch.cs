using System.Diagnostics.Metrics;

namespace WeComSales.People;

/// <summary>
/// Counts and tells who was refused what: somebody who asks for other people's customers one after another is seen. By
/// the pattern of the route, never by what was asked for; whose it was is a digest.
/// </summary>
public sealed class RefusalWatch(PersonalDigests digests, TimeProvider time, ILogger<RefusalWatch> log)
{
    static readonly Meter Meter = new("WeComSales.Refusals");
    static readonly Counter<long> Refusals = Meter.CreateCounter<long>("wecomsales.refusals");
    static readonly Counter<long> Strangers = Meter.CreateCounter<long>("wecomsales.strangers.refused");

    readonly LineLimit objects = new(time);
    readonly LineLimit strangers = new(time);

    /// <summary>Not there, or not theirs.</summary>
    public void NotTheirs(HttpContext http)
    {
        var route = Route(http);
        Refusals.Add(1, new KeyValuePair<string, object?>("route", route));
        var (isTold, silent) = objects.Next();
        if (silent > 0)
        {
            log.RefusedSilently(silent);
        }

        if (isTold)
        {
            log.Refused(digests.Of(http.Features.Get<CurrentUser>()?.Userid), http.Request.Method, route);
        }
    }

    /// <summary>Somebody who has not said who they are asked too often.</summary>
    /// <param name="from">The address that is limited.</param>
    public void TooOften(HttpContext http, string from)
    {
        Strangers.Add(1);
        var (isTold, silent) = strangers.Next();
        if (silent > 0)
        {
            log.LimitedSilently(silent);
        }

        if (isTold)
        {
            log.Limited(digests.Of(from), Route(http));
        }
    }

    /// <summary>As it is written in the program: <c>/api/customers/{id}</c>.</summary>
    static string Route(HttpContext http) => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.Trim('/') : "-";
}
