namespace WeComSales.Erasures;

public static class ErasureSetup
{
    public static IServiceCollection AddErasures(this IServiceCollection services)
    {
        services.AddSingleton<ErasureFlow>();
        return services.AddJob<ErasureJob>("erasures", "0 53 3 * * ?", "做完被中断的客户数据删除");
    }
}
