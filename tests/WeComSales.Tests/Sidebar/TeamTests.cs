using System.Net;
using System.Text.Json;
using WeComSales.Domain;

namespace WeComSales.Tests.Sidebar;

public sealed class TeamTests
{
    const string Words = "我的电话 13812345678，预算 30 万，价格太高";

    [Fact]
    public async Task A_manager_goes_from_team_to_person_to_customer_and_reads_it_masked()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = Words });
        using var manager = await Desk.Of(house, "zhoulei");

        var team = await manager.Read("/api/team");
        team.GetProperty("figures").GetProperty("notes").GetInt32().ShouldBe(1);
        team.GetProperty("people").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldContain("林晓");
        var person = await manager.Read("/api/team/linxiao");
        person.GetProperty("customers").EnumerateArray().Select(one => one.GetProperty("externalUserid").GetString()).ShouldBe(["wmLi", "wmWang"]);

        var page = await manager.Read("/api/customers/wmWang");
        var text = page.GetProperty("timeline").GetProperty("items")[0].GetProperty("text").GetString()!;
        text.ShouldContain("价格太高");
        text.ShouldNotContain("12345678");
        text.ShouldNotContain("30 万");
        page.GetProperty("me").GetProperty("onlyLooks").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Places_of_visits_and_titles_of_opportunities_are_masked_for_a_manager_too()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        await rep.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), learned = "见到了", place = "住院部，找 13912345678", opportunityId = "opp-ct" });
        await house.Db.Write(tx => tx.Run("update opportunities set title = @title where id = 'opp-ct'", new { title = "CT 采购 30 万" }));
        using var manager = await Desk.Of(house, "zhoulei");

        var (own, looked) = (await Text(rep), await Text(manager));

        own.ShouldContain("13912345678");
        own.ShouldContain("CT 采购 30 万");
        looked.ShouldNotContain("13912345678");
        looked.ShouldNotContain("30 万");
        looked.ShouldContain("CT 采购 ** *");

        static async Task<string> Text(Desk desk) => System.Text.RegularExpressions.Regex.Unescape((await desk.Read("/api/customers/wmWang")).GetRawText());
    }

    [Fact]
    public async Task What_is_masked_is_not_found_by_searching_for_it()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = Words });
        using var manager = await Desk.Of(house, "zhoulei");

        (await Found(rep, "12345678")).ShouldBe(1);
        (await Found(manager, "12345678")).ShouldBe(0);
        (await Found(manager, "价格太高")).ShouldBe(1);

        static async Task<int> Found(Desk desk, string words) =>
            (await desk.Read($"/api/customers/wmWang/timeline?search={Uri.EscapeDataString(words)}")).GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Every_look_is_written_down_and_shown_to_whose_customers_they_are()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        var note = (await rep.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = Words })).GetProperty("noteId").GetString();
        using var manager = await Desk.Of(house, "zhoulei");

        await manager.Read("/api/team/linxiao");
        await manager.Read("/api/customers/wmWang");
        await manager.Read("/api/customers/wmWang/timeline?kind=note");
        await manager.Read($"/api/notes/{note}");

        var looks = (await rep.Read("/api/looks")).GetProperty("items").EnumerateArray().ToList();
        looks.Select(look => look.GetProperty("action").GetString()).ShouldBe(["person.open", "customer.open", "customer.timeline", "note.open"], ignoreOrder: true);
        looks.ShouldAllBe(look => look.GetProperty("by").GetString() == "周蕾");
        using var colleague = await Desk.Of(house, "chenmo");
        (await colleague.Read("/api/looks")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Looks_of_long_ago_stand_on_the_pages_behind_the_first_one()
    {
        await using var house = await House.Open();
        await house.Db.Write(async tx =>
        {
            for (var index = 0; index < 60; index++)
            {
                await tx.Audit.Add(new($"a{index:00}", House.Start.AddMinutes(-index), "zhoulei", "customer.open", "wmWang", null, "linxiao"));
            }
        });
        using var rep = await Desk.Of(house, "linxiao");

        var first = await rep.Read("/api/looks");
        var next = first.GetProperty("next");
        var second = await rep.Read($"/api/looks?before={Uri.EscapeDataString(next.GetProperty("before").GetString()!)}&beforeId={next.GetProperty("beforeId").GetString()}");

        Ids(first).Concat(Ids(second)).ShouldBe(Enumerable.Range(0, 60).Select(index => $"a{index:00}"));
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);

        static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_look_is_shown_to_whoever_follows_the_customer_also_when_no_import_named_an_owner()
    {
        await using var house = await House.Open();
        await house.Db.Write(tx => tx.Customers.Put(new("wmLi", "李老师", null, null, null, [], House.Start, House.Start), House.Start));
        using var rep = await Desk.Of(house, "linxiao");
        using var manager = await Desk.Of(house, "zhoulei");

        await manager.Read("/api/customers/wmLi/timeline");

        (await rep.Read("/api/looks")).GetProperty("items").EnumerateArray().Select(look => look.GetProperty("action").GetString()).ShouldBe(["customer.timeline"]);
    }

    [Fact]
    public async Task Somebody_of_another_team_is_refused()
    {
        await using var house = await House.Open();
        using var other = await Desk.Of(house, "chenmo", Role.Manager);

        (await other.Get("/api/team/linxiao")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_role_given_by_the_administrator_counts_at_once_and_nobody_is_made_administrator()
    {
        await using var house = await House.Open(null, ("Admins:0", "zhoulei"));
        using var admin = await Desk.Of(house, "zhoulei");
        using var ops = await Desk.Of(house, "chenmo");

        (await admin.Send(HttpMethod.Put, "/api/admin/roles/chenmo", new { role = "ops" })).EnsureSuccessStatusCode();
        (await ops.Read("/api/me")).GetProperty("role").GetString().ShouldBe("ops");
        (await admin.Send(HttpMethod.Put, "/api/admin/roles/chenmo", new { role = "admin" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.Send(HttpMethod.Put, "/api/admin/roles/chenmo", new { role = (string?)null })).EnsureSuccessStatusCode();
        (await ops.Read("/api/me")).GetProperty("role").GetString().ShouldBe("rep");
        (await admin.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Quick_replies_are_kept_by_administrators_and_read_by_reps()
    {
        await using var house = await House.Open(null, ("Admins:0", "zhoulei"));
        using var admin = await Desk.Of(house, "zhoulei");
        using var rep = await Desk.Of(house, "linxiao");
        var id = Desk.NewId();

        (await Put(new { group = "报价", title = "报价单", kind = "link", content = "请查收", link = "http://unsafe.example", position = 0 })).ShouldBe(400);
        (await Put(new { group = "报价", title = "报价单", kind = "link", content = "请查收", link = "https://example.com/q.pdf", position = 0 })).ShouldBe(200);

        (await rep.Read("/api/quick-replies")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("title").GetString().ShouldBe("报价单");

        async Task<int> Put(object change) => (int)(await admin.Send(HttpMethod.Put, $"/api/admin/quick-replies/{id}", change)).StatusCode;
    }
}
