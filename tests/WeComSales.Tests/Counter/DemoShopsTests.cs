using Microsoft.Extensions.DependencyInjection;
using WeComSales.Operations;
using WeComSales.Simulator;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class DemoShopsTests
{
    [Fact]
    public async Task The_demos_region_page_has_a_shop_below_the_average_one_above_and_one_with_too_few()
    {
        await using var house = await House.Open();
        foreach (var (userid, store) in new[] { ("fanqi", "徐汇店"), ("luman", "静安店"), ("qinfang", "虹桥店") })
        {
            house.WeCom.Company.WithPerson(userid, userid, $"销售中心/华东区/{store}");
        }

        var folder = Directory.CreateTempSubdirectory("demo-shops-").FullName;
        DemoImports.Write(folder, House.Start);
        foreach (var kind in new[] { "directory", "members", "products", "purchases" })
        {
            var kinds = house.Services.GetRequiredService<ImportKinds>();
            var report = await new Import(kinds.ByName(kind, House.Start)!, kinds.Context(House.Start), (_, _) => { }, _ => { }).Run(Path.Combine(folder, $"{kind}.csv"), CancellationToken.None);
            report.Rejected.ShouldBe(0, kind);
        }

        await ShopPhone.SendAll(DemoShops.Taps, house.Address, House.Start);
        await ShopPhone.SendAll(DemoShops.Taps, house.Address, House.Start);
        house.WeCom.Clock.Advance(TimeSpan.FromSeconds(1));
        using var director = await Desk.Of(house, "shenlan");
        var page = await director.Read("/api/counter/conversions");

        page.GetProperty("shops").EnumerateArray().SelectMany(shop => shop.GetProperty("reactions").EnumerateArray().Select(line => string.Join(' ',
            shop.GetProperty("code").GetString(), line.GetProperty("reaction").GetString(), $"{line.GetProperty("bought").GetInt32()}/{line.GetProperty("reactions").GetInt32()}",
            line.GetProperty("enough").GetBoolean() ? line.GetProperty("says").GetString() : "数据不足").TrimEnd())).ShouldBe(
            [
                "SH01 问价格 15/34", "SH01 摸罐子 13/60 「摸罐子」转化比均值低 44%，建议调整陈列",
                "SH02 问价格 15/32", "SH02 摸罐子 33/60",
                "SH03 摸罐子 7/18 数据不足",
            ]);
        Directory.Delete(folder, recursive: true);
    }
}
