using Microsoft.Playwright;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;
using static WeComSales.Browser.Tests.Counter.CounterFloor;

namespace WeComSales.Browser.Tests.Counter;

/// <summary>陈默 stands at the counter of 徐汇店 (SH01) with a phone.</summary>
[Collection(InChromium.Name)]
public sealed class CounterPageTests(Chromium chromium)
{
    const string Turn = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public async Task A_scanned_member_is_there_at_once_and_a_recommendation_with_its_reaction_is_two_taps(int width)
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house, width);
        house.WeCom.Panel("chenmo").NextScan = "CODE_128,M001";
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter");
        await Expect(phone.Button("扫会员码")).ToBeVisibleAsync();
        await phone.Keep($"counter-scan-{width}");

        await phone.Button("扫会员码").ClickAsync();
        await Expect(phone.Page.GetByText("宝宝 8 个月 12 天")).ToBeVisibleAsync();
        await Expect(phone.Page.Locator(".kit")).ToContainTextAsync("防溢乳垫、产褥垫");
        await phone.Keep($"counter-member-{width}");
        await phone.CountTaps();
        await phone.Button("已推荐 恬初 二段奶粉").ClickAsync();
        await Expect(phone.Button("摸罐子")).ToBeVisibleAsync();
        await phone.Keep($"counter-reaction-{width}");
        await phone.Button("摸罐子").ClickAsync();
        await Expect(phone.Button("摸罐子：恬初 二段奶粉")).ToHaveTextAsync("摸罐子");

        (await phone.Taps()).ShouldBe(2);
        await Until(async () => (await Taps(house)) is [{ Reaction: "摸罐子", ProductCode: "P1002" }]);
        (await phone.ScrollsSideways()).ShouldBeFalse();
        (await Small(phone.Page)).ShouldBeEmpty("smaller than a thumb");
        await phone.Keep($"counter-done-{width}");
    }

    [Fact]
    public async Task A_tap_is_taken_back_and_nothing_is_left_of_it()
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house);
        await Open(phone, house, "M001");

        await phone.Button("已推荐 恬初 二段奶粉").ClickAsync();
        await Until(async () => (await Taps(house)).Count == 1);
        await phone.Button("撤回").ClickAsync();

        await Until(async () => (await Taps(house)).Count == 0);
        await Expect(phone.Button("已推荐 恬初 二段奶粉")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Forty_customers_of_a_day_are_three_taps_each()
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house);
        await Open(phone, house, "M000");
        await phone.CountTaps();

        for (var i = 1; i <= 40; i++)
        {
            house.WeCom.Panel("chenmo").NextScan = $"M{i:000}";
            await phone.Page.RunAndWaitForResponseAsync(() => phone.Button("扫下一位").ClickAsync(), $"**/api/counter/members/M{i:000}");
            await Expect(phone.Button("已推荐 恬初 二段奶粉")).ToBeVisibleAsync();
            await phone.Button("已推荐 恬初 二段奶粉").ClickAsync();
            await phone.Button("让再看看").ClickAsync();
        }

        await Until(async () => await Count(house, "select count(*) from recommendations where reaction = '让再看看'") == 40);
        (await Count(house, "select count(distinct member_code) from recommendations where member_code <> 'M000'")).ShouldBe(40);
        (await phone.Taps()).ShouldBe(120, "at less than a second a tap under two minutes");
    }

    [Fact]
    public async Task Fifty_taps_without_a_network_are_fifty_records_after_the_page_was_killed_at_their_times_and_under_the_badge()
    {
        await using var house = await Shop();
        await house.Db.Write(tx => tx.BadgeTurns.Add(new(Turn, "chenmo", "b1", "shenyue", "SH01", House.Start, House.Start, null)));
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await Open(phone, house, "M001");
        await Expect(phone.Page.Locator(".by")).ToHaveTextAsync("沈悦");
        await phone.Page.Context.SetOfflineAsync(true);

        var tapped = 0;
        for (var customer = 10; tapped < 50; customer++)
        {
            await phone.Page.Keyboard.TypeAsync($"M0{customer}");
            await phone.Page.Keyboard.PressAsync("Enter");
            await Expect(phone.Page.Locator("h1")).ToHaveTextAsync($"会员 M0{customer}");
            await phone.Button("还有 4 个商品").ClickAsync();
            foreach (var _ in await phone.Page.GetByText("已推荐", new() { Exact = true }).AllAsync())
            {
                if (tapped < 50)
                {
                    await phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^已推荐 ") }).First.ClickAsync();
                    await phone.Page.Clock.RunForAsync(1000);
                    tapped++;
                }
            }
        }

        await Expect(phone.Page.GetByText("没有网络。50 条已保存在本机，联网后自动提交")).ToBeVisibleAsync();
        await phone.Keep("counter-offline");
        (await Count(house, "select count(*) from recommendations")).ShouldBe(0);
        var context = phone.Page.Context;
        await phone.Page.CloseAsync();
        await context.SetOfflineAsync(false);
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(2));

        var again = await context.NewPageAsync();
        await again.GotoAsync($"http://chenmo.localhost:{house.WeCom.BaseUrl.Port}/sidebar/counter");
        await Until(async () => await Count(house, "select count(*) from recommendations") == 50);
        await Expect(again.GetByText("正在提交")).ToHaveCountAsync(0);

        (await Count(house, "select count(*) from recommendations where by_userid = 'shenyue' and phone_userid = 'chenmo'")).ShouldBe(50);
        var times = await house.Db.Read(tx => tx.All<DateTimeOffset>("select at from recommendations order by at"));
        times.Distinct().Count().ShouldBe(50);
        times[0].ShouldBeInRange(House.Start.AddMinutes(-1), House.Start.AddMinutes(1));
        (times[^1] - times[0]).TotalSeconds.ShouldBeGreaterThan(48);
        (await Count(house, $"select count(*) from recommendations where turn_id = '{Turn}'")).ShouldBe(50);
    }

    [Fact]
    public async Task An_idle_phone_shows_nothing_of_anybody_until_the_next_badge_is_scanned()
    {
        await using var house = await Shop();
        var code = Badge.CodeOf([.. Enumerable.Range(1, 16).Select(i => (byte)i)]);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)));
        await house.Db.Write(tx => tx.Badges.Add(new("b1", hash, "shenyue", "SH01", "shenyue", House.Start)));
        await house.Db.Write(tx => tx.BadgeTurns.Add(new(Turn, "chenmo", "b1", "shenyue", "SH01", House.Start, House.Start, null)));
        await using var phone = await chromium.Open(house);
        await Open(phone, house, "M001");
        await Expect(phone.Page.GetByText("宝宝 8 个月 12 天")).ToBeVisibleAsync();

        await phone.Page.Clock.RunForAsync(181_000);
        await Expect(phone.Page.GetByText("手机已锁定")).ToBeVisibleAsync();
        (await phone.Page.Locator("main").InnerTextAsync()).ShouldNotContain("宝宝");
        await phone.Keep("counter-locked");

        await phone.Page.Keyboard.TypeAsync(code.ToLowerInvariant());
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(phone.Page.Locator(".by")).ToHaveTextAsync("沈悦");
    }

    [Theory]
    [InlineData("'; drop table members; --")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("10k")]
    public async Task A_hostile_code_gets_one_clear_sentence(string code)
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("404 (Not Found)");
        await phone.OpenSidebar("chenmo", path: "/sidebar/counter");
        await phone.Page.GetByLabel("会员码", new() { Exact = true }).FillAsync(code == "10k" ? new string('9', 10 * 1024) : code);

        await phone.Button("查看").ClickAsync();

        var said = phone.Page.GetByRole(AriaRole.Alert);
        await Expect(said).ToContainTextAsync("再扫一次");
        (await said.InnerTextAsync()).ShouldNotContain(code);
        await phone.Keep($"counter-hostile-{code.Length}");
    }

    [Fact]
    public async Task Spoken_words_become_a_record_with_one_tap_that_is_left_to_the_next_shift()
    {
        await using var house = await Shop();
        await using var phone = await chromium.Open(house);
        house.WeCom.Panel("chenmo").Spoken = "这个太贵了别家便宜二十块让我再考虑考虑";
        await Open(phone, house, "M001");

        await phone.Button("按住说话").ClickAsync(new() { Delay = 900 });
        await Expect(phone.Sheet.GetByText("价格异议")).ToBeVisibleAsync();
        await phone.Sheet.GetByText("交给下一班").ClickAsync();
        await phone.Keep("counter-record");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Until(async () => (await house.Db.Read(tx => tx.ServiceRecords.OfMember("M001", 5))) is [{ Spoken: true, OpenSince: not null }]);
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.GetByText("上一班留下 1")).ToBeVisibleAsync();
        await phone.Keep("counter-left");
    }
}
