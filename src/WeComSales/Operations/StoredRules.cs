using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Operations;

/// <summary>For <c>config check</c>: which settings no longer count, because an administrator has changed them on a page.</summary>
public static class StoredRules
{
    public static async Task<IReadOnlyList<string>> Compared(AppSettings settings)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            await using var db = Db.Open(settings.Database.Provider, settings.Database.ConnectionString.Reveal());
            return await db.Read(async tx => (IReadOnlyList<string>)
            [
                .. await tx.StallRules.At(now) is { } rules ? Told(settings.Rules.Stalls, rules) : ["停滞规则：数据库里还没有，第一次启动时按配置写入"],
                Told(settings.Store.Lists, await tx.CounterLists.Newest()),
            ]);
        }
        catch (Exception absent) when (DatabaseFault.Is(absent))
        {
            return ["停滞规则和柜台清单：数据库还没有建立或打不开，没有比较"];
        }
    }

    static IReadOnlyList<string> Told(StallRules said, StallRuleVersion stored) => RulesDifference.Between(said, stored) is { Count: > 0 } differences
        ? [.. differences, "停滞规则以数据库为准，在「管理 · 停滞规则」页修改"]
        : [$"停滞规则：配置与数据库第 {stored.Version} 版一致"];

    static string Told(CounterLists said, CounterListVersion? stored) =>
        stored is null ? "柜台清单：按配置，还没有在页面上改过"
        : stored.Lists.SameAs(said) ? $"柜台清单：配置与数据库第 {stored.Version} 版一致"
        : $"柜台清单：数据库第 {stored.Version} 版生效，Store:Reactions 和 Store:AgeOffers 不再起作用，请在「管理 · 柜台清单」页修改";
}
