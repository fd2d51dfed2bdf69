using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.Data;
using WeComSales.Domain;
using Seeing = WeComSales.Simulator.Follow;

namespace WeComSales.Tests.Sidebar;

public sealed class CustomerTests
{
    [Fact]
    public async Task A_page_is_shown_although_neither_look_nor_ticket_can_be_kept_but_to_a_leader_only_when_it_is_written_down()
    {
        await using var house = await House.Open();
        house.Expect("");
        using var rep = await Desk.Of(house, "linxiao");
        using var manager = await Desk.Of(house, "zhoulei");
        (await manager.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await house.Db.Write(async tx =>
        {
            await tx.Run("drop table recent_contacts");
            await tx.Run("drop table audit");
            await tx.Run("drop table tokens");
        });

        (await rep.Get($"/api/js-config?url={Uri.EscapeDataString($"{house.Address}sidebar/")}")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "no ticket can be kept");
        (await rep.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await manager.Get("/api/customers/wmWang");
        refused.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("王主任");
    }

    [Fact]
    public async Task One_answer_carries_customer_health_opportunities_and_the_first_page_of_the_timeline()
    {
        await using var house = await House.Open();
        await Happened(house, 30);
        using var desk = await Desk.Of(house, "linxiao");

        var page = await desk.Read("/api/customers/wmWang");

        page.GetProperty("customer").GetProperty("name").GetString().ShouldBe("王主任");
        page.GetProperty("customer").GetProperty("owner").GetString().ShouldBe("林晓");
        page.GetProperty("health").GetProperty("hours").GetInt32().ShouldBe(1);
        page.GetProperty("health").GetProperty("red").GetBoolean().ShouldBeFalse();
        var opportunity = page.GetProperty("opportunities").EnumerateArray().ShouldHaveSingleItem();
        (opportunity.GetProperty("title").GetString(), opportunity.GetProperty("days").GetInt32()).ShouldBe(("CT 采购项目", 20));
        page.GetProperty("timeline").GetProperty("items").GetArrayLength().ShouldBe(20);
        page.GetProperty("me").GetProperty("acts").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat_also_where_times_are_equal()
    {
        await using var house = await House.Open();
        await Happened(house, 45, apart: TimeSpan.Zero);
        using var desk = await Desk.Of(house, "linxiao");

        var seen = new List<string>();
        var page = (await desk.Read("/api/customers/wmWang")).GetProperty("timeline");
        while (true)
        {
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null)
            {
                break;
            }

            var next = page.GetProperty("next");
            page = await desk.Read($"/api/customers/wmWang/timeline?before={Uri.EscapeDataString(next.GetProperty("before").GetString()!)}&beforeId={next.GetProperty("beforeId").GetString()}");
        }

        seen.Distinct().Count().ShouldBe(45);
        seen.Count.ShouldBe(45);
    }

    [Fact]
    public async Task The_timeline_is_narrowed_by_kind_by_day_and_by_words()
    {
        await using var house = await House.Open();
        await Happened(house, 30, apart: TimeSpan.FromDays(1));
        using var desk = await Desk.Of(house, "linxiao");

        (await Texts("kind=visit")).ShouldBe(["第 2 条", "第 5 条", "第 8 条", "第 11 条", "第 14 条", "第 17 条", "第 20 条", "第 23 条", "第 26 条", "第 29 条"]);
        (await Texts("day=2026-11-15"))[0].ShouldBe("第 5 条");
        (await Texts($"search={Uri.EscapeDataString("第 27")}")).ShouldBe(["第 27 条"]);
        (await Texts("search=%25")).ShouldBeEmpty();
        (await desk.Get("/api/customers/wmWang/timeline?kind=gossip")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        async Task<IReadOnlyList<string>> Texts(string question) =>
            [.. (await desk.Read($"/api/customers/wmWang/timeline?{question}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString()!)];
    }

    [Fact]
    public async Task A_search_for_a_common_word_comes_page_by_page_without_a_gap()
    {
        await using var house = await House.Open();
        await Happened(house, 45);
        using var desk = await Desk.Of(house, "linxiao");
        var seen = new List<string>();

        var question = $"search={Uri.EscapeDataString("条")}";
        var page = await desk.Read($"/api/customers/wmWang/timeline?{question}");
        while (true)
        {
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(20);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.GetProperty("next") is not { ValueKind: JsonValueKind.Object } next)
            {
                break;
            }

            page.GetProperty("searchedUntil").ValueKind.ShouldBe(JsonValueKind.String);
            page = await desk.Read($"/api/customers/wmWang/timeline?{question}&before={Uri.EscapeDataString(next.GetProperty("before").GetString()!)}&beforeId={next.GetProperty("beforeId").GetString()}");
        }

        seen.ShouldBe(Enumerable.Range(0, 45).Select(index => $"t{index:000}"));
    }

    [Fact]
    public async Task A_customer_whom_nobody_has_seen_here_is_fetched_from_WeCom()
    {
        await using var house = await House.Open();
        house.WeCom.Company.WithCustomer("wmNeu", "新来的赵工", "", new Seeing("linxiao", House.Start.AddMinutes(-5)));
        using var desk = await Desk.Of(house, "linxiao");

        (await desk.Read("/api/customers/wmNeu")).GetProperty("customer").GetProperty("name").GetString().ShouldBe("新来的赵工");
    }

    [Fact]
    public async Task Whom_WeCom_does_not_know_it_is_asked_about_once_a_minute()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        int Asked() => house.WeCom.Calls.Count(call => call.Path == "externalcontact/get" && call.Query.Contains("wmNobody", StringComparison.Ordinal));

        (await desk.Get("/api/customers/wmNobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.Get("/api/customers/wmNobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Asked().ShouldBe(1);

        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Get("/api/customers/wmNobody");
        Asked().ShouldBe(2);
    }

    [Fact]
    public async Task A_day_at_either_end_of_the_calendar_is_a_day()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        (await desk.Get("/api/customers/wmWang/timeline?day=9999-12-31")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Get("/api/customers/wmWang/timeline?day=0001-01-01")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_elses_customer_and_nobodys_are_refused_in_the_same_words()
    {
        await using var house = await House.Open();
        using var stranger = await Desk.Of(house, "chenmo");

        var theirs = await stranger.Get("/api/customers/wmWang");
        var nobodys = await stranger.Get("/api/customers/wmNobody");

        (theirs.StatusCode, nobodys.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (await theirs.Content.ReadAsStringAsync()).ShouldBe(await nobodys.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_WeCom_cannot_be_asked_about_a_new_customer_the_page_says_so_instead_of_refusing()
    {
        await using var house = await House.Open();
        house.WeCom.Company.WithCustomer("wmNeu", "新来的赵工", "", new Seeing("linxiao", House.Start.AddMinutes(-5)));
        house.WeCom.Faults.ErrCode(45009, "externalcontact/get");
        using var desk = await Desk.Of(house, "linxiao");

        (await desk.Get("/api/customers/wmNeu")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task What_was_typed_is_there_on_the_next_device_and_for_nobody_else()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        (await desk.Send(HttpMethod.Put, "/api/customers/wmWang/typed/note", new { text = "写到一半" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var kept = (await desk.Read("/api/customers/wmWang")).GetProperty("typed").EnumerateArray().ShouldHaveSingleItem();
        kept.GetProperty("content").GetProperty("text").GetString().ShouldBe("写到一半");
        (await house.Db.Read(tx => tx.TypedTexts.Of("chenmo", "wmWang"))).ShouldBeEmpty();
        (await desk.Send(HttpMethod.Put, "/api/customers/wmWang/typed/note", new { text = new string('长', 30_000) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Opening_a_customer_puts_them_first_for_the_next_forwarded_message()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        await desk.Read("/api/customers/wmLi");

        (await house.Db.Read(tx => tx.RecentContacts.For("linxiao", 1))).ShouldHaveSingleItem().ExternalUserid.ShouldBe("wmLi");
    }

    /// <summary>Rows of three kinds, the newest an hour ago.</summary>
    static Task Happened(House house, int count, TimeSpan? apart = null) => house.Db.Write(async tx =>
    {
        string[] kinds = [TimelineKinds.FollowUp, TimelineKinds.Call, TimelineKinds.Visit];
        for (var index = 0; index < count; index++)
        {
            var at = House.Start.AddHours(-1) - (apart ?? TimeSpan.FromMinutes(7)) * index;
            await tx.Timeline.Add(new($"t{index:000}", "wmWang", "opp-ct", kinds[index % 3], at, "linxiao", $"第 {index} 条", null, null, at));
        }
    });
}
