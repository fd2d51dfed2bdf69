using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Reports;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Reports;

/// <summary>The 18:00 brief with the whole product (F4): right, on time, once, and never silent.</summary>
public sealed class BriefTests
{
    /// <summary>Friday 2026-11-20 18:00 in Shanghai; the house opens that morning.</summary>
    static readonly DateTimeOffset Six = Day.Six.ToUniversalTime();

    /// <summary>In whichever order: the card does not wait for the file's upload.</summary>
    static readonly string[] cardAndFile = ["template_card", "file"];

    [Fact]
    public async Task At_six_the_manager_gets_one_card_and_one_pdf_with_the_days_figures()
    {
        await using var house = await Morning();
        await Note(house, "价格太高了，竞品也在谈");
        await house.Calls(("linxiao", 200), ("linxiao", 180), ("chenmo", 900));

        await house.AtSix();

        var card = house.Phone("周蕾").LastCard;
        card.Title.ShouldBe("华东二组 日报 · 11月20日");
        var sent = SentTo(house, "zhoulei");
        sent.ShouldBe(cardAndFile, ignoreOrder: true);
        var brief = await house.Brief();
        brief.Figures[Figure.Notes].ShouldBe(1);
        brief.Figures[Figure.Calls].ShouldBe(3);
        brief.Figures[Figure.LongCalls].ShouldBe(2);
        brief.Objections.Select(mention => mention.Word).ShouldContain("价格异议");
        var pdf = Readers.Text(await house.Pdf());
        pdf.ShouldContain("华东二组 日报");
        pdf.ShouldMatch(@"林晓\s+0\s+1\s+0\s+1\b");
    }

    [Fact]
    public async Task Nothing_is_sent_before_six_and_everybody_has_a_share_of_the_three_minutes()
    {
        await using var house = await Morning();
        house.WeCom.Clock.SetUtcNow(Six.AddSeconds(-2));
        await house.Settle();
        SentTo(house, "zhoulei").ShouldBeEmpty();

        await house.AtSix(Six.AddSeconds(1));
        var due = await house.Db.Read(tx => tx.All<DateTimeOffset>("select available_at from outbox where available_at is not null order by available_at"));
        due.ShouldAllBe(at => at >= Six && at <= Six.AddMinutes(3).AddSeconds(3));
    }

    [Fact]
    public async Task A_team_without_any_act_gets_a_short_card()
    {
        await using var house = await Morning();
        await house.AtSix();
        SentTo(house, "zhoulei").ShouldBe(cardAndFile, ignoreOrder: true);
        (await house.Brief()).IsEmpty.ShouldBeTrue();
        house.WeCom.Calls.Single(call => call.Path == "message/send" && call.BodyText.Contains("template_card", StringComparison.Ordinal)).BodyText.ShouldContain("没有记录到任何动作");
    }

