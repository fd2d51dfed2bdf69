using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.Tests.Stalls;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Stalls;

/// <summary>A stall as manager and rep meet it: the card, a tap, the page behind it, the log that ends it.</summary>
[Collection(InChromium.Name)]
public sealed class StallPhoneTests(Chromium chromium)
{
    [Fact]
    public async Task The_manager_urges_on_her_card_and_the_reps_log_from_his_card_ends_it()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();

        await using var manager = await chromium.Open(floor.House);
        await manager.TurnOn("zhoulei");
        await manager.OpenChat("销售助手");
        await Expect(manager.LastCard).ToContainTextAsync("林晓的商机停滞 3 天 1 小时");
        await manager.Keep("stall-card-manager");
        await manager.Button("催办").ClickAsync();
        await Expect(manager.LastCard).ToContainTextAsync("周蕾 已催办 · 10:32");
        await floor.House.Settle();

        await using var rep = await chromium.Open(floor.House);
        await rep.TurnOn("linxiao");
        await rep.OpenChat("销售助手");
        var card = rep.Page.Locator("article.card").First;
        await Expect(card).ToContainTextAsync("周蕾 已催办");
        await rep.Keep("stall-card-rep-urged");
        await card.Locator(".card-body").ClickAsync();
        var sheet = rep.Opened;
        await sheet.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).First.FillAsync("确认比选时间");
        await rep.Keep("stall-follow-up-sheet");
        await sheet.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "记录跟进" }).ClickAsync();
        await Expect(sheet.GetByText("确认比选时间").First).ToBeVisibleAsync();
        await floor.Scan();

        (await floor.Stall("B73")).State.ShouldBe(StallState.Ended);
    }

    [Fact]
    public async Task The_rep_postpones_on_the_card()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        await using var rep = await chromium.Open(floor.House);
        await rep.TurnOn("linxiao");
        await rep.OpenChat("销售助手");
        await Expect(rep.LastCard).ToContainTextAsync("商机停滞 3 天 1 小时");
        await rep.Keep("stall-card-rep");

        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "延后", Exact = true }).ClickAsync();

        await Expect(rep.LastCard).ToContainTextAsync("林晓 已延后 1 天 · 10:32");
        (await floor.Stall("B73")).PostponeReason.ShouldBe("等客户答复");
    }

    [Fact]
    public async Task The_board_leads_to_the_reason_and_the_manager_hands_over_there()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73), ("B50", 50));
        await floor.Scan();
        await using var phone = await chromium.Open(floor.House, width: 360);
        await phone.Visit("zhoulei", "/sidebar/stalls");
        await Expect(phone.Page.GetByText("停滞 3 天 1 小时")).ToBeVisibleAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Keep("stall-board-360");

        await phone.Page.GetByText("B73 项目").ClickAsync();
        await Expect(phone.Page.GetByText("已发出提醒")).ToBeVisibleAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Keep("stall-page-360");
        await phone.Button("转派").ClickAsync();
        await phone.Page.GetByRole(AriaRole.Radio, new() { Name = "陈默" }).ClickAsync();
        await phone.Keep("stall-hand-over-360");
        await phone.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "转派" }).ClickAsync();

        await Expect(phone.Page.GetByText("周蕾 已转派给 陈默 · 10:32").First).ToBeVisibleAsync();
        (await floor.Stall("B73")).Rep.ShouldBe("chenmo");
    }

    [Fact]
    public async Task A_warned_deal_says_when_and_why_not_yet()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B50", 50));
        await floor.Scan();
        await using var phone = await chromium.Open(floor.House, colours: ColorScheme.Dark);
        await phone.Visit("zhoulei", "/sidebar/stalls");
        await Expect(phone.Page.GetByText("预警：22 小时后停滞")).ToBeVisibleAsync();
        await phone.Keep("stall-board-dark");

        await phone.Page.GetByText("B50 项目").ClickAsync();

        await Expect(phone.Page.GetByText("没有发出提醒：未到阈值")).ToBeVisibleAsync();
        await phone.Keep("stall-why-dark");
    }
}
