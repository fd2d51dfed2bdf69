using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Reports;
using WeComSales.Tests;
using WeComSales.Tests.Reports;
using static Microsoft.Playwright.Assertions;

namespace WeComSales.Browser.Tests.Reports;

/// <summary>The brief behind its card: as a manager, a director, a rep and an administrator meet it.</summary>
[Collection(InChromium.Name)]
public sealed class BriefPageTests(Chromium chromium)
{
    /// <summary>Emoji, Arabic, a turned direction, HTML, line breaks, sixty characters, blanks, one very wide letter, a family, marks above and below.</summary>
    static readonly string[] hostile =
        ["李😀雷", "مرحبا بك", "a\u202Eb", "<b>王</b><img src=x>", "第一行\n第二行", new('长', 60), "  ", "ﷺ", "👨‍👩‍👧‍👦", "L\u0336o\u0336n\u0336g\u0336"];

    [Fact]
    public async Task A_manager_opens_the_card_and_behind_each_figure_stand_as_many_lines_as_it_says()
    {
        await using var house = await Evening();
        await using var phone = await chromium.Open(house);
        await phone.TurnOn("zhoulei");
        await phone.OpenChat("销售助手");
        await phone.LastCard.Locator(".card-body").ClickAsync();
        var page = phone.Opened;
        await Expect(page.GetByText("商机漏斗")).ToBeVisibleAsync();
        await phone.Keep("brief-in-the-phone");

        await phone.Visit("zhoulei", "/sidebar/reports");
        await phone.Page.GetByText("华东二组 · 今天").ClickAsync();
        await Expect(phone.Page.GetByText("商机漏斗")).ToBeVisibleAsync();
        await phone.Keep("brief-page");
        var looked = 0;
        foreach (var figure in await phone.Page.Locator("ul.tiles button:enabled, ul.rows button:enabled, td button").AllAsync())
        {
            var count = int.Parse((await figure.InnerTextAsync()).Split('\n').First(line => line.All(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
            await figure.ClickAsync();
            await Expect(phone.Page.GetByRole(AriaRole.List, new() { Name = "明细" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(count);
            await Expect(phone.Page.GetByText($"共 {count} 条")).ToBeVisibleAsync();
            if (looked++ == 0)
            {
                await phone.Keep("brief-entries");
            }

            await phone.Button("完成").ClickAsync();
            await Expect(phone.Page.Locator(".sheet")).ToHaveCountAsync(0);
        }

        looked.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Ten_hostile_names_break_no_line_of_card_and_page(int width, ColorScheme colours)
    {
        await using var house = await Evening(company =>
        {
            for (var index = 0; index < hostile.Length; index++)
            {
                company.WithPerson($"odd{index}", hostile[index], "华东区/华东二组");
            }
        });
        var card = house.Phone("周蕾").LastCard;
        (card.Title + card.Desc).ShouldNotContain("\n");
        var sent = JsonNode.Parse(house.WeCom.Calls.Last(call => call.Path == "message/send" && call.BodyText.Contains("text_notice", StringComparison.Ordinal)).BodyText)!;
        sent["template_card"]!["sub_title_text"]!.GetValue<string>().ShouldNotContain('\u202E', "what stands behind a name would be written backwards");
        await using var phone = await chromium.Open(house, width, colours);
        await phone.TurnOn("zhoulei");
        await phone.OpenChat("销售助手");
        await Expect(phone.LastCard).ToContainTextAsync("没有记录");
        await phone.Keep($"brief-hostile-card-{width}");

        await phone.Visit("zhoulei", "/sidebar/reports");
        await phone.Page.Locator("a.line").First.ClickAsync();
        await Expect(phone.Page.GetByText("<b>王</b><img src=x>").First).ToBeVisibleAsync();

        await phone.Page.ScreenshotAsync(new() { Path = Path.Combine(Screen.Root(), ".test", "screens", $"brief-hostile-page-{width}.png"), FullPage = true });
        (await phone.ScrollsSideways()).ShouldBeFalse();
        (await phone.Page.Locator("tbody b, tbody img").CountAsync()).ShouldBe(0);
        // Nobody's name pushes a number out of its column, and no row is higher than one line.
        var rows = await phone.Page.EvaluateAsync<JsonElement>(
            "() => [...document.querySelectorAll('tbody tr')].map(row => [row.offsetHeight, ...[...row.cells].map(cell => Math.round(cell.getBoundingClientRect().right))].join(' '))");
        rows.EnumerateArray().Select(row => row.GetString()!.Split(' ')[1..]).Distinct(new SameCells()).Count().ShouldBe(1);
        rows.EnumerateArray().Select(row => int.Parse(row.GetString()!.Split(' ', 2)[0], System.Globalization.CultureInfo.InvariantCulture)).Max().ShouldBeLessThanOrEqualTo(48);
    }

    [Fact]
    public async Task A_director_goes_from_the_roll_up_to_the_team_and_others_are_refused()
    {
        await using var house = await Evening(company => company.WithPerson("gaoyuan", "高远", "华东区", leads: true), ("Admins:0", "chenmo"));
        var ofTeam = (await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 1))).Single().Id;
        await using var phone = await chromium.Open(house);
        await phone.Visit("gaoyuan", "/sidebar/reports");
        await phone.Page.GetByText("华东区 · 今天").ClickAsync();
        await Expect(phone.Page.GetByText("商机漏斗")).ToBeVisibleAsync();
        await phone.Keep("brief-roll-up");
        await phone.Page.Locator("th a", new() { HasText = "华东二组" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "华东二组 日报 · 11月20日" })).ToBeVisibleAsync();

        phone.Expected.Add("404");
        foreach (var stranger in new[] { "linxiao", "chenmo" })
        {
            await using var other = await chromium.Open(house);
            other.Expected.Add("404");
            await other.Visit(stranger, $"/sidebar/reports/{ofTeam}");
            await Expect(other.Page.GetByText("没有权限或不存在，请联系主管")).ToBeVisibleAsync();
            await other.Visit(stranger, "/sidebar/reports");
            await Expect(other.Page.GetByText("没有发给你的日报")).ToBeVisibleAsync();
        }

        await using var admin = await chromium.Open(house);
        await admin.Visit("chenmo", "/sidebar/admin/jobs");
        await Expect(admin.Page.GetByText("daily-brief")).ToBeVisibleAsync();
        await admin.Keep("jobs");
    }

    [Fact]
    public async Task Past_briefs_a_no_for_tomorrow_and_the_pdf()
    {
        await using var house = await Evening();
        await using var phone = await chromium.Open(house);
        await phone.Visit("zhoulei", "/sidebar/reports");
        await phone.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Switch)).ToHaveAttributeAsync("aria-checked", "false");
        await phone.Keep("briefs-no");
        (await house.Db.Read(async tx => await tx.Reports.RecipientsOf((await tx.Departments.LedBy("zhoulei")).Single().Id))).ShouldBeEmpty();

        await phone.Page.GetByText("华东二组 · 今天").ClickAsync();
        var pdf = phone.Page.WaitForResponseAsync(answer => answer.Url.Contains("/files/briefs/", StringComparison.Ordinal));
        await phone.Button("打开 PDF").ClickAsync();
        (await pdf).Headers["content-type"].ShouldBe("application/pdf");
    }

    /// <summary>A day with a note and calls, and its brief.</summary>
    static async Task<House> Evening(Action<WeComSales.Simulator.Company>? more = null, params (string Key, string? Value)[] changes)
    {
        var house = await House.Open(null, changes);
        more?.Invoke(house.WeCom.Company);
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        await house.Phone("林晓").Forward("价格太高了，竞品也在谈");
        await house.Settle();
        await house.Phone("林晓").Tap(house.Phone("林晓").LastCard, "确认入库");
        await house.Calls(("linxiao", 200), ("linxiao", 180), ("linxiao", 900));
        await house.Db.Write(tx => tx.Opportunities.Plan("opp-ct", Day.Six.AddDays(2).AddHours(15)));
        await house.AtSix();
        return house;
    }

    sealed class SameCells : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? one, string[]? other) => one!.SequenceEqual(other!);

        public int GetHashCode(string[] cells) => cells.Length;
    }
}
