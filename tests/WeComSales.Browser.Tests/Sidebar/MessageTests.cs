using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.Tests;
using WeComSales.Tests.Archive;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Sidebar;

/// <summary>F2b as a thumb meets it: the messages stand beside the chat, a long press and two taps make the note.</summary>
[Collection(InChromium.Name)]
public sealed class MessageTests(Chromium chromium)
{
    const string Words = "价格太高了，竞品在谈，月底前要定";

    [Fact]
    public async Task From_the_long_press_to_saved_in_two_taps_with_evidence_and_context()
    {
        await using var house = await Chatted();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await Expect(phone.Page.Locator(".message")).ToHaveCountAsync(3);
        await phone.Keep("sidebar-messages");

        await phone.Hold(phone.Page.Locator(".message", new() { HasText = Words }));
        await Expect(phone.Button("转为商机备注（1）")).ToBeVisibleAsync();
        await phone.Keep("sidebar-messages-chosen");
        await phone.CountTaps();
        await phone.Button("转为商机备注（1）").ClickAsync();
        await Expect(phone.Sheet.Locator("mark").First).ToContainTextAsync("价格太高");
        await Expect(phone.Sheet.GetByText("方案您看了吗")).ToBeVisibleAsync();
        await phone.Keep("sidebar-messages-preview");
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("已入库")).ToBeVisibleAsync();

        (await phone.Taps()).ShouldBe(2);
        var note = (await house.Notes()).ShouldHaveSingleItem();
        (note.Source, note.Text, note.Place.OpportunityId).ShouldBe((NoteSource.Archive, Words, "opp-ct"));
        (await house.Db.Read(tx => tx.NoteContexts.Of(note.DraftId))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_right_button_and_several_messages_make_one_note()
    {
        await using var house = await Chatted();
        await using var phone = await chromium.Open(house, width: 360);
        await phone.OpenSidebar("linxiao", "wmWang");

        await phone.Page.Locator(".message", new() { HasText = Words }).ClickAsync(new() { Button = MouseButton.Right });
        await phone.Page.Locator(".message", new() { HasText = "方案您看了吗" }).ClickAsync();
        await phone.Button("转为商机备注（2）").ClickAsync();
        await Expect(phone.Sheet.Locator("mark").First).ToBeVisibleAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Button("确认入库").ClickAsync();
        await Expect(phone.Page.GetByText("已入库")).ToBeVisibleAsync();

        (await house.Notes()).ShouldHaveSingleItem().Text.ShouldContain("方案您看了吗");
    }

    [Fact]
    public async Task A_manager_sees_masked_words_and_can_choose_nothing()
    {
        await using var house = await Chatted();
        await using var phone = await chromium.Open(house);
        await phone.Visit("zhoulei", "/sidebar/customers/wmWang");

        await Expect(phone.Page.Locator(".message", new() { HasText = "138****8000" })).ToBeVisibleAsync();
        await phone.Hold(phone.Page.Locator(".message", new() { HasText = Words }));
        await Expect(phone.Page.Locator(".choose")).ToHaveCountAsync(0);
    }

    static async Task<House> Chatted()
    {
        var house = await ArchiveHouse.Open();
        var (rep, customer) = (house.Phone("林晓"), house.Customer("王主任"));
        customer.SayTo("林晓", "我的电话 13800138000");
        rep.Say(rep.ChatWith("王主任"), "方案您看了吗");
        customer.SayTo("林晓", Words);
        await house.Archived();
        return house;
    }
}
