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
    static readonly Counter<long> People = Meter.CreateCounter<long>("wecomsales.people.refused");

    readonly LineLimit objects = new(time);
    readonly LineLimit strangers = new(time);
    readonly LineLimit people = new(time);
    readonly LineLimit signIns = new(time);

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

    /// <summary>An address, or a person who is signed in, asked too often.</summary>
    /// <param name="from">The address that is limited; the person where one is signed in.</param>
    public void TooOften(HttpContext http, string from)
    {
        if (http.Features.Get<CurrentUser>() is { } user)
        {
            TooOften(http, user);
            return;
        }

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

    /// <summary>A sign-in failed: anybody can make it as often as they like, and may not fill a disk by it.</summary>
    /// <param name="why">Without names or secrets.</param>
    public void NotSignedIn(string why)
    {
        var (isTold, silent) = signIns.Next();
        if (silent > 0)
        {
            log.SignInsFailedSilently(silent);
        }

        if (isTold)
        {
            log.SignInFailed(why);
        }
    }

    void TooOften(HttpContext http, CurrentUser user)
    {
        People.Add(1);
        var (isTold, silent) = people.Next();
        if (silent > 0)
        {
            log.SlowedSilently(silent);
        }

        if (isTold)
        {
            log.Slowed(digests.Of(user.Userid), Route(http));
        }
    }

    /// <summary>As it is written in the program: <c>/api/customers/{id}</c>.</summary>
    static string Route(HttpContext http) => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.Trim('/') : "-";
}
