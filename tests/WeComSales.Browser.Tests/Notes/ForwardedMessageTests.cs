using Microsoft.Playwright;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Notes;

/// <summary>The promise of F2a as a thumb meets it: long press, 转发, one tap, and it is in.</summary>
[Collection(InChromium.Name)]
public sealed class ForwardedMessageTests(Chromium chromium)
{
    const string Words = "价格太高了，竞品在谈，月底前要定";

    [Fact]
    public async Task A_long_pressed_message_is_a_note_after_one_tap_on_the_card()
    {
        await using var house = await House.Open();
        house.Customer("王主任").SayTo("林晓", Words);
        await using var phone = await chromium.Open(house);
        await phone.TurnOn("linxiao");
        await phone.OpenChat("王主任");
        await phone.ForwardToApp(Words);
        await phone.BackToChats();
        await phone.OpenChat("销售助手");

        await Expect(phone.LastCard).ToContainTextAsync("转为商机备注？");
        await Expect(phone.LastCard).ToContainTextAsync("价格异议 · 竞品在谈");
        await Expect(phone.LastCard).ToContainTextAsync("王主任 · CT 采购项目");
        await phone.Keep("note-card");
        await phone.Button("确认入库").ClickAsync();

        await Expect(phone.LastCard).ToContainTextAsync("已入库");
        await Expect(phone.LastCard).ToContainTextAsync("林晓 10:32");
        await phone.Keep("note-card-saved");
        (await house.Notes()).ShouldHaveSingleItem().Text.ShouldBe(Words);
    }

    [Fact]
    public async Task The_saved_card_opens_the_note_with_its_evidence_and_the_forwarding_time()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward(Words);
        await house.Settle();
        await house.Phone("林晓").Tap(house.Phone("林晓").LastCard, "确认入库");
        await house.Settle();
        await using var phone = await chromium.Open(house);
        await phone.TurnOn("linxiao");
        await phone.OpenChat("销售助手");

        await phone.LastCard.Locator(".card-body").ClickAsync();

        var note = phone.Opened;
        await Expect(note.GetByText("林晓 · ")).ToBeVisibleAsync();
        await Expect(note.Locator("mark")).ToContainTextAsync(["价格太高了", "竞品"]);
        await Expect(note.GetByText("转发", new() { Exact = false }).First).ToBeVisibleAsync();
        await phone.Keep("note-page");
    }

    [Fact]
    public async Task What_is_struck_on_the_page_is_not_in_the_note()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward(Words);
        await house.Settle();
        await using var phone = await chromium.Open(house, width: 360);
        await phone.Visit("linxiao", "/sidebar/");
        await phone.Page.GetByText(Words).ClickAsync();
        await phone.Keep("draft-page-360");

        await phone.Button("竞品在谈").ClickAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Button("确认入库").ClickAsync();

        await Expect(phone.Page.GetByText("划去：竞品在谈", new() { Exact = true })).ToBeVisibleAsync();
        var note = (await house.Notes()).ShouldHaveSingleItem();
        note.Signals.ShouldNotContain(signal => signal.Label == "competitor_mention");
        note.Changes.Struck.ShouldHaveSingleItem().Label.ShouldBe("competitor_mention");
    }

    [Fact]
    public async Task Somebody_elses_draft_is_refused_without_a_word_of_it()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward(Words);
        await house.Settle();
        var draft = new Uri(house.Phone("林晓").LastCard.Url!).AbsolutePath;
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("404");

        await phone.Visit("chenmo", draft);

        await Expect(phone.Page.GetByText("没有权限或不存在，请联系主管")).ToBeVisibleAsync();
        (await phone.Page.ContentAsync()).ShouldNotContain(Words);
        await phone.Keep("draft-refused");
    }

    [Fact]
    public async Task A_line_that_breaks_loses_no_change_and_says_what_is_safe()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward(Words);
        await house.Settle();
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await phone.Visit("linxiao", "/sidebar/");
        await phone.Page.GetByText(Words).ClickAsync();
        await phone.Button("竞品在谈").ClickAsync();

        await phone.Page.Context.SetOfflineAsync(true);
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("没有网络", new() { Exact = false }).First).ToBeVisibleAsync();
        await phone.Keep("draft-offline");
        await phone.Page.Context.SetOfflineAsync(false);
        await phone.Button("确认入库").ClickAsync();

        await Expect(phone.Page.GetByText("划去：竞品在谈", new() { Exact = true })).ToBeVisibleAsync();
        (await house.Notes()).ShouldHaveSingleItem();
    }
}
