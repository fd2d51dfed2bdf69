namespace WeComSales.Reports;

/// <summary>The daily brief and everything around it.</summary>
public static class ReportsSetup
{
    public static void AddReports(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton<BriefCards>();
        services.AddSingleton<BriefPdf>();
        services.AddSingleton<BriefFlow>();
        services.AddSingleton<BriefWorker>();
        services.AddSingleton<ContactCheckFlow>();
        services.AddSingleton<DownloadLinks>();
        services.AddSingleton<ISettles>(provider => provider.GetRequiredService<BriefWorker>());
        services.AddHostedService(provider => provider.GetRequiredService<BriefWorker>());
        // At the full hour on purpose: it computes; what is sent is spread (product.md F4).
        services.AddJob<BriefJob>("daily-brief", $"0 {settings.Reports.At.Minute} {settings.Reports.At.Hour} * * ?", "生成每个团队的日报，发给主管和总监");
        services.AddJob<ContactCheckJob>("contact-check", "0 23 9 * * ?", "用企业微信的统计核对昨天的新增联系人");
    }
}
