using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Operations;

namespace WeComSales.Tests.Settings;

public sealed class StoredSettingsTests
{
    [Fact]
    public async Task The_check_of_settings_says_when_the_counters_lists_come_from_their_page_instead()
    {
        await using var house = await House.Open();
        var settings = house.Services.GetRequiredService<AppSettings>();
        (await StoredRules.Compared(settings)).ShouldContain("柜台清单：按配置，还没有在页面上改过");

        await house.Db.Write(tx => tx.CounterLists.Add(new(1, CounterLists.Default, "hejing", House.Start)));
        (await StoredRules.Compared(settings)).ShouldContain("柜台清单：配置与数据库第 1 版一致");

        await house.Db.Write(tx => tx.CounterLists.Add(new(2, CounterLists.Default with { Offers = [] }, "hejing", House.Start)));
        (await StoredRules.Compared(settings)).ShouldContain("柜台清单：数据库第 2 版生效，Store:Reactions 和 Store:AgeOffers 不再起作用，请在「管理 · 柜台清单」页修改");
    }
}
