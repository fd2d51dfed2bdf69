using Microsoft.Playwright;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests;
using static Microsoft.Playwright.Assertions;
using static WeComSales.Browser.Tests.Counter.CounterFloor;

namespace WeComSales.Browser.Tests.Sidebar;

[Collection(InChromium.Name)]
public sealed class CustomerPageTests(Chromium chromium)
{
    [Fact]
    public async Task Beside_a_chat_stands_its_customer_after_three_requests()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        var requests = new List<string>();
        phone.Page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await phone.OpenSidebar("linxiao", "wmWang");
        await Until(() => Task.FromResult(requests.Exists(IsSheets)));
        requests.Clear();

        await phone.Page.ReloadAsync();
        await Expect(phone.Page.GetByText("初步接触 · 20 天")).ToBeVisibleAsync();
        await phone.Keep("sidebar-customer");

        // The simulated client's own script and calls stand for what is inside WeCom. The sheets come when the customer stands there.
        await Until(() => Task.FromResult(requests.Exists(IsSheets)));
        var own = requests.Skip(1).Where(path => path is not ("/js/wecom-host.js" or "/phone/js")).ToList();
        own.Count.ShouldBeLessThanOrEqualTo(4, string.Join('\n', own));
        own.FindIndex(IsSheets).ShouldBe(3, string.Join('\n', own));
        own.Take(3).Count(path => path.StartsWith("/api/", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', own));

        static bool IsSheets(string path) => path.StartsWith("/sidebar/assets/sheets", StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_workbench_the_same_address_shows_what_is_to_be_done_today()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward("价格太高了");
        await house.Db.Write(tx => tx.Opportunities.Plan("opp-ct", House.Start.AddHours(-1)));
        await house.Settle();
        await using var phone = await chromium.Open(house);

        await phone.OpenSidebar("linxiao");

        await Expect(phone.Page.GetByText("已过期 1")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("待确认的备注 1")).ToBeVisibleAsync();
        await phone.Keep("sidebar-today");
        await phone.Page.GetByText("记录跟进").ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Dialog, new() { Name = "记录跟进" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Each_act_has_its_sheet_and_is_on_the_timeline_at_once()
    {
        await using var house = await House.Open(null, ("Rules:DefaultOps:0", "chenmo"));
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");

        await Act("记录跟进");
        await phone.Page.GetByLabel("本次沟通目标").FillAsync("确认预算");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "明天" }).ClickAsync();
        await phone.Keep("sheet-follow-up");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "记录跟进" }).ClickAsync();
        await Expect(phone.Page.Locator(".timeline li", new() { HasText = "目标：确认预算" })).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("明天 09:00 · CT 采购项目")).ToBeVisibleAsync();

