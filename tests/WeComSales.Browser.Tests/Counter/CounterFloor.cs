using Microsoft.Playwright;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Counter;

/// <summary>徐汇店 with its members and products, and what its tests ask of it.</summary>
static class CounterFloor
{
    public static async Task Open(Screen phone, House house, string code)
    {
        house.WeCom.Panel("chenmo").NextScan = code;
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter");
        await phone.Button("扫会员码").ClickAsync();
        await Expect(phone.Page.Locator("h1")).ToBeVisibleAsync();
    }

    public static Task<IReadOnlyList<Recommendation>> Taps(House house) => house.Db.Read(tx => tx.Recommendations.OfMember("M001", 100));

    public static async Task<long> Count(House house, string sql) => await house.Db.Read(tx => tx.One<long>(sql));

    /// <summary>The tap is on its way to the service; the page does not wait for it.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        for (var tries = 0; !await so(); tries++)
        {
            tries.ShouldBeLessThan(200, "it did not come to pass");
            await Task.Delay(50);
        }
    }

    /// <summary>Buttons and links that a thumb would miss.</summary>
    public static Task<string[]> Small(IPage page) => page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('main button, main a')].filter(one => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44)).map(one => one.textContent.trim())");

    public static async Task<House> Shop(Role role = Role.Clerk)
    {
        var house = await House.Open();
        await house.Db.Write(async tx =>
        {
            var home = (await tx.Staff.ByUserid("zhoulei"))!.DepartmentId;
            await tx.Staff.Put((await tx.Staff.ByUserid("chenmo"))! with { Role = role, RoleSource = RoleSource.Import, StoreCode = "SH01", DepartmentId = home }, null);
            await tx.Staff.Put(Staff.New("shenyue", "沈悦") with { Role = Role.Clerk, RoleSource = RoleSource.Import, StoreCode = "SH01", DepartmentId = home }, null);
            Product[] products =
            [
                new("P1001", "恬初 一段奶粉 800g", "一段奶粉", 298m), new("P1002", "恬初 二段奶粉", "二段奶粉", 288m), new("P2001", "原味米饼", "辅食", 26m), new("P2002", "南瓜泥", "辅食", 18m),
                new("P2003", "猪肝粉", "辅食", 32m), new("P2004", "溶豆", "辅食", 22m), new("P2005", "小米糊", "辅食", 28m), new("P3001", "防溢乳垫 60 片", "待产用品", 39m), new("P3005", "手口湿巾", "辅食", 12m),
            ];
            foreach (var product in products)
            {
                await tx.Products.Put(product);
            }

            for (var i = 0; i <= 40; i++)
            {
                await tx.Members.Put(new($"M{i:000}", i == 1 ? "孟晓彤" : $"客{i:00}", "13816620431", new DateOnly(2026, 3, 8), "SH01"));
            }

            for (var day = 1; day <= 4; day++)
            {
                await tx.Purchases.Put(new("M001", "P1001", day, 298m, "SH01", House.Start.AddDays(-40 * day), day == 2 ? ["防溢乳垫", "产褥垫"] : []));
            }
        });
        return house;
    }
}
