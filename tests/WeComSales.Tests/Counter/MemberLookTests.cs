using System.Net;
using System.Text.Json;
using WeComSales.Counter;
using WeComSales.People;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Counter;

public sealed class MemberLookTests
{
    [Fact]
    public async Task A_scanned_code_shows_the_member_masked_with_what_helps_at_once()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        await Shop.Recommend(clerk, "P7");

        var card = await clerk.Read("/api/counter/members/M001");

        var text = card.GetRawText();
        text.ShouldNotContain("小明");
        text.ShouldNotContain("13800000001");
        (card.GetProperty("name").GetString(), card.GetProperty("phone").GetString(), card.GetProperty("age").GetString()).ShouldBe(("王**", "138****0001", "8 个月 12 天"));
        Texts(card, "kit").ShouldBe(["防溢乳垫", "产褥垫"]);
        card.GetProperty("purchases").EnumerateArray().Select(one => (one.GetProperty("product").GetString(), one.GetProperty("quantity").GetInt32()))
            .ShouldBe([("爱贝 一段奶粉", 1), ("爱贝 一段奶粉", 2), ("爱贝 一段奶粉", 3)]);
        card.GetProperty("recommendations").EnumerateArray().ShouldHaveSingleItem().GetProperty("by").GetString().ShouldBe("许婧");
        card.GetProperty("suggestions").EnumerateArray().Select(one => one.GetProperty("why").GetString())
            .ShouldBe(["待产包还差防溢乳垫", "待产包还差产褥垫", "这个月龄常买二段奶粉"]);
        card.GetProperty("products").EnumerateArray().Select(one => one.GetProperty("code").GetString()).Take(2).ShouldBe(["P7", "P2"]);
    }

    [Fact]
    public async Task Any_shop_opens_a_complete_code_and_a_look_from_another_shop_is_marked()
    {
        await using var shop = await Shop.Open();
        using var here = await shop.Phone("xujing");
        using var elsewhere = await shop.Phone("hexin");
        await Shop.Recommend(here);

        (await here.Read("/api/counter/members/M001")).GetProperty("crossShop").GetBoolean().ShouldBeFalse();
        var card = await elsewhere.Read("/api/counter/members/M001");

        card.GetProperty("crossShop").GetBoolean().ShouldBeTrue();
        card.GetProperty("recommendations").EnumerateArray().ShouldHaveSingleItem().GetProperty("by").ValueKind.ShouldBe(JsonValueKind.Null);
        (await shop.Looks("M001")).Select(look => (look.Hand.By, look.CrossShop, look.Source)).ShouldBe([("hexin", true, "page"), ("xujing", false, "page")], ignoreOrder: true);
    }

    [Fact]
    public async Task Codes_with_signs_of_an_address_and_codes_as_cameras_name_them_are_found()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");

        (await clerk.Read($"/api/counter/members/{Uri.EscapeDataString("M/3")}")).GetProperty("age").GetString().ShouldBe("预产期还有 11 天");
        (await clerk.Read($"/api/counter/members/{Uri.EscapeDataString("CODE_128,M001 ")}")).GetProperty("code").GetString().ShouldBe("M001");
    }

    [Theory]
    [InlineData("M' or '1'='1", 404, Refusals.NotYours)]
    [InlineData("'; drop table members; --", 404, Refusals.NotYours)]
    [InlineData("<img src=x onerror=alert(1)>", 404, Refusals.NotYours)]
    [InlineData("../../etc/passwd", 404, Refusals.NotYours)]
    [InlineData("M00", 404, Refusals.NotYours)]
    [InlineData("%", 404, Refusals.NotYours)]
    [InlineData("M0\u000101", 400, CounterTexts.NoCode)]
    [InlineData("\u202eM001", 404, Refusals.NotYours)]
    [InlineData("10k", 400, CounterTexts.NoCode)]
    public async Task A_hostile_code_gets_a_clear_answer_in_which_nothing_of_anybody_stands(string code, int status, string says)
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");

        using var answer = await clerk.Get($"/api/counter/members/{Uri.EscapeDataString(code == "10k" ? new string('9', 10 * 1024) : code)}");

        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        JsonDocument.Parse(body).RootElement.GetProperty("title").GetString().ShouldBe(says);
        foreach (var secret in new[] { "王", "1380", "select", "Exception", code.Length > 3 ? code : "drop" })
        {
            body.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task After_sixty_codes_in_a_minute_a_phone_waits_also_with_codes_that_nobody_has()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        using var other = await shop.Phone("fangning");
        var answers = new List<int>();
        for (var i = 0; i < 63; i++)
        {
            using var answer = await clerk.Get($"/api/counter/members/{(i % 2 == 0 ? "M001" : $"X{i}")}");
            answers.Add((int)answer.StatusCode);
        }

        (answers.Count(status => status == 200), answers.Count(status => status == 404), answers.Count(status => status == 429)).ShouldBe((30, 30, 3));
        using var refused = await clerk.Get("/api/counter/members/M001");
        (await refused.Content.ReadAsStringAsync()).ShouldContain(CounterTexts.TooMany);
        (await other.Get("/api/counter/members/M001")).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Wait(TimeSpan.FromSeconds(61));
        (await clerk.Get("/api/counter/members/M001")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sixty_codes_at_once_are_still_sixty()
    {
        await using var shop = await Shop.Open(("Store:CodesPerMinute", "10"));
        using var clerk = await shop.Phone("xujing");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => clerk.Get("/api/counter/members/M001")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(10);
    }

    [Fact]
    public async Task What_an_import_brings_is_suggested_after_a_minute()
    {
        await using var shop = await Shop.Open();
        using var clerk = await shop.Phone("xujing");
        (await Offers()).ShouldNotContain("P0");
        await shop.House.Db.Write(tx => tx.Products.Put(new("P0", "防溢乳垫 便携装", "待产用品", 19m)));

        (await Offers()).ShouldNotContain("P0");
        shop.Wait(OfferShelf.Kept);
        (await Offers()).ShouldContain("P0");

        async Task<IEnumerable<string?>> Offers() =>
            (await clerk.Read("/api/counter/members/M001")).GetProperty("products").EnumerateArray().Select(one => one.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Somebody_without_a_shop_learns_what_to_do_and_sees_nothing()
    {
        await using var shop = await Shop.Open();
        using var nobody = await shop.Phone("nobody");

        using var answer = await nobody.Get("/api/counter/members/M001");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(CounterTexts.NoStore);
        (await nobody.Get("/api/counter")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    static IReadOnlyList<string> Texts(JsonElement card, string name) => [.. card.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