        await Act("记录拜访");
        await phone.Page.GetByLabel("本次获取的关键信息").FillAsync("主任支持，预算下周上会");
        await phone.Button("定位（可不填）").ClickAsync();
        await Expect(phone.Button("已定位")).ToBeVisibleAsync();
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "记录拜访" }).ClickAsync();
        await Expect(phone.Page.Locator(".timeline li", new() { HasText = "主任支持" })).ToBeVisibleAsync();

        await Act("申请支援");
        await phone.Page.GetByLabel("需要什么").FillAsync("一份竞品对比");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "申请支援" }).ClickAsync();
        await Expect(phone.Page.Locator(".timeline li", new() { HasText = "一份竞品对比" })).ToBeVisibleAsync();

        await Act("新建商机");
        await phone.Page.GetByLabel("商机名称").FillAsync("监护仪更新");
        await phone.Page.GetByLabel("金额（可不填）").FillAsync("12 万");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "新建商机" }).ClickAsync();
        await Expect(phone.Page.GetByText("¥120,000")).ToBeVisibleAsync();

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "CT 采购项目，初步接触 · 20 天，改阶段" }).ClickAsync();
        await phone.Button("提案").ClickAsync();
        await phone.Keep("sheet-stage");
        await phone.Sheet.GetByRole(AriaRole.Button, new() { Name = "改阶段" }).ClickAsync();
        await Expect(phone.Page.Locator(".timeline li", new() { HasText = "初步接触 → 提案" })).ToBeVisibleAsync();
        await phone.Keep("sidebar-acts");

        Task Act(string name) => phone.Page.GetByRole(AriaRole.Navigation, new() { Name = "动作" }).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
    }

    [Theory]
    [InlineData("follow-up", "记录跟进")]
    [InlineData("visit", "记录拜访")]
    [InlineData("stage", "改阶段")]
    [InlineData("support", "申请支援")]
    [InlineData("opportunity", "新建商机")]
    public async Task A_cards_link_opens_its_sheet(string act, string title)
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);

        await phone.Visit("linxiao", $"/sidebar/customers/wmWang?act={act}&opportunity=opp-ct");

        await Expect(phone.Page.GetByRole(AriaRole.Dialog, new() { Name = title })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_plan_is_set_by_one_tap_more_and_taken_back_by_another()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "下次联系" }).ClickAsync();
        await phone.Button("后天").ClickAsync();
        await phone.Button("设定").Last.ClickAsync();
        await Expect(phone.Page.GetByText("后天 09:00 · CT 采购项目")).ToBeVisibleAsync();

        await phone.Button("撤回").ClickAsync();
        await Expect(phone.Page.GetByText("还没有计划")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_quick_reply_goes_into_the_chat_and_a_refusal_of_the_client_is_told()
    {
        await using var house = await House.Open();
        await house.Db.Write(tx => tx.QuickReplies.Put(new("q1", "报价", "报价说明", QuickReplyKind.Text, "报价单今天下午发您", null, 0), "zhoulei", House.Start));
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        await phone.Button("快捷话术").ClickAsync();
        house.WeCom.Panel("林晓").ChatId = null;
        await phone.Button("报价说明").ClickAsync();
        await Expect(phone.Page.GetByText("没有打开客户的聊天，发不出去")).ToBeVisibleAsync();

        house.WeCom.Panel("林晓").ChatId = "linxiao~wmWang";
        await phone.Keep("sheet-replies");
        await phone.Button("报价说明").ClickAsync();

        await Expect(phone.Page.GetByText("已发送到聊天")).ToBeVisibleAsync();
        house.WeCom.Company.Chats["linxiao~wmWang"].Messages[^1].Text.ShouldBe("报价单今天下午发您");
    }

    [Fact]
    public async Task Ten_thousand_entries_come_page_by_page_as_the_thumb_goes_on()
    {
        await using var house = await House.Open();
        await house.Db.Write(async tx =>
        {
            for (var index = 0; index < 10_000; index++)
            {
                var at = House.Start.AddMinutes(-10 * index - 1);
                await tx.Timeline.Add(new($"t{index:00000}", "wmWang", null, TimelineKinds.Call, at, "linxiao", $"第 {index} 通电话", null, null, at));
            }
        });
        await using var phone = await chromium.Open(house);
        await phone.OpenSidebar("linxiao", "wmWang");
        var entries = phone.Page.Locator(".timeline li");
        await Expect(entries.First).ToContainTextAsync("第 0 通电话");

        for (var pages = 0; pages < 5; pages++)
        {
            var before = await entries.CountAsync();
            await phone.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
            await Expect(entries.Nth(before)).ToBeAttachedAsync();
        }

        await phone.Button("查找").ClickAsync();
        await phone.Page.GetByLabel("找什么").FillAsync("第 1234 通");
        await Expect(entries).ToHaveCountAsync(1);
        await phone.Page.GetByLabel("找什么").FillAsync("");
        await phone.Page.GetByLabel("跳到哪一天").FillAsync("2026-10-01");
        await Expect(phone.Page.Locator(".timeline h3").First).ToContainTextAsync("10月1日");
        await phone.Keep("sidebar-busiest");
    }

    [Fact]
    public async Task A_manager_reads_masked_and_finds_nothing_to_change()
    {
        await using var house = await House.Open();
        await house.Db.Write(tx => tx.Timeline.Add(new("t1", "wmWang", null, TimelineKinds.Call, House.Start, "linxiao", "打 13812345678，预算 30 万", null, null, House.Start)));
        await using var phone = await chromium.Open(house);
        await phone.Visit("zhoulei", "/sidebar/team");
        await Expect(phone.Page.GetByText("与日报同口径")).ToBeVisibleAsync();
        await phone.Keep("team");
        await phone.Page.GetByText("林晓").ClickAsync();
        await Expect(phone.Page.GetByText("林晓的客户")).ToBeVisibleAsync();
        await phone.Keep("team-person");
        await phone.Page.GetByText("王主任").ClickAsync();

        await Expect(phone.Page.GetByText("只读", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(phone.Page.Locator(".timeline li")).ToContainTextAsync("138****5678");
        await Expect(phone.Button("粘贴为备注")).ToHaveCountAsync(0);
        (await phone.Page.ContentAsync()).ShouldNotContain("13812345678");
        await phone.Keep("team-customer");
        await phone.Visit("linxiao", "/sidebar/looks");
        await Expect(phone.Page.GetByText("打开了客户 · 王主任")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_stranger_sees_the_usual_refusal_and_no_data()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        phone.Expected.Add("404");

        await phone.Visit("chenmo", "/sidebar/customers/wmWang");

        await Expect(phone.Page.GetByText("没有权限或不存在，请联系主管")).ToBeVisibleAsync();
        (await phone.Page.ContentAsync()).ShouldNotContain("王主任");
        await phone.Keep("sidebar-refused");
    }

    [Fact]
    public async Task The_chats_toolbar_opens_the_customer_in_the_phone()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.TurnOn("linxiao");
        await phone.OpenChat("王主任");

        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "销售助手", Exact = true }).ClickAsync();

        await Expect(phone.Opened.Locator("h1")).ToContainTextAsync("王主任");
        await phone.Keep("phone-sidebar");
    }

    [Fact]
    public async Task The_workbench_opens_the_apps_page_in_the_phone()
    {
        await using var house = await House.Open();
        await using var phone = await chromium.Open(house);
        await phone.TurnOn("linxiao");
        await phone.Page.GetByText("工作台").ClickAsync();

        await phone.Page.Locator(".app", new() { HasText = "销售助手" }).ClickAsync();

        await Expect(phone.Opened.Locator("h1")).ToContainTextAsync("今日待办");
    }
}
