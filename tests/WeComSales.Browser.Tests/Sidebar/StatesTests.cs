using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.Tests;
using WeComSales.Tests.Reports;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Sidebar;

/// <summary>Every page on its way, whole, without a network, broken, for somebody without a right, and before anything happened.</summary>
[Collection(InChromium.Name)]
public sealed class StatesTests(Chromium chromium)
{
    const string Refusal = "没有权限或不存在，请联系主管";

    /// <summary>Moved shares of the screen, summed: what a thumb aims at must not run away when the content comes.</summary>
    const double MostShift = 0.05;

    /// <summary>What a person sees only when the page is whole, by page.</summary>
    static readonly (string Who, string Path, string Whole)[] reps =
    [
        ("linxiao", "/sidebar/customers/wmWang", "初步接触 · 20 天"), ("linxiao", "/sidebar/today", "待确认的备注 1"), ("linxiao", "/sidebar/looks", "谁看过我的客户"),
        ("linxiao", "/sidebar/me", "在所有设备上退出"), ("linxiao", "/sidebar/drafts/{draft}", "确认入库"), ("linxiao", "/sidebar/notes/{note}", "已记入时间轴"),
        ("linxiao", "/sidebar/stalls/of/opp-ct", "规则和日历"),
    ];

    static readonly (string Who, string Path, string Whole)[] leaders =
    [
        ("zhoulei", "/sidebar/customers/wmWang", "这次查看会告诉负责人"), ("zhoulei", "/sidebar/team", "与日报同口径"), ("zhoulei", "/sidebar/team/linxiao", "林晓的客户"),
        ("zhoulei", "/sidebar/stalls", "已停滞"), ("zhoulei", "/sidebar/reports", "往期日报"), ("zhoulei", "/sidebar/reports/{brief}", "商机漏斗"), ("zhoulei", "/sidebar/shops", "门店转化"),
    ];

    static readonly (string Who, string Path, string Whole)[] administrators =
    [
        ("chenmo", "/sidebar/admin", "工作日历"), ("chenmo", "/sidebar/admin/quick-replies", "报价说明"), ("chenmo", "/sidebar/admin/roles", "管理员只能"),
        ("chenmo", "/sidebar/admin/lexicon", "理邦"), ("chenmo", "/sidebar/admin/stall-rules", "怎么提醒"), ("chenmo", "/sidebar/admin/calendar", "工作日历"),
        ("chenmo", "/sidebar/admin/counter-lists", "摸罐子"), ("chenmo", "/sidebar/admin/recipients", "负责这个团队"), ("chenmo", "/sidebar/admin/jobs", "daily-brief"),
        ("chenmo", "/sidebar/admin/operations", "运行状态"), ("chenmo", "/sidebar/admin/erasures", "删除个人数据"),
    ];

    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public Task A_reps_pages_have_words_in_every_state_and_do_not_jump(int width) => Look(reps, width);

    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public Task The_pages_of_those_who_lead_have_words_in_every_state_and_do_not_jump(int width) => Look(leaders, width);

    [Fact]
    public Task An_administrators_pages_have_words_in_every_state_and_do_not_jump() => Look(administrators, 360);

    [Fact]
    public async Task Before_anything_happened_each_page_says_what_to_do_next()
    {
        await using var house = await House.Open(null, ("Admins:0", "chenmo"));
        await using var phone = await chromium.Open(house, 360);
        foreach (var (who, path, words) in new[]
        {
            ("linxiao", "/sidebar/customers/wmLi", "点下面的「粘贴为备注」"), ("linxiao", "/sidebar/today", "今天没有待办"), ("linxiao", "/sidebar/looks", "还没有人查看"),
            ("zhoulei", "/sidebar/stalls", "没有停滞的商机，也没有预警"), ("zhoulei", "/sidebar/reports", "还没有日报"), ("zhoulei", "/sidebar/shops", "还没有门店"),
            ("zhoulei", "/sidebar/team/chenmo", "还没有客户"), ("chenmo", "/sidebar/admin/quick-replies", "话术"), ("chenmo", "/sidebar/admin/lexicon", "词"), ("chenmo", "/sidebar/admin/erasures", "删除"),
        })
        {
            await phone.Visit(who, path);
            await Expect(phone.Page.GetByText(words).First).ToBeVisibleAsync();
            (await phone.ScrollsSideways()).ShouldBeFalse(path);
            await phone.Keep($"state-{Named(path)}-empty-360");
        }
    }

