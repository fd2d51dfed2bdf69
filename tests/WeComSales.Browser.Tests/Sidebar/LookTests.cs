using System.Text.Json;
using Microsoft.Playwright;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Sidebar;

/// <summary>For every eye and every hand: contrast and names by axe, dark, large, narrow, by keyboard.</summary>
[Collection(InChromium.Name)]
public sealed class LookTests(Chromium chromium)
{
    static readonly (string Who, string Path, string Wait)[] pages =
    [
        ("linxiao", "/sidebar/customers/wmWang", "王主任"), ("linxiao", "/sidebar/today", "今日待办"), ("linxiao", "/sidebar/looks", "谁看过我的客户"), ("linxiao", "/sidebar/me", "登录的设备"),
        ("linxiao", "/sidebar/customers/wmWang?act=follow-up", "本次沟通目标"), ("linxiao", "/sidebar/customers/wmWang?act=visit", "见到了谁"),
        ("zhoulei", "/sidebar/team", "与日报同口径"), ("zhoulei", "/sidebar/team/linxiao", "林晓的客户"),
        ("chenmo", "/sidebar/admin", "快捷话术"), ("chenmo", "/sidebar/admin/quick-replies", "报价说明"), ("chenmo", "/sidebar/admin/roles", "管理员只能"),
        ("chenmo", "/sidebar/admin/lexicon", "理邦"), ("chenmo", "/sidebar/admin/stall-rules", "怎么提醒"), ("chenmo", "/sidebar/admin/calendar", "工作日历"),
        ("chenmo", "/sidebar/admin/counter-lists", "摸罐子"), ("chenmo", "/sidebar/admin/recipients", "负责这个团队"), ("chenmo", "/sidebar/admin/jobs", "daily-brief"), ("zhoulei", "/sidebar/stalls", "已停滞"),
        ("zhoulei", "/sidebar/stalls/of/opp-ct", "规则和日历"),
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_has_a_serious_fault_for_people_who_see_or_hear_differently(ColorScheme colours)
    {
        await using var house = await House.Open(null, ("Admins:0", "chenmo"));
        await house.Db.Write(Fill);
        var axe = await File.ReadAllTextAsync(Path.Combine(Screen.Root(), "sidebar-web", "node_modules", "axe-core", "axe.min.js"));
        var found = new List<string>();
        await using var phone = await chromium.Open(house, width: 360, colours);

        foreach (var (who, path, wait) in pages)
        {
            await phone.Visit(who, path);
            await Expect(phone.Page.GetByText(wait).First).ToBeVisibleAsync();
            (await phone.ScrollsSideways()).ShouldBeFalse(path);
            await phone.Keep($"look-{colours}-{path.Split('/', '?')[^1]}");
            // A sheet on its way in is still half transparent.
            await phone.Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");
            await phone.Page.EvaluateAsync(axe);
            var result = await phone.Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
            found.AddRange(result.GetProperty("violations").EnumerateArray()
                .Where(one => one.GetProperty("impact").GetString() is "serious" or "critical")
                .SelectMany(one => one.GetProperty("nodes").EnumerateArray().Select(node => $"{path} {one.GetProperty("id")}: {node.GetProperty("html")} {node.GetProperty("failureSummary")}")));
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Letters_a_third_larger_break_nothing()
    {
        await using var house = await House.Open();
        await house.Db.Write(Fill);
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await Expect(phone.Page.Locator("h1")).ToBeVisibleAsync();

        await phone.Page.EvaluateAsync("document.documentElement.style.zoom = '1.35'");

        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Keep("look-large");
        await phone.Button("粘贴为备注").ClickAsync();
        await phone.Page.GetByLabel("消息内容").FillAsync("价格太高了，竞品在谈");
        await Expect(phone.Button("价格异议")).ToBeVisibleAsync();
        await Expect(phone.Button("确认入库")).ToBeInViewportAsync();
        await phone.Keep("look-large-note");

        await phone.Visit("linxiao", "/sidebar/today");
        await Expect(phone.Page.GetByText("今日待办")).ToBeVisibleAsync();
        await phone.Page.EvaluateAsync("document.documentElement.style.zoom = '1.35'");
        (await phone.ScrollsSideways()).ShouldBeFalse();
        await phone.Keep("look-large-today");
    }

    [Fact]
    public async Task A_note_is_made_by_keyboard_alone()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("粘贴为备注").FocusAsync();
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(phone.Sheet).ToBeFocusedAsync();
        await phone.Page.Keyboard.PressAsync("Tab");
        await phone.Page.Keyboard.PressAsync("Tab");
        await phone.Page.Keyboard.TypeAsync("竞品在谈");
        await Expect(phone.Button("竞品在谈")).ToBeVisibleAsync();

        await phone.Button("确认入库").FocusAsync();
        await phone.Page.Keyboard.PressAsync("Enter");

        await Expect(phone.Page.GetByText("已入库")).ToBeVisibleAsync();
        (await house.Notes()).ShouldHaveSingleItem();
    }

    internal static async Task Fill(Tx tx)
    {
        await tx.QuickReplies.Put(new("q1", "报价", "报价说明", QuickReplyKind.Text, "报价单今天下午发您", null, 0), "chenmo", House.Start);
        await tx.Lexicons.Add([new(TenantWordKind.Competitor, null, "理邦", null)], "加竞品", "chenmo", House.Start);
        await tx.Lexicons.Activate(1, "chenmo", House.Start);
        await tx.Opportunities.Plan("opp-ct", House.Start.AddDays(1));
        string[] kinds = [TimelineKinds.Note, TimelineKinds.FollowUp, TimelineKinds.Visit, TimelineKinds.StageMove];
        for (var index = 0; index < 12; index++)
        {
            var at = House.Start.AddHours(-5 * index - 1);
            await tx.Timeline.Add(new($"t{index:00}", "wmWang", "opp-ct", kinds[index % 4], at, "linxiao", "价格太高，比理邦贵两成，月底前要定，预算 30 万以内", null, null, at));
        }
    }
}
