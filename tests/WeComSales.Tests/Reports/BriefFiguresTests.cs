using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Reports;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Reports;

/// <summary>One number, wherever somebody reads it: API, PDF, the entries behind it, the team's page, the roll-up.</summary>
public sealed partial class BriefFiguresTests
{
    [Fact]
    public async Task The_pdf_that_went_out_says_cell_by_cell_what_the_api_answers()
    {
        await using var house = await Busy();
        await house.AtSix();
        using var manager = await Desk.Of(house, "zhoulei");
        var view = await Newest(manager, "华东二组");

        var text = Readers.Text(await house.Pdf());
        var cells = text.Split('\n').Select(line => Blanks().Split(line.Trim())).ToList();
        var columns = view.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        columns.ShouldContain("dueTomorrow");
        foreach (var row in view.GetProperty("rows").EnumerateArray())
        {
            Row([row.GetProperty("name").GetString()!, .. columns.Select(column => $"{row.GetProperty("counts").GetProperty(column)}")]);
        }

        Row(["合计", .. columns.Select(column => $"{Count(view, column)}")]);
        Count(view, "dueTomorrow").ShouldBe(2);
        foreach (var due in view.GetProperty("due").EnumerateArray())
        {
            var at = due.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
            cells.ShouldContain(line => line.Length > 2
                && line[0].Contains(due.GetProperty("customer").GetString()!, StringComparison.Ordinal)
                && line.Any(cell => cell == due.GetProperty("rep").GetString())
                && string.Join(' ', line).Contains(due.GetProperty("what").GetString()!, StringComparison.Ordinal)
                && string.Join(' ', line).Contains(at.ToString("HH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal), text);
        }

        void Row(string[] expected) => cells.Any(line => line.SequenceEqual(expected)).ShouldBeTrue($"{string.Join(" ", expected)} in {text}");
    }

    [Fact]
    public async Task Behind_every_figure_stand_as_many_entries_as_it_says()
    {
        await using var house = await Busy();
        await house.AtSix();
        using var manager = await Desk.Of(house, "zhoulei");
        var view = await Newest(manager, "华东二组");
        var id = view.GetProperty("id").GetString();

        var looked = 0;
        foreach (var figure in view.GetProperty("figures").EnumerateArray().Select(one => one.GetProperty("figure").GetString()!))
        {
            (await Entries(figure, null)).ShouldBe(Count(view, figure), figure);
            foreach (var row in view.GetProperty("rows").EnumerateArray())
            {
                var counted = row.GetProperty("counts").GetProperty(figure).GetInt32();
                (await Entries(figure, row.GetProperty("key").GetString())).ShouldBe(counted, $"{figure} of {row.GetProperty("name")}");
                looked += counted;
            }
        }

        looked.ShouldBeGreaterThan(5);

        async Task<int> Entries(string figure, string? userid)
        {
            var list = await manager.Read($"/api/briefs/{id}/entries?figure={figure}{(userid is null ? "" : $"&userid={userid}")}");
            list.GetProperty("items").GetArrayLength().ShouldBe(list.GetProperty("total").GetInt32());
            return list.GetProperty("total").GetInt32();
        }
    }

    [Fact]
    public async Task A_brief_and_the_entries_behind_it_call_a_customer_what_their_rep_calls_them()
    {
        await using var house = await Busy();
        await house.Db.Write(async tx =>
        {
            await tx.Follows.Put(new("wmWang", "linxiao", "骨科王主任", null, [], null, [], House.Start.AddDays(-30), null, null, null));
            await tx.Follows.Put(new("wmLi", "linxiao", "附小李老师", null, [], null, [], House.Start.AddDays(-30), null, null, null));
        });
        await house.AtSix();
        using var manager = await Desk.Of(house, "zhoulei");
        var view = await Newest(manager, "华东二组");
        var id = view.GetProperty("id").GetString();

        Customers(view.GetProperty("due")).ShouldBe(["附小李老师", "骨科王主任"], ignoreOrder: true);
        foreach (var figure in new[] { "notes", "followUps", "forward", "dueTomorrow" })
        {
            Customers((await manager.Read($"/api/briefs/{id}/entries?figure={figure}")).GetProperty("items")).ShouldBeSubsetOf(["骨科王主任", "附小李老师"], figure);
        }

        static IEnumerable<string> Customers(JsonElement lines) => lines.EnumerateArray().Select(line => line.GetProperty("customer").GetString()!);
    }

    [Fact]
    public async Task The_team_page_says_before_six_what_the_brief_says_at_six()
    {
        await using var house = await Busy();
        house.WeCom.Clock.SetUtcNow(Day.Six.AddSeconds(-1));
        using var manager = await Desk.Of(house, "zhoulei");
        var team = (await manager.Read("/api/team")).GetProperty("figures");

        await house.AtSix();
        var view = await Newest(manager, "华东二组");

        foreach (var figure in new[] { "notes", "followUps", "forward", "longCalls", "visits" })
        {
            team.GetProperty(figure).GetInt32().ShouldBe(Count(view, figure), figure);
        }

        team.GetProperty("openOpportunities").GetInt32().ShouldBe(view.GetProperty("funnel").EnumerateArray().Sum(step => step.GetProperty("open").GetInt32()));
        Count(view, "notes").ShouldBe(1);
        Count(view, "longCalls").ShouldBe(2);
    }

    [Fact]
    public async Task A_leader_of_two_teams_gets_both_and_the_roll_up_is_their_sum()
    {
        await using var house = await House.Open();
        var company = house.WeCom.Company;
        company
            .WithPerson("gaoyuan", "高远", "华东区", leads: true)
            .WithPerson("wuyang", "吴扬", "华东区/华东三组")
            .WithPerson("zhoulei", "周蕾", "华东区/华东三组", leads: true, more: person => person with { Departments = [company.DepartmentAt("华东区/华东二组").Id, .. person.Departments] });
        await Morning(house);
        await house.Calls(("linxiao", 200), ("chenmo", 900), ("wuyang", 600), ("wuyang", 60));

        await house.AtSix();

        house.Phone("周蕾").Cards.Select(card => card.Title).ShouldBe(["华东二组 日报 · 11月20日", "华东三组 日报 · 11月20日"], ignoreOrder: true);
        house.WeCom.Calls.Count(call => call is { Path: "message/send", ErrCode: 0 } && call.BodyText.Contains("\"zhoulei\"", StringComparison.Ordinal) && call.BodyText.Contains("\"file\"", StringComparison.Ordinal))
            .ShouldBe(2);
        using var director = await Desk.Of(house, "gaoyuan");
        var rollUp = await Newest(director, "华东区");
        rollUp.GetProperty("isRollUp").GetBoolean().ShouldBeTrue();
        foreach (var figure in rollUp.GetProperty("figures").EnumerateArray().Select(one => one.GetProperty("figure").GetString()!))
        {
            rollUp.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("counts").GetProperty(figure).GetInt32()).ShouldBe(Count(rollUp, figure), figure);
        }

        foreach (var (team, calls) in new[] { ("华东二组", 2), ("华东三组", 2) })
        {
            var row = rollUp.GetProperty("rows").EnumerateArray().Single(one => one.GetProperty("name").GetString() == team);
            var own = await director.Read($"/api/briefs/{row.GetProperty("brief").GetString()}");
            own.GetProperty("team").GetString().ShouldBe(team);
            row.GetProperty("counts").GetProperty("calls").GetInt32().ShouldBe(calls);
            foreach (var figure in own.GetProperty("figures").EnumerateArray())
            {
                row.GetProperty("counts").GetProperty(figure.GetProperty("figure").GetString()!).GetInt32().ShouldBe(figure.GetProperty("count").GetInt32());
            }
        }
    }

    [Fact]
    public async Task The_morning_after_new_contacts_are_compared_with_wecoms_own_count_and_the_difference_is_said()
    {
        await using var house = await House.Open();
        await Morning(house);
        var company = house.WeCom.Company;
        company.WithCustomer("wmNew", "新客户", "", new WeComSales.Simulator.Follow("linxiao", House.Start.AddHours(1)), new WeComSales.Simulator.Follow("chenmo", House.Start.AddHours(2)));
        await house.Db.Write(tx => tx.Follows.Put(new("wmNew", "chenmo", null, null, [], null, [], House.Start.AddHours(2), null, null, null)));
        house.WeCom.Clock.SetUtcNow(House.Start.AddDays(1));
        var check = house.Services.GetRequiredService<ContactCheckJob>();

        (await check.Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None)).ShouldBe(
            new(true, "2026-11-20 新增联系人：企业微信 2，本系统 1；1 人不一致（企业微信 / 本系统）：林晓 1 / 0"));
        await house.Db.Write(tx => tx.Follows.Put(new("wmNew", "linxiao", null, null, [], null, [], House.Start.AddHours(1), null, null, null)));
        (await check.Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None)).Line.ShouldBe("2026-11-20 新增联系人：企业微信 2，本系统 2，一致");

        house.WeCom.Faults.ErrCode(-1, "externalcontact/get_user_behavior_data");
        var unknown = await check.Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None);
        unknown.Done.ShouldBeFalse();
        unknown.Line.ShouldContain("没有核对完");
    }

    [Fact]
    public async Task A_file_that_wecom_no_longer_has_is_uploaded_again_for_whoever_still_lacks_it()
    {
        await using var house = await House.Open();
        await Morning(house);
        await house.AtSix();
        await house.Db.Write(async tx =>
        {
            // WeCom forgets a file before the time it promised.
            await tx.Run("update outbox_files set media_id = 'gone'", new { });
            // A second leader came meanwhile.
            await tx.Run("insert into department_leaders (department_id, userid, rank) values (@team, 'chenmo', 2)", new { team = (await tx.Departments.LedBy("zhoulei")).Single().Id });
            await tx.Staff.Put((await tx.Staff.ByUserid("chenmo"))! with { Role = Role.Manager, RoleSource = RoleSource.Import }, null);
        });

        (await house.Services.GetRequiredService<BriefJob>().RunFor(new(Day.Six, "示例公司/华东区/华东二组", Again: false), CancellationToken.None)).Done.ShouldBeTrue();
        await house.Settle();

        house.WeCom.Calls.Count(call => call is { Path: "message/send", ErrCode: 40007 }).ShouldBe(1);
        house.WeCom.Calls.Count(call => call is { Path: "media/upload", ErrCode: 0 }).ShouldBe(2);
        house.WeCom.Calls.Count(call => call is { Path: "message/send", ErrCode: 0 } && call.BodyText.Contains("\"chenmo\"", StringComparison.Ordinal)).ShouldBe(2, "a card and its file");
    }

    /// <summary>A day with something of nearly everything in 华东二组.</summary>
    static async Task<House> Busy()
    {
        var house = await House.Open();
        await Morning(house);
        using var rep = await Desk.Of(house, "linxiao");
        await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = "价格太高了，竞品也在谈" });
        await rep.Post("/api/customers/wmWang/follow-ups", new { id = Desk.NewId(), opportunityId = "opp-ct", goal = "确认预算", nextContactAt = "2026-11-23T09:00:00+08:00" });
        await rep.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), opportunityId = "opp-ct", learned = "主任支持" });
        await rep.Post("/api/customers/wmWang/stage-moves", new { id = Desk.NewId(), opportunityId = "opp-ct", stage = "提案", reason = "方案已交" });
        await rep.Post("/api/customers/wmLi/opportunities", new { id = Desk.NewId(), title = "监护仪更新" });
        using (var planned = await rep.Send(HttpMethod.Put, "/api/customers/wmLi/next-contact", new { opportunityId = (string?)null, at = "2026-11-23T15:30:00+08:00" }))
        {
            planned.EnsureSuccessStatusCode();
        }

        await house.Calls(("linxiao", 200), ("linxiao", 180), ("chenmo", 900));
        await house.Settle();
        return house;
    }

    static async Task Morning(House house)
    {
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
    }

    static async Task<JsonElement> Newest(Desk desk, string team)
    {
        var line = (await desk.Read("/api/briefs")).GetProperty("items").EnumerateArray().First(one => one.GetProperty("team").GetString() == team);
        return await desk.Read($"/api/briefs/{line.GetProperty("id").GetString()}");
    }

    static int Count(JsonElement view, string figure) =>
        view.GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("figure").GetString() == figure).GetProperty("count").GetInt32();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Blanks();
}
