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

    [Fact]
    public async Task Every_kind_of_message_reads_well_on_a_phone_and_a_list_that_cannot_be_read_says_so()
    {
        await using var house = await Talkative();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await Expect(phone.Page.Locator(".message")).ToHaveCountAsync(3);
        await phone.Button("更早的消息").ClickAsync();
        await Expect(phone.Page.Locator(".message")).ToHaveCountAsync(8);

        (await phone.ScrollsSideways()).ShouldBeFalse();
        await Expect(phone.Page.Locator(".message", new() { HasText = "已撤回" })).ToContainTextAsync("说错了");
        await Expect(phone.Page.Locator(".message .quoted")).ToHaveTextAsync("王主任：价格太高了");
        await Expect(phone.Page.Locator(".message", new() { HasText = "[聊天记录]" })).ToContainTextAsync("[文件] 招标文件.pdf");
        await phone.Page.Locator(".messages").ScrollIntoViewIfNeededAsync();
        await phone.Keep("sidebar-messages-kinds");

        phone.Expected.Add("503");
        await phone.Page.RouteAsync("**/messages?**", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"服务正忙，请稍后再试"}""" }));
        await phone.Button("更早的消息").ClickAsync();
        await Expect(phone.Page.Locator(".messages [role=alert]")).ToContainTextAsync("服务正忙");
        await phone.Keep("sidebar-messages-error");
        await phone.Page.UnrouteAsync("**/messages?**");
        await phone.Button("重试").ClickAsync();
        await Expect(phone.Page.Locator(".message", new() { HasText = "最早的一条" })).ToBeVisibleAsync();

        await phone.Hold(phone.Page.Locator(".message", new() { HasText = "[聊天记录]" }));
        await phone.Page.Locator(".message", new() { HasText = "我去申请" }).ClickAsync();
        await phone.Button("转为商机备注（2）").ClickAsync();
        await Expect(phone.Sheet.GetByText("前后消息")).ToBeVisibleAsync();
        await phone.Keep("sidebar-messages-kinds-preview");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();
        await Expect(phone.Button("转为商机备注（2）")).ToBeVisibleAsync();
    }

    /// <summary>Nine messages of the kinds that are hard to show.</summary>
    static async Task<House> Talkative()
    {
        var house = await ArchiveHouse.Open();
        void Put(string id, bool ours, string kind, System.Text.Json.Nodes.JsonObject body, int minute) => house.WeCom.Archive(ArchiveHouse.Message(
            id, ours ? "linxiao" : "wmWang", ours ? "wmWang" : "linxiao", kind, body, House.Start.AddMinutes(minute - 60)));
        Put("k1", false, "text", new() { ["content"] = "最早的一条" }, 1);
        Put("k2", false, "image", new() { ["filesize"] = 1 }, 2);
        Put("k3", false, "voice", new() { ["play_length"] = 75 }, 3);
        Put("k4", true, "text", new() { ["content"] = "这是一条引用/回复消息：\"\n王主任：价格太高了\n\"\n------\n我去申请" }, 4);
        Put("k5", false, "text", new() { ["content"] = "说错了" }, 5);
        var recall = ArchiveHouse.Message("k6", "wmWang", "linxiao", "revoke", new() { ["pre_msgid"] = "k5" }, House.Start.AddMinutes(-54));
        recall["action"] = "recall";
        house.WeCom.Archive(recall);
        Put("k7", false, "chatrecord", new()
        {
            ["title"] = "医院采购群的聊天记录",
            ["item"] = new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["type"] = "ChatRecordText", ["msgtime"] = 1763604000, ["content"] = """{"content":"三家都报价了，就你们贵两成"}""" },
                new System.Text.Json.Nodes.JsonObject { ["type"] = "ChatRecordFile", ["msgtime"] = 1763604060, ["content"] = """{"filename":"招标文件.pdf"}""" }),
        }, 7);
        Put("k8", true, "file", new() { ["filename"] = "骨科机器人手术系统整体解决方案及分期付款报价单_2026年第四季度_最终版_修改3.docx" }, 8);
        Put("k9", false, "link", new() { ["title"] = "招标公告", ["link_url"] = "https://example.com/tender/" + new string('a', 160) }, 9);
        Put("k10", false, "meeting_voice_call", new() { ["endtime"] = House.Start.AddMinutes(-50).ToUnixTimeSeconds() + 200 }, 10);
        await house.Archived();
        return house;
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
