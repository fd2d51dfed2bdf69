namespace WeComSales.Stalls;

/// <summary>What stall reminders are made of.</summary>
public static class StallSetup
{
    public static IServiceCollection AddStalls(this IServiceCollection services)
    {
        services.AddSingleton<StallCards>();
        services.AddSingleton<WaitCards>();
        services.AddSingleton<WaitFlow>();
        services.AddSingleton<WaitTapFlow>();
        services.AddSingleton<StallAlertFlow>();
        services.AddSingleton<StallEndFlow>();
        services.AddSingleton<StallTapFlow>();
        services.AddSingleton<StallScanFlow>();
        services.AddSingleton<StallExplainFlow>();
        services.AddSingleton<StallRulesFlow>();
        services.AddJob<StallJob>("stall-scan", "9 * * * * ?", "查看到期的商机，发出停滞提醒");
        return services;
    }
}
