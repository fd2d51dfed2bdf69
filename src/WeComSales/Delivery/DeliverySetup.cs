using System.Globalization;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Delivery;

/// <summary>Everything that speaks to WeCom.</summary>
public static class DeliverySetup
{
    public static void AddDelivery(this IServiceCollection services, AppSettings settings)
    {
        var weCom = settings.WeCom;
        services.AddSingleton(provider => SecretBox.Open(
            settings.Secrets.KeyFile, mayMake: settings.Database.Provider == DatabaseProvider.Sqlite,
            provider.GetRequiredService<ILogger<SecretBox>>()));
        services.AddSingleton<ITokenVault, StoredTokens>();
        services.AddSingleton(provider => new WeComClient(
            new WeComAccount
            {
                ApiBase = weCom.ApiBaseUrl,
                CorpId = weCom.CorpId,
                Secret = weCom.Secret.Reveal(),
                App = weCom.AgentId.ToString(CultureInfo.InvariantCulture),
            },
            provider.GetRequiredService<ITokenVault>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WeComDoor>();
        services.AddSingleton<OutboxWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
    }
}
