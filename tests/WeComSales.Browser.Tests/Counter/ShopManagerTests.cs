using Microsoft.Playwright;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;
using static WeComSales.Browser.Tests.Counter.CounterFloor;

namespace WeComSales.Browser.Tests.Counter;

/// <summary>Those who lead the counter: badges, what reactions became, and a look at the pages for every eye.</summary>
[Collection(InChromium.Name)]
public sealed class ShopManagerTests(Chromium chromium)
{
    [Fact]
    public async Task A_manager_prints_a_badge_and_takes_it_out_of_force()
    {
        await using var house = await Shop(Role.StoreManager);
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter");

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "工牌" }).ClickAsync();
        await phone.Page.Locator("li", new() { HasText = "沈悦" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Img, new() { Name = "沈悦 的工牌二维码" })).ToBeVisibleAsync();
        await phone.Keep("counter-badge");
        await phone.Button("关闭").ClickAsync();
        await phone.Button("停用").ClickAsync();
        await phone.Button("确定停用").ClickAsync();

        await Expect(phone.Page.GetByText("已停用，这张工牌不能再用")).ToBeVisibleAsync();
        await phone.Keep("counter-badges");
        (await Count(house, "select count(*) from badges where revoked_at is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task The_region_sees_which_shop_is_below_the_average_with_the_counts()
    {
        await using var house = await Shop();
        await house.Db.Write(async tx =>
        {
            var team = (await tx.Staff.ByUserid("zhoulei"))!.DepartmentId;
            await tx.Staff.Put(Staff.New("luman", "陆蔓") with { Role = Role.StoreManager, RoleSource = RoleSource.Import, StoreCode = "SH02", DepartmentId = team }, null);
            var at = House.Start.AddDays(-20);
            foreach (var (store, reaction, product, count, bought) in new[]
            {
                ("SH01", "摸罐子", "P1002", 200, 40), ("SH02", "摸罐子", "P1002", 200, 90), ("SH01", "问价格", "P1002", 60, 30), ("SH02", "问价格", "P1003", 12, 2),
            })
            {
                for (var i = 0; i < count; i++)
                {
                    var member = $"{store}{reaction}{i}";
                    await tx.Recommendations.Add(new(Guid.NewGuid().ToString("N"), member, product, new("shenyue", "shenyue", null, store), at, at, reaction, SignalLabels.PositiveIntent, at, "shenyue"));
                    if (i < bought)
                    {
                        await tx.Purchases.Put(new(member, product, 1, null, store, at.AddDays(2), []));
                    }
                }
            }
        });
        await using var phone = await chromium.Open(house);

        await phone.OpenSidebar("zhoulei", path: "/sidebar/shops");

        await Expect(phone.Page.GetByText("「摸罐子」转化比均值低 38%，建议调整陈列").First).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("数据不足").First).ToBeVisibleAsync();
        await phone.Keep("shops");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_counter_has_no_serious_fault_for_people_who_see_or_hear_differently(ColorScheme colours)
    {
        await using var house = await Shop(Role.StoreManager);
        await house.Db.Write(tx => tx.Recommendations.Add(new("earlier", "M001", "P2001", new("shenyue", "shenyue", null, "SH01"), House.Start.AddHours(-3), House.Start)));
        await using var phone = await chromium.Open(house, 360, colours);
        var axe = await File.ReadAllTextAsync(Path.Combine(Screen.Root(), "sidebar-web", "node_modules", "axe-core", "axe.min.js"));
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter");
        await Expect(phone.Page.GetByText("上一班留下 1")).ToBeVisibleAsync();
        await phone.Keep($"counter-left-{colours}");
        var found = await Faults("scan");
        await Open(phone, house, "M001");
        await phone.Button("已推荐 恬初 二段奶粉").ClickAsync();
        await phone.Keep($"counter-look-{colours}");
        found = [.. found, .. await Faults("member")];
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter/badges");
        await Expect(phone.Page.GetByText("没有工牌").First).ToBeVisibleAsync();

        ((string[])[.. found, .. await Faults("badges")]).ShouldBeEmpty();

        async Task<string[]> Faults(string where)
        {
            await phone.Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");
            await phone.Page.EvaluateAsync(axe);
            return await phone.Page.EvaluateAsync<string[]>(
                "async (where) => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(one => ['serious', 'critical'].includes(one.impact)).flatMap(one => one.nodes.map(node => `${where} ${one.id}: ${node.html} ${node.failureSummary}`))", where);
        }
    }
}
