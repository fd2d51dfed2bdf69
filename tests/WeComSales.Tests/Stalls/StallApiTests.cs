using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Tests.Stalls;

public sealed class StallApiTests
{
    [Fact]
    public async Task The_board_shows_a_manager_her_teams_stalled_and_warned_deals_and_others_only_theirs()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B50", 50), ("B73", 73), ("B10", 10));
        await floor.Scan();

        var board = await Get(floor, "zhoulei", "/api/stalls");
        (board.GetProperty("stalled").GetInt32(), board.GetProperty("warned").GetInt32()).ShouldBe((1, 1));
        board.GetProperty("first").GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("code").GetString(), item.GetProperty("words").GetString()))
            .ShouldBe([("B73", "停滞 3 天 1 小时"), ("B50", "22 小时后停滞")]);
        board.GetProperty("teams")[0].GetProperty("name").GetString().ShouldBe("华东二组");
        (await Get(floor, "gaoyuan", "/api/stalls")).GetProperty("first").GetProperty("items").GetArrayLength().ShouldBe(2);
        (await Get(floor, "linxiao", "/api/stalls")).GetProperty("first").GetProperty("items").GetArrayLength().ShouldBe(2);
        (await Get(floor, "sunning", "/api/stalls")).GetProperty("first").GetProperty("items").GetArrayLength().ShouldBe(1, "ops see what is addressed to them");
        (await Get(floor, "chenmo", "/api/stalls")).GetProperty("first").GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_has_the_owners_remark_on_the_board_in_todays_list_and_where_it_is_explained()
    {
        await using var floor = await StallFloor.Open();
        await floor.House.Db.Write(tx => tx.Follows.Put(new("wmWang", "linxiao", "骨科王主任", null, [], null, [], House.Start.AddDays(-30), null, null, null)));
        await floor.Import(("B73", 73));
        await floor.Scan();

        foreach (var who in new[] { "linxiao", "zhoulei", "sunning" })
        {
            (await Get(floor, who, "/api/stalls")).GetProperty("first").GetProperty("items")[0].GetProperty("customer").GetString().ShouldBe("骨科王主任", who);
        }

        (await Get(floor, "linxiao", "/api/today")).GetProperty("stalled")[0].GetProperty("customer").GetString().ShouldBe("骨科王主任");
        (await Get(floor, "sunning", "/api/today")).GetProperty("stalled")[0].GetProperty("customer").GetString().ShouldBe("骨科王主任");
        var opportunity = (await Get(floor, "linxiao", "/api/stalls")).GetProperty("first").GetProperty("items")[0].GetProperty("opportunityId").GetString();
        (await Get(floor, "zhoulei", $"/api/opportunities/{opportunity}/stall")).GetProperty("why").GetProperty("customer").GetString().ShouldBe("骨科王主任");
    }

    [Fact]
    public async Task What_a_manager_was_told_of_is_to_be_done_until_somebody_answers()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();

        var stalled = (await Get(floor, "zhoulei", "/api/today")).GetProperty("stalled").EnumerateArray().ShouldHaveSingleItem();
        stalled.GetProperty("hours").GetInt32().ShouldBe(73);
        (await Get(floor, "chenmo", "/api/today")).GetProperty("stalled").GetArrayLength().ShouldBe(0);

        await floor.Manager.Tap(StallFloor.Of(floor.Manager)[^1], "催办");
        await floor.House.Settle();
        (await Get(floor, "zhoulei", "/api/today")).GetProperty("stalled").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_boards_numbers_count_every_deal_and_its_rows_come_page_by_page()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import([.. Enumerable.Range(0, 120).Select(one => ($"B{one:000}", one % 4 == 0 ? 50.0 : 73.0 + one))]);
        await floor.Scan();

        var board = await Get(floor, "zhoulei", "/api/stalls");
        (board.GetProperty("stalled").GetInt32(), board.GetProperty("warned").GetInt32()).ShouldBe((90, 30));
        var team = board.GetProperty("teams").EnumerateArray().ShouldHaveSingleItem();
        (team.GetProperty("stalled").GetInt32(), team.GetProperty("warned").GetInt32()).ShouldBe((90, 30));

        foreach (var part in new[] { "stage=%E6%8F%90%E6%A1%88", $"team={team.GetProperty("key").GetString()}" })
        {
            var rows = new List<(string? Level, DateTimeOffset StallAt, string? Code)>();
            for (string? after = ""; after is not null;)
            {
                var page = await Get(floor, "zhoulei", $"/api/stalls/lines?{part}{(after.Length > 0 ? $"&after={after}" : "")}");
                rows.AddRange(page.GetProperty("items").EnumerateArray().Select(item => (
                    item.GetProperty("level").GetString(), item.GetProperty("stallAt").GetDateTimeOffset(), item.GetProperty("code").GetString())));
                after = page.GetProperty("next").GetString();
            }

            rows.Select(row => row.Code).Distinct().Count().ShouldBe(120, part);
            rows.Select(row => row.Code).ShouldBe(rows.OrderBy(row => row.Level == "warned").ThenBy(row => row.StallAt).Select(row => row.Code), part);
        }

        (await Get(floor, "zhoulei", "/api/stalls/lines?stage=x")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await (await floor.As("zhoulei")).GetAsync("/api/stalls/lines?after=nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_says_why_and_offers_what_this_person_can_do()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        var stall = await floor.Stall("B73");

        (await Choices(floor, "zhoulei", stall)).ShouldBe(["urged", "handed"]);
        (await Choices(floor, "linxiao", stall)).ShouldBe(["asked", "postponed"]);
        (await Choices(floor, "sunning", stall)).ShouldBe(["supporting", "handled"]);
        (await (await floor.As("chenmo")).GetAsync($"/api/stalls/{stall.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await floor.House.Db.Read(tx => tx.Audit.Page(floor.Now.AddDays(1), "", 10)))
            .ShouldContain(look => look.Userid == "zhoulei" && look.Action == "stall.why" && look.AboutUserid == "linxiao");
        (await Post(floor, "sunning", stall, new { answer = "supporting", reason = new string('长', 2001) })).ShouldBe(HttpStatusCode.BadRequest);
        var warned = await Get(floor, "zhoulei", $"/api/opportunities/{stall.OpportunityId}/stall");
        warned.GetProperty("why").GetProperty("episode").GetProperty("rule").GetString().ShouldBe("提案 3 天");
    }

    [Fact]
    public async Task Ops_see_an_episode_and_its_customer_while_it_is_open_and_then_only_how_it_ended()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        var stall = await floor.Stall("B73");
        using var ops = await floor.As("sunning");
        (await ops.GetAsync("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await floor.FollowUp("B73");
        await floor.Scan();

        (await ops.GetAsync("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var page = await ops.GetAsync($"/api/stalls/{stall.Id}");
        page.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var body = await page.Content.ReadAsStringAsync();
        body.ShouldContain("林晓 已记录跟进");
        body.ShouldNotContain("王主任");
        (await Get(floor, "sunning", "/api/today")).GetProperty("stalled").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Ops_learn_nothing_of_an_alert_that_waits_for_the_morning()
    {
        await using var floor = await StallFloor.Open();
        floor.House.WeCom.Clock.SetUtcNow(StallFloor.At("2026-11-20T18:40"));
        await floor.Import(("B73", 73));
        await floor.Scan();
        var stall = await floor.Stall("B73");
        stall.Ops.ShouldBe("sunning");
        using var ops = await floor.As("sunning");

        (await ops.GetAsync("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ops.GetAsync($"/api/stalls/{stall.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(floor, "sunning", "/api/stalls")).GetProperty("first").GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Get(floor, "sunning", "/api/today")).GetProperty("stalled").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_on_the_page_is_the_same_as_a_tap_and_only_for_those_who_may()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        var stall = await floor.Stall("B73");

        (await Post(floor, "chenmo", stall, new { answer = "urged" })).ShouldBe(HttpStatusCode.NotFound);
        (await Post(floor, "linxiao", stall, new { answer = "urged" })).ShouldBe(HttpStatusCode.NotFound);
        (await Post(floor, "linxiao", stall, new { answer = "postponed", days = 2, reason = "等" })).ShouldBe(HttpStatusCode.Conflict);
        (await Post(floor, "linxiao", stall, new { answer = "postponed", days = 3, reason = "等招标" })).ShouldBe(HttpStatusCode.OK);
        await floor.House.Settle();

        (await floor.Stall("B73")).PostponeReason.ShouldBe("等招标");
        floor.Rep.LastCard.Title.ShouldBe("林晓 已延后 3 天 · 10:32");
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("林晓 已延后 3 天 · 10:32");
    }

    [Fact]
    public async Task Rules_are_edited_by_administrators_with_a_preview_and_kept_by_versions()
    {
        await using var floor = await StallFloor.Open(("Admins", "sunning"));
        await floor.Import(("R30", 30), ("R50", 50), ("R73", 73));
        await floor.Scan();
        using var admin = await floor.As("sunning");
        var rules = StallRules.Default with { Rules = [StallRule.For("提案 1 天", "提案", 24)] };

        var preview = await (await admin.PostAsJsonAsync("/api/stall-rules/preview", rules, Json)).Content.ReadFromJsonAsync<JsonElement>();
        preview.GetProperty("line").GetString().ShouldBe("今天会触发 2 条");
        (await admin.PostAsJsonAsync("/api/stall-rules", new { rules = rules with { CardsPerDay = 0 }, basedOn = 1 }, Json)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.PostAsJsonAsync("/api/stall-rules", new { rules, basedOn = 1 }, Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.PostAsJsonAsync("/api/stall-rules", new { rules, basedOn = 1 }, Json)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "somebody else's version stays");
        (await admin.PostAsJsonAsync("/api/stall-rules/calendar/2027", new { rest = "01-01 02-04..02-12", work = "01-31" }, Json)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await (await floor.As("zhoulei")).GetAsync("/api/stall-rules")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await floor.Scan();
        (await floor.Stall("R30")).RuleVersion.ShouldBe(2);
        (await floor.House.Db.Read(tx => tx.WorkYears.All())).Single(year => year.Year == 2027).Knowledge.ShouldBe(YearKnowledge.Published);
    }

    [Fact]
    public async Task An_imported_call_of_three_minutes_ends_an_episode_and_the_same_file_twice_changes_nothing()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        await floor.Scan();
        const string Header = "call_id,userid,external_userid,started_at,duration_s\n";

        (await floor.ImportFile("calls", Header + "c1,linxiao,wmWang,2026-11-20 09:00,179\n")).Added.ShouldBe(1);
        (await floor.Stall("B73")).State.ShouldBe(StallState.Alerted);
        var report = await floor.ImportFile("calls", Header + "c1,linxiao,wmWang,2026-11-20 09:00,179\nc2,linxiao,wmWang,2026-11-20 09:10,180\nc3,nobody,wmWang,2026-11-20 09:10,180\n");

        (report.Added, report.Unchanged, report.Rejected).ShouldBe((1, 1, 1));
        var stall = await floor.Stall("B73");
        (stall.State, stall.EndKind, stall.EndedBy).ShouldBe((StallState.Ended, "call", "linxiao"));
        await floor.Scan();
        StallFloor.Of(floor.Manager)[^1].Title.ShouldBe("林晓 已记录电话 · 10:32");
    }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    static async Task<JsonElement> Get(StallFloor floor, string userid, string path)
    {
        using var client = await floor.As(userid);
        return await client.GetFromJsonAsync<JsonElement>(path);
    }

    static async Task<HttpStatusCode> Post(StallFloor floor, string userid, Stall stall, object answer)
    {
        using var client = await floor.As(userid);
        return (await client.PostAsJsonAsync($"/api/stalls/{stall.Id}/answers", answer)).StatusCode;
    }

    static async Task<IReadOnlyList<string?>> Choices(StallFloor floor, string userid, Stall stall) =>
        [.. (await Get(floor, userid, $"/api/stalls/{stall.Id}")).GetProperty("choices").GetProperty("answers").EnumerateArray().Select(one => one.GetString())];
}
