using System.Net;
using WeComSales.Counter;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class TapTests
{
    [Fact]
    public async Task A_double_tap_is_one_record_and_the_reaction_is_one_tap_more()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        var id = Desk.NewId();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Shop.Recommend(clerk, id: id)));
        using var reacted = await clerk.Send(HttpMethod.Put, $"/api/counter/recommendations/{id}/reaction", new { reaction = "摸罐子" });

        reacted.StatusCode.ShouldBe(HttpStatusCode.OK);
        var one = (await shop.Recommendations()).ShouldHaveSingleItem();
        (one.ProductCode, one.Reaction, one.Signal, one.Hand).ShouldBe(("P2", "摸罐子", SignalLabels.PositiveIntent, new CounterHand("xujing", "xujing", null, "SH01")));
    }

    [Fact]
    public async Task A_tap_can_be_taken_back_for_a_few_seconds_and_then_says_why_not()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        var (first, second) = (await Shop.Recommend(clerk), await Shop.Recommend(clerk));

        (await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{first}/undo", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{first}/undo", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Wait(TimeSpan.FromSeconds(11));
        using var late = await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{second}/undo", new { });

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await late.Content.ReadAsStringAsync()).ShouldContain(CounterTexts.TooLate);
        (await shop.Recommendations()).ShouldHaveSingleItem().Id.ShouldBe(second);
    }

    [Fact]
    public async Task Taps_that_waited_for_a_network_keep_their_own_times_and_none_lies_in_the_future()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        var tapped = shop.Now.AddHours(-2);

        var early = await Shop.Recommend(clerk, at: tapped);
        var ahead = await Shop.Recommend(clerk, at: shop.Now.AddHours(5));
        (await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{early}/undo", new { at = tapped.AddSeconds(3) })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var kept = (await shop.Recommendations()).ShouldHaveSingleItem();
        (kept.Id, kept.At).ShouldBe((ahead, shop.Now));
        (await shop.House.Db.Read(tx => tx.Recommendations.ById(early)))!.At.ShouldBe(tapped);
    }

    [Fact]
    public async Task A_phone_that_tells_an_old_time_takes_nothing_back_long_after_it_came_in()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        var tapped = shop.Now;
        var (soon, never) = (await Shop.Recommend(clerk, at: tapped), await Shop.Recommend(clerk, at: tapped));
        shop.Wait(TimeSpan.FromMinutes(50));
        (await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{soon}/undo", new { at = tapped.AddSeconds(3) })).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Wait(TimeSpan.FromMinutes(11));

        using var late = await clerk.Send(HttpMethod.Post, $"/api/counter/recommendations/{never}/undo", new { at = tapped.AddSeconds(3) });

        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await shop.Recommendations()).ShouldHaveSingleItem().Id.ShouldBe(never);
    }

    [Fact]
    public async Task What_a_shift_left_open_is_listed_for_the_next_and_closed_by_one_tap()
    {
        await using var shop = await Shop.Open();
        using var morning = await shop.Phone("xujing");
        using var evening = await shop.Phone("fangning");
        using var elsewhere = await shop.Phone("hexin");
        var tap = await Shop.Recommend(morning);
        await Shop.Recommend(morning, member: "M002");
        var record = await Speak(morning, "想要试用装，明天来拿", leftOpen: true);

        var open = (await evening.Read("/api/counter")).GetProperty("open").EnumerateArray().ToList();
        open.Select(one => (one.GetProperty("member").GetString(), one.GetProperty("what").GetString(), one.GetProperty("by").GetString()))
            .ShouldBe([("王**", "爱贝 二段奶粉", "许婧"), ("王**", "想要试用装，明天来拿", "许婧")], ignoreOrder: true);
        (await elsewhere.Read("/api/counter")).GetProperty("open").GetArrayLength().ShouldBe(0);

        (await evening.Send(HttpMethod.Put, $"/api/counter/recommendations/{tap}/reaction", new { reaction = "要买" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await evening.Send(HttpMethod.Post, $"/api/counter/service-records/{record}/done", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await evening.Read("/api/counter")).GetProperty("open").GetArrayLength().ShouldBe(0);
        (await shop.Recommendations()).ShouldHaveSingleItem().ReactedBy.ShouldBe("fangning");
        (await elsewhere.Send(HttpMethod.Put, $"/api/counter/recommendations/{tap}/reaction", new { reaction = "要买" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Spoken_words_are_shown_with_their_signals_and_kept_raw_with_what_was_struck()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        const string said = "这个太贵了别家便宜二十块让我再考虑考虑";

        var read = await clerk.Post("/api/counter/speech", new { text = said });
        var labels = read.GetProperty("signals").EnumerateArray().Select(one => one.GetProperty("label").GetString()!).ToList();
        labels.ShouldContain(SignalLabels.PriceObjection);
        await clerk.Post("/api/counter/service-records", new
        {
            id = Desk.NewId(), memberCode = "M001", said, text = "这个太贵了，别家便宜二十块，让我再考虑考虑", spoken = true, struck = new[] { SignalLabels.PriceObjection },
        });

        var record = (await shop.House.Db.Read(tx => tx.ServiceRecords.OfMember("M001", 5))).ShouldHaveSingleItem();
        (record.Said, record.Spoken).ShouldBe((said, true));
        record.Struck.ShouldBe([SignalLabels.PriceObjection]);
        record.Signals.ShouldAllBe(signal => signal.Label != SignalLabels.PriceObjection);
        var shown = (await clerk.Read("/api/counter/members/M001")).GetProperty("records").EnumerateArray().ShouldHaveSingleItem();
        shown.GetProperty("by").GetString().ShouldBe("许婧");
    }

    [Theory]
    [InlineData("P404", "M001", CounterTexts.NoProduct)]
    [InlineData("P1", "M404", CounterTexts.NoMember)]
    public async Task What_nobody_knows_cannot_be_recommended(string product, string member, string says)
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");

        var answer = await clerk.Post("/api/counter/recommendations", new { id = Desk.NewId(), memberCode = member, productCode = product }, status: 400);

        answer.GetProperty("title").GetString().ShouldBe(says);
    }

    [Theory]
    [InlineData("乳垫", "P7")]
    [InlineData("P2", "P2")]
    [InlineData("CODE_128,P2", "P2")]
    [InlineData("p7", "")]
    [InlineData("%", "")]
    [InlineData(" ", "")]
    public async Task Any_product_is_found_by_a_part_of_its_name_or_its_whole_code_as_cameras_name_it_too(string search, string found)
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");

        var answer = await clerk.Read($"/api/counter/products?search={Uri.EscapeDataString(search)}");

        string.Join(' ', answer.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("code").GetString())).ShouldBe(found);
    }

    internal static async Task<string> Speak(Desk phone, string said, bool leftOpen = false, string? turn = null) => (await phone.Post(
        "/api/counter/service-records", new { id = Desk.NewId(), memberCode = "M001", said, spoken = true, leftOpen, turnId = turn })).GetProperty("id").GetString()!;
}
