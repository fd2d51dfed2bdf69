using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace WeComSales.People;

/// <summary>
/// How often one address may ask before it has said who it is: enough for a whole office behind one address in the
/// morning, too little to try keys or to keep the database busy. Whoever is signed in is not counted, and WeCom's
/// callbacks never are: their signature decides, and is cheaper than any refusal (decision 33).
/// </summary>
public static class StrangerLimit
{
    public const string TooMany = "请求太多，请过一分钟再试";

    public static void AddStrangerLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = async (context, _) =>
        {
            var http = context.HttpContext;
            http.RequestServices.GetRequiredService<RefusalWatch>().TooOften(http, From(http, http.RequestServices.GetRequiredService<AppSettings>()));
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
            http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Answer(http.Request.Path).ExecuteAsync(http);
        };
    });

    static RateLimitPartition<string> Partition(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<AppSettings>();
        var perMinute = settings.Operations.StrangersPerMinute;
        return perMinute == 0 || http.Features.Get<CurrentUser>() is not null || IsWatching(http, settings)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(From(http, settings), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = Math.Max(1, perMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });
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
