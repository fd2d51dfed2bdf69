using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace WeComSales.People;

/// <summary>
/// How often one address may ask before it has said who it is, and one person after: enough for a whole office behind
/// one address in the morning, too little to try keys or to keep the database busy. WeCom's callbacks are never counted:
/// their signature decides, and is cheaper than any refusal (decisions 33 and 65).
/// </summary>
public static class AskingLimit
{
    public const string TooMany = "请求太多，请过一分钟再试";

    /// <summary>A cookie is looked up before it is known whose it is. An address may ask so many times as often as a stranger may, signed in or not.</summary>
    const int OfficeFactor = 20;

    public static void AddAskingLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Asker);
        options.OnRejected = (context, _) => Refuse(context.HttpContext, context.Lease);
    });

    /// <summary>Before anybody is looked up in the database.</summary>
    public static void UseAddressLimit(this WebApplication app)
    {
        var limiter = PartitionedRateLimiter.Create<HttpContext, string>(Address);
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.Use(async (http, next) =>
        {
            using var lease = limiter.AttemptAcquire(http);
            await (lease.IsAcquired ? next(http) : Refuse(http, lease).AsTask());
        });
    }

    static RateLimitPartition<string> Address(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<AppSettings>();
        var perMinute = settings.Operations.StrangersPerMinute;
        return perMinute == 0 || http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null || IsWatching(http, settings)
            ? RateLimitPartition.GetNoLimiter("")
            : Limited(From(http, settings), perMinute * OfficeFactor);
    }

    static RateLimitPartition<string> Asker(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<AppSettings>();
        var (who, perMinute) = http.Features.Get<CurrentUser>() is { } user
            ? ($"person {user.Userid}", settings.Operations.PeoplePerMinute)
            : (From(http, settings), settings.Operations.StrangersPerMinute);
        return perMinute == 0 || IsWatching(http, settings) ? RateLimitPartition.GetNoLimiter("") : Limited(who, perMinute);
    }

    static RateLimitPartition<string> Limited(string who, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(who, _ => Bucket(perMinute));

    /// <summary>A minute's worth at once, and what is used comes back evenly over the minute.</summary>
    public static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
    };

    static async ValueTask Refuse(HttpContext http, RateLimitLease lease)
    {
        var settings = http.RequestServices.GetRequiredService<AppSettings>();
        http.RequestServices.GetRequiredService<RefusalWatch>().TooOften(http, From(http, settings));
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await Answer(http.Request.Path).ExecuteAsync(http);
    }

    /// <summary>What watches the service asks as often as it likes, from where it may.</summary>
    static bool IsWatching(HttpContext http, AppSettings settings) =>
        http.Request.Path.Value is "/health/ready" or "/metrics" && Nearby.IsNear(http, settings);

    /// <summary>
    /// The address that the nearest proxy saw, where the request comes from a proxy of ours; else whoever connected. Of
    /// the newer kind a whole network counts as one: each household has more addresses than there are seconds.
    /// </summary>
    internal static string From(HttpContext http, AppSettings settings)
    {
        var from = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (IPAddress.IsLoopback(from) || settings.Operations.AllowFrom.Any(network => network.Contains(from)))
        {
            var told = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
            from = IPAddress.TryParse(told, out var seen) ? seen : from;
        }

        return from is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8))
            : from.ToString();
    }

    /// <summary>A browser on its way somewhere reads a sentence; a program reads a problem document.</summary>
    static IResult Answer(PathString path) => path.StartsWithSegments("/api", StringComparison.Ordinal)
        ? Results.Problem(title: TooMany, statusCode: StatusCodes.Status429TooManyRequests)
        : Refusals.Page(TooMany, StatusCodes.Status429TooManyRequests);
}
