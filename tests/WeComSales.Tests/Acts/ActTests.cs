using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Acts;

public sealed class ActTests
{
    [Fact]
    public async Task A_follow_up_sent_twice_is_one_log_on_the_timeline_and_plans_the_next_contact()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var log = new { id = Desk.NewId(), opportunityId = "opp-ct", goal = "确认预算", nextContactAt = House.Start.AddDays(2) };

        await desk.Post("/api/customers/wmWang/follow-ups", log);
        await desk.Post("/api/customers/wmWang/follow-ups", log);

        (await desk.Timeline("wmWang")).ShouldHaveSingleItem().ShouldBe("目标：确认预算");
        var page = await desk.Read("/api/customers/wmWang");
        page.GetProperty("next").GetProperty("at").GetDateTimeOffset().ShouldBe(House.Start.AddDays(2));
        page.GetProperty("health").GetProperty("hours").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("follow-ups", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"goal\":\"  \"}", "五项里至少填一项")]
    [InlineData("follow-ups", "{\"id\":\"x\",\"goal\":\"好\"}", "请重新打开页面再试")]
    [InlineData("visits", "{\"id\":\"0123456789abcdef0123456789abcdef\"}", "请写下本次获取的关键信息")]
    [InlineData("visits", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"learned\":\"好\",\"roleMet\":\"路人\"}", "请从列表里选择见到的人")]
    [InlineData("stage-moves", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"opportunityId\":\"opp-ct\",\"stage\":\"谈恋爱\"}", "没有这个阶段")]
    [InlineData("stage-moves", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"opportunityId\":\"opp-ct\",\"stage\":\"流失\"}", "成交或流失请写一句原因")]
    [InlineData("opportunities", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"title\":\"监护仪\",\"amount\":-1}", "金额要大于 0")]
    [InlineData("opportunities", "{\"id\":\"0123456789abcdef0123456789abcdef\",\"title\":\"监护仪\",\"amount\":1000000000000000}", "金额太大，请检查单位")]
    [InlineData("support-requests", "{\"id\":\"0123456789abcdef0123456789abcdef\"}", "请写下需要什么支援")]
    public async Task What_cannot_be_taken_says_what_to_mend_and_leaves_nothing(string act, string body, string title)
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        var refusal = await desk.Post($"/api/customers/wmWang/{act}", System.Text.Json.JsonDocument.Parse(body).RootElement, status: 400);

        refusal.GetProperty("title").GetString().ShouldBe(title);
        (await desk.Timeline("wmWang")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stage_is_moved_by_its_owner_once_and_a_loss_closes_the_opportunity()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var move = new { id = Desk.NewId(), opportunityId = "opp-ct", stage = "流失", reason = "预算取消" };

        await desk.Post("/api/customers/wmWang/stage-moves", move);
        await desk.Post("/api/customers/wmWang/stage-moves", move);

        (await desk.Timeline("wmWang")).ShouldHaveSingleItem().ShouldBe("初步接触 → 流失\n预算取消");
        (await house.Db.Read(tx => tx.Opportunities.ById("opp-ct")))!.ClosedAt.ShouldBe(House.Start);
    }

    [Fact]
    public async Task Somebody_elses_opportunity_is_not_moved_although_the_customer_is_shared()
    {
        await using var house = await House.Open();
        await house.Db.Write(tx => tx.Follows.Put(new("wmWang", "chenmo", null, null, [], null, [], House.Start, null, null, null)));
        using var colleague = await Desk.Of(house, "chenmo");

        await colleague.Post("/api/customers/wmWang/stage-moves", new { id = Desk.NewId(), opportunityId = "opp-ct", stage = "提案" }, status: 404);
        await colleague.Post("/api/customers/wmWang/follow-ups", new { id = Desk.NewId(), opportunityId = "opp-ct", goal = "一起推进" });
    }

    [Fact]
    public async Task A_log_on_somebody_elses_opportunity_is_welcome_but_plans_nothing_there()
    {
        await using var house = await House.Open();
        await house.Db.Write(tx => tx.Follows.Put(new("wmWang", "chenmo", null, null, [], null, [], House.Start, null, null, null)));
        using var colleague = await Desk.Of(house, "chenmo");
        var log = new { id = Desk.NewId(), opportunityId = "opp-ct", goal = "一起推进", nextContactAt = House.Start.AddDays(20) };

        (await colleague.Post("/api/customers/wmWang/follow-ups", log, status: 400)).GetProperty("title").GetString().ShouldBe("下次联系由商机负责人安排，请去掉后再保存");
        (await colleague.Send(HttpMethod.Put, "/api/customers/wmWang/next-contact", new { log.opportunityId, at = log.nextContactAt })).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        (await house.Db.Read(tx => tx.Opportunities.ById("opp-ct")))!.NextContactAt.ShouldBeNull();
        await colleague.Post("/api/customers/wmWang/follow-ups", new { log.id, log.opportunityId, log.goal });
        (await colleague.Timeline("wmWang")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_title_is_enough_for_a_new_opportunity()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var request = new { id = Desk.NewId(), title = "监护仪更新", amount = 120000.5 };

        await desk.Post("/api/customers/wmLi/opportunities", request);
        await desk.Post("/api/customers/wmLi/opportunities", request);

        var made = (await house.Db.Read(tx => tx.Opportunities.OpenOf("wmLi"))).ShouldHaveSingleItem();
        (made.Title, made.Stage, made.OwnerUserid, made.Amount).ShouldBe(("监护仪更新", "初步接触", "linxiao", 120000.5m));
        (await desk.Timeline("wmLi")).ShouldHaveSingleItem().ShouldBe("新建商机：监护仪更新（初步接触）");
    }

    [Fact]
    public async Task Support_reaches_the_nearest_ops_by_card_and_the_answer_reaches_who_asked()
    {
        await using var house = await House.Open();
        await house.Db.Write(async tx => await tx.Staff.Put((await tx.Staff.ByUserid("chenmo"))! with { Role = Role.Ops, RoleSource = RoleSource.Import }, null));
        using var rep = await Desk.Of(house, "linxiao");
        using var ops = await Desk.Of(house, "chenmo");
        (await ops.Get("/api/customers/wmWang")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        var request = (await rep.Post("/api/customers/wmWang/support-requests", new { id = Desk.NewId(), opportunityId = "opp-ct", what = "周三前要竞品对比", from = "ops" })).GetProperty("id").GetString();
        await house.Settle();
        house.Phone("陈默").LastCard.Title.ShouldBe("一个商机需要支援");
        (await ops.Read("/api/customers/wmWang")).GetProperty("support").EnumerateArray().ShouldHaveSingleItem().GetProperty("what").GetString().ShouldBe("周三前要竞品对比");

        await ops.Post($"/api/support-requests/{request}/answer", new { id = Desk.NewId(), answer = "已发到群里" });
        await house.Settle();
        house.Phone("林晓").LastCard.Title.ShouldBe("支援已回复");
        (await rep.Timeline("wmWang")).ShouldBe(["已发到群里", "周三前要竞品对比"], ignoreOrder: true);
        (await ops.Get("/api/customers/wmWang")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_photo_of_a_visit_is_an_image_and_is_shown_with_it()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var visit = (await desk.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), learned = "主任支持", roleMet = "决策人" })).GetProperty("id").GetString();

        (await Put("<html>")).ShouldBe(400);
        (await Put("\u0089PNG....")).ShouldBe(204);

        (await desk.Get($"/api/visits/{visit}/photo")).Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await desk.Read("/api/customers/wmWang")).GetProperty("timeline").GetProperty("items")[0].GetProperty("photo").GetBoolean().ShouldBeTrue();

        async Task<int> Put(string bytes) => (int)(await desk.Put($"/api/visits/{visit}/photo", System.Text.Encoding.Latin1.GetBytes(bytes))).StatusCode;
    }

    [Fact]
    public async Task A_hundred_photos_a_day_are_kept_of_one_person_and_the_next_day_more()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var now = house.WeCom.Clock.GetUtcNow();
        await house.Db.Write(async tx =>
        {
            for (var number = 0; number < 100; number++)
            {
                await tx.Visits.Add(new($"visit-{number}", "wmWang", null, "x", null, null, "linxiao", now));
                await tx.Visits.Attach(new() { VisitId = $"visit-{number}", ContentType = "image/png", Bytes = [1], At = now });
            }

            await tx.Visits.Add(new("visit-next", "wmWang", null, "x", null, null, "linxiao", now));
            await tx.Visits.Add(new("visit-of-chenmo", "wmWang", null, "x", null, null, "chenmo", now));
        });

        (await Put(desk, "visit-next")).ShouldBe(429);
        // A repeat of one that is there is no photo more.
        (await Put(desk, "visit-0")).ShouldBe(204);
        using var neighbour = await Desk.Of(house, "chenmo");
        (await Put(neighbour, "visit-of-chenmo")).ShouldBe(204);
        house.WeCom.Clock.Advance(TimeSpan.FromHours(25));
        using var tomorrow = await Desk.Of(house, "linxiao");
        (await Put(tomorrow, "visit-next")).ShouldBe(204);

        static async Task<int> Put(Desk who, string visit) =>
            (int)(await who.Put($"/api/visits/{visit}/photo", System.Text.Encoding.Latin1.GetBytes("\u0089PNG...."))).StatusCode;
    }

    [Fact]
    public async Task A_plan_is_set_and_taken_back_and_is_due_on_its_day()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        (await desk.Send(HttpMethod.Put, "/api/customers/wmLi/next-contact", new { at = House.Start.AddHours(2) })).EnsureSuccessStatusCode();
        (await desk.Send(HttpMethod.Put, "/api/customers/wmWang/next-contact", new { opportunityId = "opp-ct", at = House.Start.AddDays(3) })).EnsureSuccessStatusCode();

        var due = (await desk.Read("/api/today")).GetProperty("planned").EnumerateArray().ShouldHaveSingleItem();
        (due.GetProperty("customer").GetString(), due.GetProperty("overdue").GetBoolean()).ShouldBe(("李老师", false));
        house.WeCom.Clock.Advance(TimeSpan.FromHours(3));
        (await desk.Read("/api/today")).GetProperty("planned")[0].GetProperty("overdue").GetBoolean().ShouldBeTrue();

        (await desk.Send(HttpMethod.Put, "/api/customers/wmLi/next-contact", new { at = (DateTimeOffset?)null })).EnsureSuccessStatusCode();
        (await desk.Read("/api/today")).GetProperty("planned").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_logs_sheet_begins_with_what_the_newest_note_said()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        await desk.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = "价格太高了，竞品也在谈，月底前要定" });

        var prefill = await desk.Read("/api/customers/wmWang/follow-up-prefill");

        prefill.GetProperty("obstacle").GetString()!.ShouldContain("价格异议");
        prefill.GetProperty("nextContact").GetString().ShouldNotBeNullOrEmpty();
        prefill.GetProperty("goal").GetString().ShouldNotBeNullOrEmpty();
    }
}
