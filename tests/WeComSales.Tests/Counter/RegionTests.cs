using System.Globalization;
using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class RegionTests
{
    [Fact]
    public async Task A_shop_below_the_average_is_told_as_a_manager_would_and_small_numbers_are_not_read()
    {
        await using var shop = await Shop.Open();
        await UnderZhouLei(shop, "gulan", "hexin");
        await Reactions(shop, "SH01", "摸罐子", 200, bought: 40);
        await Reactions(shop, "SH02", "摸罐子", 200, bought: 90);
        await Reactions(shop, "SH02", "问价格", 29, bought: 0);
        using var region = await shop.Phone("zhoulei");

        var page = await region.Read("/api/counter/conversions");

        var lines = page.GetProperty("shops").EnumerateArray().SelectMany(one => one.GetProperty("reactions").EnumerateArray().Select(line => (
            Shop: one.GetProperty("code").GetString(), Reaction: line.GetProperty("reaction").GetString(), Count: line.GetProperty("reactions").GetInt32(),
            Bought: line.GetProperty("bought").GetInt32(), Enough: line.GetProperty("enough").GetBoolean(), Says: line.GetProperty("says").GetString()))).ToList();
        lines.ShouldBe([
            ("SH01", "摸罐子", 200, 40, true, "「摸罐子」转化比均值低 38%，建议调整陈列"),
            ("SH02", "问价格", 29, 0, false, null),
            ("SH02", "摸罐子", 200, 90, true, null),
        ]);
        page.GetProperty("averages").EnumerateArray().Select(one => one.GetProperty("reaction").GetString()).ShouldBe(["问价格", "摸罐子"]);
    }

    [Fact]
    public async Task Who_leads_sees_the_shops_below_them_and_no_others_and_taps_that_still_have_time_do_not_count()
    {
        await using var shop = await Shop.Open();
        await UnderZhouLei(shop, "gulan");
        await Reactions(shop, "SH02", "摸罐子", 40, bought: 0);
        using var clerk = await shop.Phone("xujing");
        var fresh = await Shop.Recommend(clerk);
        await clerk.Send(HttpMethod.Put, $"/api/counter/recommendations/{fresh}/reaction", new { reaction = "摸罐子" });
        using var region = await shop.Phone("zhoulei");

        var page = await region.Read("/api/counter/conversions");

        var only = page.GetProperty("shops").EnumerateArray().ShouldHaveSingleItem();
        (only.GetProperty("code").GetString(), only.GetProperty("reactions").GetArrayLength()).ShouldBe(("SH01", 0));
    }

    [Theory]
    [InlineData("2026-11-20T00:00:00+08:00", 1, "imports keep a date without a time as its midnight")]
    [InlineData("2026-11-20T09:00:00+08:00", 0, "it was bought before the tap")]
    [InlineData("2026-11-19T00:00:00+08:00", 0, "it was bought the day before")]
    public async Task A_receipt_of_the_day_of_the_tap_counts_when_it_has_no_time(string purchasedAt, int bought, string because)
    {
        await using var shop = await Shop.Open();
        await UnderZhouLei(shop, "gulan");
        using var clerk = await shop.Phone("xujing");
        var tap = await Shop.Recommend(clerk);
        await clerk.Send(HttpMethod.Put, $"/api/counter/recommendations/{tap}/reaction", new { reaction = "摸罐子" });
        await shop.House.Db.Write(tx => tx.Purchases.Put(new("M001", "P2", 1, null, "SH01", DateTimeOffset.Parse(purchasedAt, CultureInfo.InvariantCulture), [])));
        shop.House.WeCom.Clock.Advance(TimeSpan.FromDays(20));
        using var region = await shop.Phone("zhoulei");

        var page = await region.Read("/api/counter/conversions");

        page.GetProperty("shops")[0].GetProperty("reactions")[0].GetProperty("bought").GetInt32().ShouldBe(bought, because);
    }

    [Fact]
    public async Task The_lists_of_the_counter_are_data_that_an_administrator_edits()
    {
        await using var shop = await Shop.Open(("Admins", "chenmo"));
        using var admin = await shop.Phone("chenmo");
        using var clerk = await shop.Phone("xujing");
        var before = await admin.Read("/api/admin/counter-lists");
        var lists = new { version = 0, reactions = new[] { new { name = "闻一闻", signal = "positive_intent", advice = "" } }, offers = Array.Empty<object>() };

        (await admin.Send(HttpMethod.Put, "/api/admin/counter-lists", lists)).EnsureSuccessStatusCode();
        ((int)(await admin.Send(HttpMethod.Put, "/api/admin/counter-lists", lists)).StatusCode).ShouldBe(409);
        ((int)(await admin.Send(HttpMethod.Put, "/api/admin/counter-lists", new { version = 1, reactions = Array.Empty<object>() })).StatusCode).ShouldBe(400);

        before.GetProperty("reactions").GetArrayLength().ShouldBe(CounterLists.Default.Reactions.Count);
        (await clerk.Read("/api/counter")).GetProperty("reactions").EnumerateArray().ShouldHaveSingleItem().GetProperty("signal").GetString().ShouldBe("购买意向");
        var id = await Shop.Recommend(clerk);
        ((int)(await clerk.Send(HttpMethod.Put, $"/api/counter/recommendations/{id}/reaction", new { reaction = "摸罐子" })).StatusCode).ShouldBe(400);
    }

    static Task UnderZhouLei(Shop shop, params string[] people) => shop.House.Db.Write(async tx =>
    {
        var leader = (await tx.Staff.ByUserid("zhoulei"))!;
        foreach (var userid in people)
        {
            await tx.Staff.Put((await tx.Staff.ByUserid(userid))! with { DepartmentId = leader.DepartmentId }, null);
        }
    });

    static Task Reactions(Shop shop, string store, string reaction, int count, int bought) => shop.House.Db.Write(async tx =>
    {
        for (var i = 0; i < count; i++)
        {
            var (member, at) = ($"{store}-{reaction}-{i}", shop.Now.AddDays(-20));
            await tx.Recommendations.Add(new(Desk.NewId(), member, "P2", new("xujing", "xujing", null, store), at, at, reaction, SignalLabels.PositiveIntent, at, "xujing"));
            if (i < bought)
            {
                await tx.Purchases.Put(new(member, "P2", 1, null, store, at.AddDays(3), []));
            }
        }
    });
}
