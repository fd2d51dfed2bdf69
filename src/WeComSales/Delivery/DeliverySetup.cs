using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Delivery;

/// <summary>Everything that speaks to WeCom.</summary>
public static class DeliverySetup
{
    public static void AddDelivery(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(provider => SecretBox.Open(
            settings.Secrets.KeyFile, mayMake: settings.Database.Provider == DatabaseProvider.Sqlite,
            provider.GetRequiredService<ILogger<SecretBox>>()));
        services.AddSingleton<ITokenVault, StoredTokens>();
        services.AddSingleton(provider => new WeComClient(
            settings.WeCom.App(),
            provider.GetRequiredService<ITokenVault>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WeComDoor>();
        services.AddSingleton<FileStep>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<ISettles>(provider => provider.GetRequiredService<OutboxWorker>());
        services.AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
    }
}
