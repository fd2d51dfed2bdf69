using WeComSales.Counter;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Simulator;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class MenuScanTests
{
    [Fact]
    public async Task A_code_scanned_from_the_menu_answers_with_the_member_as_a_card_without_any_page()
    {
        await using var shop = await Shop.Open();
        await AtTheCounter(shop, "chenmo", "SH01");
        var phone = shop.House.Phone("陈默");

        await phone.ScanFromMenu("CODE_128,M001", "barcode");
        await shop.House.Settle();

        var card = phone.LastCard;
        (card.Title, card.Desc).ShouldBe(("会员 王**", "宝宝 8 个月 12 天"));
        var rows = card.Rows.Select(row => $"{row.Name} {row.Value}").ToList();
        rows.ShouldContain("待产包还差 防溢乳垫、产褥垫");
        rows.ShouldContain(row => row.Contains("爱贝 一段奶粉"));
        (await shop.Looks("M001")).ShouldHaveSingleItem().Source.ShouldBe("menu");
    }

    [Theory]
    [InlineData("'; drop table members; --", CounterTexts.ScanUnknown)]
    [InlineData("<b>M001</b>", CounterTexts.ScanUnknown)]
    public async Task A_code_that_nobody_has_is_said_clearly(string code, string says)
    {
        await using var shop = await Shop.Open();
        await AtTheCounter(shop, "chenmo", "SH01");
        var phone = shop.House.Phone("陈默");

        await phone.ScanFromMenu(code);
        await shop.House.Settle();

        phone.LastCard.Title.ShouldBe(says);
        phone.LastCard.Desc.ShouldNotContain("M001");
    }

    [Fact]
    public async Task A_rep_who_scans_is_told_whom_this_is_for_and_sees_no_member()
    {
        await using var shop = await Shop.Open();
        var rep = shop.House.Phone("林晓");

        await rep.ScanFromMenu("M001");
        await shop.House.Settle();

        rep.LastCard.Title.ShouldBe(CounterTexts.ScanNotCounter);
        (await shop.Looks("M001")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shared_phone_without_a_badge_in_hand_gets_no_member_from_the_menu_either()
    {
        await using var shop = await Shop.Open();
        await AtTheCounter(shop, "chenmo", "SH01");
        using var manager = await shop.Phone("gulan");
        using var page = await shop.Phone("chenmo");
        await Shop.Take(page, await Shop.Badge(manager, "xujing"));
        var phone = shop.House.Phone("陈默");

        await phone.ScanFromMenu("M001");
        await shop.House.Settle();
        phone.LastCard.Title.ShouldBe("会员 王**");
        (await shop.Looks("M001")).ShouldHaveSingleItem().Hand.By.ShouldBe("xujing");
        shop.Wait(TimeSpan.FromMinutes(4));
        await phone.ScanFromMenu("M001");
        await shop.House.Settle();

        phone.LastCard.Title.ShouldBe(CounterTexts.ScanBadge);
    }

    static Task AtTheCounter(Shop shop, string userid, string store) => shop.House.Db.Write(async tx =>
        await tx.Staff.Put((await tx.Staff.ByUserid(userid))! with { Role = Role.Clerk, RoleSource = RoleSource.Import, StoreCode = store }, null));
}
