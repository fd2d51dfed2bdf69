namespace WeComSales.Archive;

public static class ArchiveSetup
{
    public static IServiceCollection AddArchive(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(ArchivePace.From(settings.Database, settings.WeCom.Archive ?? ArchiveSettings.Off));
        services.AddSingleton<ArchiveFlow>();
        services.AddSingleton<ArchiveNewsFlow>();
        services.AddSingleton<FeatureCheck>(ArchiveCheck.Run);
        services.AddSingleton<ArchiveWorker>();
        return services.AddHostedService(provider => provider.GetRequiredService<ArchiveWorker>());
    }
}