    async Task Look((string Who, string Path, string Whole)[] pages, int width)
    {
        await using var house = await House.Open(null, ("Admins:0", "chenmo"));
        var ids = await Fill(house);
        await using var phone = await chromium.Open(house, width);
        phone.Expected.AddRange(["ERR_INTERNET_DISCONNECTED", "404", "500"]);
        await phone.Page.AddInitScriptAsync(
            "window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().filter(one => !one.hadRecentInput).map(one => one.value))).observe({ type: 'layout-shift', buffered: true })");
        var faults = new List<string>();
        foreach (var who in pages.Select(page => page.Who).Distinct())
        {
            await phone.Visit(who, "/sidebar/me");
            await Expect(phone.Button("在所有设备上退出")).ToBeVisibleAsync();
        }

        foreach (var (who, path, whole) in pages)
        {
            var name = $"state-{who}-{Named(path)}";
            var address = ids.Aggregate(path, (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
            await Whole(phone, who, address, whole, $"{name}-{{0}}-{width}", faults);
            await Answered(phone, who, address, route => route.AbortAsync("internetdisconnected"), "没有网络", $"{name}-offline-{width}");
            (await phone.Button("重试").CountAsync()).ShouldBe(1, path);
            await Answered(phone, who, address, route => route.FulfillAsync(new() { Status = 500, Body = "" }), "服务暂时没有响应", $"{name}-error-{width}");
            await Answered(phone, who, address, route => route.FulfillAsync(new() { Status = 404, Body = "" }), Refusal, $"{name}-refused-{width}");
            (await phone.Button("重试").CountAsync()).ShouldBe(0, path);
        }

        faults.ShouldBeEmpty();
    }

    /// <summary>On its way as long as the service is silent, then whole, with nothing moved.</summary>
    static async Task Whole(Screen phone, string who, string path, string whole, string picture, List<string> faults)
    {
        var silence = new TaskCompletionSource();
        await phone.Page.RouteAsync("**/api/**", async route =>
        {
            await silence.Task;
            await route.ContinueAsync();
        });
        await phone.Visit(who, path);
        await Expect(phone.Page.Locator("[aria-busy=true]").First).ToBeVisibleAsync();
        await phone.Keep(Picture("loading"));
        silence.SetResult();
        await Expect(phone.Page.GetByText(whole).First).ToBeVisibleAsync();
        await phone.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await phone.Keep(Picture("full"));

        var shift = await phone.Page.EvaluateAsync<double>("shifts.reduce((sum, one) => sum + one, 0)");
        if (shift > MostShift)
        {
            faults.Add($"{path} jumps by {shift:0.000}");
        }

        if (await phone.ScrollsSideways())
        {
            faults.Add($"{path} is wider than the phone");
        }

        faults.AddRange((await Small(phone.Page)).Select(small => $"{path} is too small for a thumb: {small}"));

        string Picture(string state) => picture.Replace("{0}", state, StringComparison.Ordinal);
    }

    static async Task Answered(Screen phone, string who, string path, Func<IRoute, Task> answer, string words, string picture)
    {
        await phone.Page.RouteAsync("**/api/**", answer);
        await phone.Visit(who, path);
        await Expect(phone.Page.GetByText(words, new() { Exact = false }).First).ToBeVisibleAsync();
        (await phone.ScrollsSideways()).ShouldBeFalse(path);
        await phone.Keep(picture);
        await phone.Page.UnrouteAllAsync();
    }

    /// <summary>What can be tapped and is less than 44 px high or wide; in a table, where a phone has to show every column, less than 36 px wide.</summary>
    static Task<string[]> Small(IPage page) => page.EvaluateAsync<string[]>(
        """
        [...document.querySelectorAll('main button, main a[href], main input:not(.unseen):not([type=checkbox]):not([type=radio]), main select')]
          .filter(one => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < (one.closest('td') ? 36 : 44)))
          .map(one => `${one.tagName} ${(one.textContent || one.getAttribute('aria-label') || one.placeholder || '').trim()} ${one.offsetWidth}×${one.offsetHeight}`)
        """);

    static string Named(string path) => path["/sidebar/".Length..].Replace("/{", "-", StringComparison.Ordinal).Replace('/', '-').TrimEnd('}');

    /// <summary>A day on which something of everything happened, until after its brief.</summary>
    static async Task<IReadOnlyDictionary<string, string>> Fill(House house)
    {
        await house.Phone("林晓").Forward("价格太高，比理邦贵两成，月底前要定，预算 30 万以内");
        await house.Settle();
        var rep = house.Phone("林晓");
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
        await house.Phone("林晓").Forward("竞品的方案更便宜，你们再考虑一下");
        await house.Settle();
        await house.Db.Write(LookTests.Fill);
        await house.AtSix();
        return new Dictionary<string, string>
        {
            ["note"] = (await house.Notes())[0].Id,
            ["draft"] = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 1)))[0].Draft.Id,
            ["brief"] = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1)))[0].Id,
        };
    }
}
