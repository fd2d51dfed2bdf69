using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static WeComSales.Browser.Tests.Counter.CounterFloor;

namespace WeComSales.Browser.Tests.Counter;

[Collection(InChromium.Name)]
public sealed class ProductSearchTests(Chromium chromium)
{
    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public async Task A_product_that_nobody_suggested_is_found_by_the_camera_and_recommended_with_three_taps(int width)
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house, width);
        await Open(phone, house, "M001");
        house.WeCom.Panel("chenmo").NextScan = "EAN_13,P3005";
        await phone.CountTaps();

        await phone.Button("找别的商品").ClickAsync();
        await phone.Button("扫商品码").ClickAsync();
        await Expect(phone.Sheet.GetByText("手口湿巾")).ToBeVisibleAsync();
        await phone.Keep($"counter-product-{width}");
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "已推荐 手口湿巾" }).ClickAsync();

        await Until(async () => (await Taps(house)) is [{ ProductCode: "P3005", Reaction: null }]);
        (await phone.Taps()).ShouldBe(3);
        await phone.Keep($"counter-product-tapped-{width}");
        await phone.Button("问价格").ClickAsync();
        await Until(async () => (await Taps(house)) is [{ Reaction: "问价格" }]);
        await phone.Keep($"counter-product-done-{width}");
    }

    [Fact]
    public async Task Without_a_network_a_product_that_the_phone_has_seen_is_found_and_its_tap_goes_later()
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await Open(phone, house, "M001");
        await phone.Button("找别的商品").ClickAsync();
        await phone.Page.GetByLabel("商品名称或商品码").FillAsync("湿巾");
        await Expect(phone.Sheet.GetByText("手口湿巾")).ToBeVisibleAsync();
        await phone.Button("关闭").ClickAsync();
        await phone.Page.Context.SetOfflineAsync(true);

        await phone.Button("找别的商品").ClickAsync();
        await phone.Page.GetByLabel("商品名称或商品码").FillAsync("湿巾");
        await phone.Page.Clock.RunForAsync(400);
        await Expect(phone.Page.GetByText("没有网络，只找这台手机见过的商品")).ToBeVisibleAsync();
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "已推荐 手口湿巾" }).ClickAsync();
        await Expect(phone.Page.GetByText("1 条已保存在本机")).ToBeVisibleAsync();
        await phone.Page.Context.SetOfflineAsync(false);
        await phone.Page.Clock.RunForAsync(6000);

        await Until(async () => (await Taps(house)) is [{ ProductCode: "P3005" }]);
    }
}
