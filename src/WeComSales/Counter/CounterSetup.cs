using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace WeComSales.Counter;

/// <summary>What the counter is made of.</summary>
public static class CounterSetup
{
    // A scanner may read anything: what is too long for a code is answered in words, not by a closed door (414).
    const int LongestRequestLine = 64 * 1024;

    public static IServiceCollection AddCounter(this IServiceCollection services, AppSettings settings)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = LongestRequestLine);
        services.AddSingleton(settings.Store);
        services.AddSingleton<Seats>();
        services.AddSingleton<CounterListFlow>();
        services.AddSingleton<OfferShelf>();
        services.AddSingleton<MemberLookFlow>();
        services.AddSingleton<RecommendationFlow>();
        services.AddSingleton<ServiceRecordFlow>();
        services.AddSingleton<BadgeFlow>();
        services.AddSingleton<ScanCards>();
        services.AddSingleton<ScanFlow>();
        return services;
    }
}