    [Fact]
    public async Task Down_from_five_to_six_until_twenty_to_seven_the_brief_comes_once_and_says_so()
    {
        await using var house = await Morning();
        house.WeCom.Clock.SetUtcNow(Six.AddMinutes(-5));
        await house.Down(until: Six.AddMinutes(40));
        await house.AtSix(Six.AddMinutes(45));

        house.Phone("周蕾").LastCard.Title.ShouldBe("补发 · 华东二组 日报 · 11月20日");
        SentTo(house, "zhoulei").ShouldBe(cardAndFile, ignoreOrder: true);
        await house.AtSix(Six.AddHours(5));
        SentTo(house, "zhoulei").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Down_over_several_days_the_newest_is_sent_and_the_older_ones_are_on_the_page_only()
    {
        await using var house = await Morning();
        var tuesday = Six.AddDays(4);
        house.WeCom.Clock.SetUtcNow(Six.AddHours(-1));
        await house.Down(until: tuesday.AddHours(7));
        await house.AtSix(tuesday.AddHours(8));

        SentTo(house, "zhoulei").ShouldBe(cardAndFile, ignoreOrder: true);
        house.Phone("周蕾").LastCard.Title.ShouldBe("补发 · 华东二组 日报 · 11月24日");
        var past = await house.Db.Read(tx => tx.Reports.Past("zhoulei", "9999-12-31", "", 10));
        past.Select(line => (line.Day.Day, line.Delivers)).ShouldBe([(24, true), (23, false), (20, false)]);
        var briefs = new List<StoredBrief>();
        foreach (var line in past)
        {
            briefs.Add((await house.Db.Read(tx => tx.Reports.ById(line.Id)))!);
        }

        briefs[..2].Zip(briefs[1..]).ShouldAllBe(pair => pair.First.Brief.From == pair.Second.Brief.To);
    }

    [Fact]
    public async Task A_clock_that_is_put_back_and_forth_makes_no_second_brief_and_loses_no_act()
    {
        await using var house = await Morning();
        await house.AtSix();
        var flow = house.Services.GetRequiredService<BriefFlow>();
        await flow.Watch(Six.AddHours(-2));
        // The hours that come a second time: what happens in them is stamped before the end of the brief that is out.
        await house.Db.Write(tx => tx.Visits.Add(new("visit-1", "wmWang", null, "预算已批", null, null, "linxiao", Six.AddHours(-1))));
        await flow.Watch(Six);
        await house.AtSix(Six.AddHours(2));
        SentTo(house, "zhoulei").Count.ShouldBe(2);

        await house.AtSix(Six.AddDays(3).AddMinutes(5));
        SentTo(house, "zhoulei").Count.ShouldBe(4);
        (await house.Brief()).Figures[Figure.Visits].ShouldBe(1);
    }

    [Fact]
    public async Task No_brief_on_a_day_off_and_the_next_one_covers_it()
    {
        await using var house = await Morning();
        await house.AtSix();
        await house.AtSix(Six.AddDays(1).AddMinutes(5));
        SentTo(house, "zhoulei").Count.ShouldBe(2);
        await house.AtSix(Six.AddDays(3).AddMinutes(5));
        (await house.Brief()).From.ShouldBe(Six);
    }

    [Fact]
    public async Task An_act_that_became_known_late_counts_once_in_the_next_brief()
    {
        await using var house = await Morning();
        await house.AtSix();
        await house.Db.Write(tx => tx.Follows.Put(new("wmWang", "chenmo", null, null, [], null, [], Six.AddHours(-3), null, null, null)));
        await house.AtSix(Six.AddDays(3).AddMinutes(5));
        (await house.Brief()).Figures[Figure.Contacts].ShouldBe(1);
        await house.AtSix(Six.AddDays(4).AddMinutes(5));
        (await house.Brief()).Figures[Figure.Contacts].ShouldBe(0);
    }

    [Fact]
    public async Task Run_by_hand_sends_nothing_twice_unless_asked()
    {
        await using var house = await Morning();
        await house.AtSix();
        var job = house.Services.GetRequiredService<BriefJob>();

        (await job.RunFor(new(Day.Six, "示例公司/华东区/华东二组", Again: false), CancellationToken.None)).Done.ShouldBeTrue();
        await house.Settle();
        SentTo(house, "zhoulei").Count.ShouldBe(2);

        (await job.RunFor(new(Day.Six, "示例公司/华东区/华东二组", Again: true), CancellationToken.None)).Done.ShouldBeTrue();
        await house.Settle();
        SentTo(house, "zhoulei").Count.ShouldBe(4);
        house.Phone("周蕾").LastCard.Title.ShouldBe("更正 · 华东二组 日报 · 11月20日");

        (await job.RunFor(new(Day.Six, "没有这个团队", Again: false), CancellationToken.None)).Done.ShouldBeFalse();
        var saturday = await job.RunFor(new(Day.Six.AddDays(1), null, Again: false), CancellationToken.None);
        (saturday.Skipped, saturday.Line).ShouldBe((true, "2026-11-21 不是工作日，没有日报"));
    }

    [Fact]
    public async Task Whoever_said_no_gets_none_and_whoever_was_put_on_the_list_gets_one()
    {
        await using var house = await Morning();
        await house.Db.Write(async tx =>
        {
            var team = (await tx.Departments.LedBy("zhoulei")).Single().Id;
            await tx.Reports.Wish(team, "zhoulei", wanted: false, "zhoulei", Six.AddHours(-1));
            await tx.Reports.Wish(team, "chenmo", wanted: true, "admin", Six.AddHours(-1));
        });
        await house.AtSix();
        SentTo(house, "zhoulei").ShouldBeEmpty();
        SentTo(house, "chenmo").ShouldBe(["template_card"]);
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData(Role.Director, false, true)]
    [InlineData(Role.Rep, false, false)]
    [InlineData(Role.Ops, false, false)]
    [InlineData(Role.StoreManager, false, false)]
    [InlineData(Role.Admin, false, false)]
    [InlineData(null, true, false)]
    public async Task The_file_with_customers_names_goes_only_to_leaders_who_may_see_them(Role? role, bool isAdminBySettings, bool getsFile)
    {
        await using var house = await House.Open(null, ("Admins", isAdminBySettings ? "zhoulei" : "hejing"));
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        using var desk = await Desk.Of(house, "zhoulei", role);

        await house.AtSix();

        SentTo(house, "zhoulei").ShouldBe(getsFile ? cardAndFile : ["template_card"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_brief_that_cannot_be_made_is_tried_again_then_told_as_failed_and_made_when_somebody_mends_it()
    {
        await using var house = await House.Open(null, ("Admins", "hejing"));
        house.Expect("could not be made");
        house.Expect("was given up");
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        var worker = house.Services.GetRequiredService<BriefWorker>();
        await worker.Settled(CancellationToken.None);
        // The brief before holds what no brief can be made behind.
        await house.Db.Write(async tx => await tx.Run(
            """
            insert into briefs (id, department_id, day, team_name, team_path, from_at, to_at, state, delivers, late, at_once, made_at, content, figures)
            values ('broken', @team, '2026-11-19', 'x', 'x', @at, @at, 2, @no, @no, @no, @at, '{}', '{}')
            """,
            new { team = (await tx.Departments.LedBy("zhoulei")).Single().Id, at = Six.AddDays(-1), no = false }));

        await house.AtSix();
        var (first, waiting, none) = await house.Db.Read(tx => tx.Reports.Standing(Day.Friday));
        (first, waiting, none).ShouldBe((0L, 1L, 0L));
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            house.WeCom.Clock.Advance(TimeSpan.FromHours(13));
            await worker.Settled(CancellationToken.None);
        }

        var told = await house.Services.GetRequiredService<BriefJob>().Run(Day.Six, CancellationToken.None);
        (told.Done, told.Line).ShouldBe((false, "2026-11-20 日报：0 份已生成，1 份已放弃，请在运行状态页查看"));
        (await house.Services.GetRequiredService<DeadWatchJob>().Run(house.WeCom.Clock.GetUtcNow(), CancellationToken.None)).Line.ShouldContain("日报 1 条");
        var dead = (await house.Services.GetRequiredService<DeadFlow>().List(10)).Single(line => line.Id.StartsWith("brief-", StringComparison.Ordinal));
        (dead.What, dead.Attempts).ShouldBe(("华东二组 2026-11-20", Retries.Most));

        await house.Db.Write(tx => tx.Run("delete from briefs where id = 'broken'"));
        (await house.Services.GetRequiredService<DeadFlow>().Retry(dead.Id)).ShouldBeTrue();
        await worker.Settled(CancellationToken.None);
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(4));
        await house.Settle();
        SentTo(house, "zhoulei").ShouldContain("template_card");
        (await house.Services.GetRequiredService<DeadFlow>().Retry(dead.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_upload_that_failed_is_made_anew_and_arrives_once()
    {
        await using var house = await Morning();
        house.WeCom.Faults.ErrCode(-1, "media/upload", times: 1);
        house.Expect("is tried again");
        await house.AtSix();
        await house.AtSix(Six.AddMinutes(30));
        SentTo(house, "zhoulei").Order().ShouldBe(["file", "template_card"]);
    }

    static async Task<House> Morning()
    {
        var house = await House.Open();
        await house.Services.GetRequiredService<DirectorySync>().Run(CancellationToken.None);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        return house;
    }

    static async Task Note(House house, string text)
    {
        var rep = house.Phone("林晓");
        await rep.Forward(text);
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
    }

    static List<string> SentTo(House house, string userid) =>
        [.. house.WeCom.Calls.Where(call => call.Path == "message/send" && call.ErrCode == 0 && !call.Duplicate)
            .Select(call => JsonDocument.Parse(call.Body).RootElement)
            .Where(json => json.GetProperty("touser").GetString() == userid && !json.ToString().Contains("note-", StringComparison.Ordinal))
            .Select(json => json.GetProperty("msgtype").GetString()!)];
}
