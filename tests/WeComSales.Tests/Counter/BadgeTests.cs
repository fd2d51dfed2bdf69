using System.Net;
using System.Text.Json;
using WeComSales.Counter;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class BadgeTests
{
    [Fact]
    public async Task A_badge_chooses_who_acts_on_a_shared_phone_and_both_are_recorded()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        using var phone = await shop.Phone("counter1");
        var (xu, fang) = (await Shop.Badge(manager, "xujing"), await Shop.Badge(manager, "fangning"));

        var first = await Shop.Take(phone, xu);
        await Shop.Recommend(phone, turn: first);
        var second = await Shop.Take(phone, $" {fang.ToLowerInvariant()}\n");
        await Shop.Recommend(phone, turn: second);

        (await shop.Recommendations()).Select(one => (one.Hand.By, one.Hand.Phone)).ShouldBe([("fangning", "counter1"), ("xujing", "counter1")], ignoreOrder: true);
        Seat(await phone.Read("/api/counter")).ShouldBe(("方宁", true, false));
    }

    [Fact]
    public async Task A_tap_of_the_shift_before_that_arrives_late_stays_with_who_tapped_it()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        using var phone = await shop.Phone("counter1");
        var first = await Shop.Take(phone, await Shop.Badge(manager, "xujing"));
        shop.Wait(TimeSpan.FromMinutes(2));
        var tapped = shop.Now;
        shop.Wait(TimeSpan.FromMinutes(20));
        var second = await Shop.Take(phone, await Shop.Badge(manager, "fangning"));

        await Shop.Recommend(phone, turn: first, at: tapped);
        using var later = await phone.Send(HttpMethod.Post, "/api/counter/recommendations", new { id = Desk.NewId(), memberCode = "M001", productCode = "P2", at = shop.Now.AddMinutes(5), turnId = second });
        shop.Wait(TimeSpan.FromMinutes(5));
        using var over = await phone.Send(HttpMethod.Post, "/api/counter/recommendations", new { id = Desk.NewId(), memberCode = "M001", productCode = "P2", at = shop.Now, turnId = first });

        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((int)over.StatusCode).ShouldBe(423);
        (await shop.Recommendations()).Select(one => one.Hand.By).ShouldBe(["xujing", "fangning"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_idle_shared_phone_locks_after_three_minutes_and_shows_nothing_until_the_next_badge()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        using var phone = await shop.Phone("counter1");
        var badge = await Shop.Badge(manager, "xujing");
        await Shop.Take(phone, badge);
        shop.Wait(TimeSpan.FromMinutes(2));
        (await phone.Get("/api/counter/members/M001")).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Wait(TimeSpan.FromMinutes(2));
        (await phone.Get("/api/counter/members/M001")).StatusCode.ShouldBe(HttpStatusCode.OK);

        shop.Wait(TimeSpan.FromSeconds(181));
        using var locked = await phone.Get("/api/counter/members/M001");
        ((int)locked.StatusCode).ShouldBe(423);
        (await locked.Content.ReadAsStringAsync()).ShouldContain(CounterTexts.Locked);
        Seat(await phone.Read("/api/counter")).ShouldBe(("许婧", true, true));
        (await phone.Read("/api/counter")).GetProperty("open").GetArrayLength().ShouldBe(0);

        await Shop.Take(phone, badge);
        (await phone.Get("/api/counter/members/M001")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await phone.Post("/api/counter/lock", new { });
        ((int)(await phone.Get("/api/counter/members/M001")).StatusCode).ShouldBe(423);
    }

    [Fact]
    public async Task A_badge_out_of_force_a_strange_one_and_one_of_another_shop_get_the_same_answer()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        using var phone = await shop.Phone("counter1");
        using var elsewhere = await shop.Phone("hexin");
        var old = await Shop.Badge(manager, "xujing");
        var turn = await Shop.Take(phone, old);
        var current = await Shop.Badge(manager, "xujing");

        ((int)(await phone.Get("/api/counter/members/M001")).StatusCode).ShouldBe(423, "the phone was in the old badge's hand");
        foreach (var (desk, badge) in new[] { (phone, old), (phone, "WB" + new string('7', 26)), (phone, "M001"), (phone, "<script>"), (phone, new string('x', 10_000)), (elsewhere, current) })
        {
            (await desk.Post("/api/counter/turns", new { id = Desk.NewId(), badge }, status: 400)).GetProperty("title").GetString().ShouldBe(CounterTexts.WrongBadge);
        }

        await Shop.Take(phone, current);
        var id = (await People(manager)).First(one => one.GetProperty("userid").GetString() == "xujing").GetProperty("badgeId").GetString();
        (await manager.Send(HttpMethod.Post, $"/api/counter/badges/{id}/revoke", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        ((int)(await phone.Get("/api/counter/members/M001")).StatusCode).ShouldBe(423);
        turn.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_the_manager_of_the_shop_deals_with_badges_and_not_with_a_clerk_s_badge_in_the_phone()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        using var clerk = await shop.Phone("xujing");
        var badge = await Shop.Badge(manager, "xujing");
        (await People(manager)).Select(one => one.GetProperty("name").GetString()).ShouldBe(["顾岚", "徐汇店柜台", "方宁", "许婧"], ignoreOrder: true);

        (await clerk.Get("/api/counter/badges")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.Post("/api/counter/badges", new { id = Desk.NewId(), userid = "hexin" }, status: 400)).GetProperty("title").GetString().ShouldBe(CounterTexts.NobodyHere);
        await Shop.Take(manager, badge);
        (await manager.Get("/api/counter/badges")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_badge_s_code_is_shown_once_and_stands_nowhere_in_the_database()
    {
        await using var shop = await Shop.Open();
        using var manager = await shop.Phone("gulan");
        var id = Desk.NewId();

        var issued = await manager.Post("/api/counter/badges", new { id, userid = "xujing" });
        await manager.Post("/api/counter/badges", new { id, userid = "xujing" }, status: 409);

        var code = issued.GetProperty("code").GetString()!;
        Badge.Read(code).ShouldBe(code);
        var modules = issued.GetProperty("modules").EnumerateArray().Select(row => row.GetString()!).ToList();
        modules.ShouldAllBe(row => row.Length == modules.Count);
        modules[0].ShouldStartWith("1111111");
        (await shop.House.Db.Read(tx => tx.Badges.InForce(code))).ShouldBeNull();
    }

    static (string? By, bool Shared, bool Locked) Seat(JsonElement start) =>
        start.GetProperty("seat") is var seat ? (seat.GetProperty("by").GetString(), seat.GetProperty("shared").GetBoolean(), seat.GetProperty("locked").GetBoolean()) : default;

    static async Task<List<JsonElement>> People(Desk manager) => [.. (await manager.Read("/api/counter/badges")).GetProperty("people").EnumerateArray()];
}
