using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Counter;

/// <summary>陈默 is an administrator and keeps the counter's lists.</summary>
[Collection(InChromium.Name)]
public sealed class CounterListsTests(Chromium chromium)
{
    [Fact]
    public async Task A_reaction_is_added_from_the_page_of_settings_and_a_version_of_somebody_else_is_not_overwritten()
    {
        await using var house = await House.Open(null, ("Admins:0", "chenmo"));
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("409 (Conflict)");
        await phone.Visit("chenmo", "/sidebar/admin");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "柜台清单" }).ClickAsync();
        await Add("看配料表", "竞品在谈");
        await phone.Keep("counter-lists-changed");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(phone.Page.GetByText("已保存，店员下次打开柜台就是新的")).ToBeVisibleAsync();

        await house.Db.Write(async tx => await tx.CounterLists.Add((await tx.CounterLists.Newest())! with { Version = 2 }));
        await Add("闻一闻", "购买意向");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(phone.Page.GetByText("清单刚被别人改过，这里的改动没有保存")).ToBeVisibleAsync();
        await phone.Keep("counter-lists-conflict");
        await phone.Button("放弃改动，看最新的").ClickAsync();

        await Expect(phone.Page.GetByText("第 2 版")).ToBeVisibleAsync();
        var stored = (await house.Db.Read(tx => tx.CounterLists.Newest()))!;
        (stored.Version, stored.Lists.Reactions[^1]).ShouldBe((2, new Reaction("看配料表", SignalLabels.CompetitorMention, "")));

        async Task Add(string name, string signal)
        {
            await phone.Button("＋ 添加反应").ClickAsync();
            await phone.Page.GetByLabel("反应（店员看到的字）").FillAsync(name);
            await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = signal, Exact = true }).ClickAsync();
            await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "放进改动" }).ClickAsync();
        }
    }
}
