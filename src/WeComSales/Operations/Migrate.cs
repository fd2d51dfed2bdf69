using System.CommandLine;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>Brings the database up to date and says what was applied; <c>--dry-run</c> prints what would run.</summary>
public static class Migrate
{
    public static Command Command(GivenSettings given)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "只打印将要执行的语句" };
        var command = new Command("migrate", "升级数据库结构") { dryRun };
        command.SetAction((parsed, _) => parsed.GetValue(dryRun)
            ? CommandWork.With(given, DatabaseUse.None, services => Print(services.GetRequiredService<Db>()))
            : CommandWork.With(given, DatabaseUse.Migrate, Apply));
        return command;
    }

    static async Task<int> Print(Db db)
    {
        var pending = await db.Pending();
        foreach (var migration in pending)
        {
            Speaking.Output.WriteLine($"-- {migration.Name}\n{migration.Sql}");
        }

        Speaking.Output.WriteLine($"-- 待执行 {pending.Count} 个");
        return Cli.Done;
    }

    static async Task<int> Apply(IServiceProvider services)
    {
        try
        {
            var applied = await services.GetRequiredService<Db>().Migrate(TimeProvider.System.GetUtcNow());
            Speaking.Output.WriteLine(applied.Count == 0 ? "数据库已是最新" : $"已执行：{string.Join('、', applied)}");
            return Cli.Done;
        }
        catch (Exception unusable) when (DatabaseFault.Is(unusable))
        {
            return CommandWork.Refuse(services.GetRequiredService<AppSettings>(), unusable);
        }
    }
}
