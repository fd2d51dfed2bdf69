using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Sidebar;

/// <summary>F2c as a thumb meets it: copy, tap, confirm, through the unmodified JS-SDK.</summary>
[Collection(InChromium.Name)]
public sealed class NoteTests(Chromium chromium)
{
    const string Words = "价格太高了，竞品在谈，月底前要定";

    [Fact]
    public async Task From_the_copied_message_to_saved_in_two_taps()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Copy(Words);
        await phone.CountTaps();

        await phone.Button("粘贴为备注").ClickAsync();
        await Expect(phone.Page.Locator(".behind mark").First).ToContainTextAsync("价格太高了");
        await Expect(phone.Page.GetByText("王主任 · CT 采购项目")).ToBeVisibleAsync();
        await phone.Keep("sidebar-note");
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("已入库")).ToBeVisibleAsync();

        (await phone.Taps()).ShouldBe(2);
        await Expect(phone.Page.Locator(".timeline li").First).ToContainTextAsync(Words);
        var note = (await house.Notes()).ShouldHaveSingleItem();
        (note.Source, note.Text, note.Place.OpportunityId).ShouldBe((NoteSource.Copy, Words, "opp-ct"));
    }

    [Fact]
    public async Task Typing_is_read_live_and_a_struck_signal_is_not_in_the_note()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house, width: 360);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("粘贴为备注").ClickAsync();
        await phone.Page.GetByLabel("消息内容").FillAsync("竞品在谈");
        await Expect(phone.Page.Locator(".behind mark").First).ToBeVisibleAsync();
        await phone.Page.GetByLabel("消息内容").FillAsync(Words);

        await Expect(phone.Button("价格异议")).ToBeVisibleAsync();
        await phone.Button("竞品在谈").ClickAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("已入库")).ToBeVisibleAsync();

        (await house.Notes()).ShouldHaveSingleItem().Signals.ShouldNotContain(signal => signal.Label == SignalLabels.CompetitorMention);
    }

    [Fact]
    public async Task Several_pasted_lines_are_read_as_a_thread_with_names_and_times()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Copy("王主任@微信 11/19 15:20\n价格太高了\n\n林晓 11/19 15:21\n我去申请\n\n王主任@微信 11/19 15:25\n月底前要定");

        await phone.Button("粘贴为备注").ClickAsync();

        await Expect(phone.Page.GetByText("按聊天记录读取，共 3 条", new() { Exact = false })).ToBeVisibleAsync();
        await phone.Keep("sidebar-thread");
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_the_panel_is_built_anew()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("粘贴为备注").ClickAsync();
        await phone.Page.GetByLabel("消息内容").FillAsync("写到一半");

        await phone.OpenSidebar("linxiao", "wmLi");
        await Expect(phone.Page.Locator("h1", new() { HasText = "李老师" })).ToBeVisibleAsync();
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("粘贴为备注").ClickAsync();

        await Expect(phone.Page.GetByLabel("消息内容")).ToHaveValueAsync("写到一半");
    }

    [Fact]
    public async Task Without_a_network_the_note_waits_on_the_phone_and_goes_once_by_itself()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("粘贴为备注").ClickAsync();
        await phone.Page.GetByLabel("消息内容").FillAsync(Words);
        await Expect(phone.Page.Locator(".behind mark").First).ToContainTextAsync("价格太高了");

        await phone.Page.Context.SetOfflineAsync(true);
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("没有网络。备注已保存在本机，联网后自动提交")).ToBeVisibleAsync();
        await phone.Keep("sidebar-offline");
        (await house.Notes()).ShouldBeEmpty();
        await phone.Page.Context.SetOfflineAsync(false);

        await Expect(phone.Page.Locator(".timeline li").First).ToContainTextAsync(Words);
        (await house.Notes()).ShouldHaveSingleItem();
    }
}
