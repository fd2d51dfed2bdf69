using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class CounterTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;
    static readonly CounterHand Hand = new("xu", "phone1", null, "SH01");
    static readonly Member Member = new("M001", "王小明", "13800000001", new DateOnly(2026, 3, 14), "SH01");
    static readonly Purchase Purchase = new("M001", "P1", 1, 268m, "SH01", Noon.AddDays(-3), ["防溢乳垫", "产褥垫"]);
    static readonly Recommendation Tap = new("r1", "M001", "P1", Hand, Noon, Noon);

    [Fact]
    public async Task A_member_shows_the_last_purchases_and_the_kit_of_the_newest_that_names_something()
    {
        await using var database = await Known();
        await database.Db.Write(async tx =>
        {
            for (var day = 1; day <= 5; day++)
            {
                await tx.Purchases.Put(Purchase with { At = Noon.AddDays(-10 - day), ProductCode = $"P{day}", KitRemaining = ["旧的"] });
                await tx.Purchases.Put(Purchase with { At = Noon.AddDays(-day), MemberCode = "M0010", KitRemaining = ["别人的"] });
            }

            await tx.Purchases.Put(Purchase);
            await tx.Purchases.Put(Purchase with { At = Noon.AddDays(-1), ProductCode = "P9", KitRemaining = [] });
        });

        await database.Db.Read(async tx =>
        {
            (await tx.Members.ByCode("M001")).ShouldBe(Member);
            (await tx.Purchases.OfMember("M001", 3)).Select(one => one.ProductCode).ShouldBe(["P9", "P1", "P1"]);
            (await tx.Purchases.Kit("M001")).ShouldBe(["防溢乳垫", "产褥垫"]);
            (await tx.Purchases.Kit("M002")).ShouldBeEmpty();
            return true;
        });
    }

    [Fact]
    public async Task A_purchase_is_stored_once_and_takes_over_what_changed()
    {
        await using var database = await Known();
        (await Put(Purchase)).ShouldBe(true);
        (await Put(Purchase)).ShouldBeNull();
        (await Put(Purchase with { Amount = 268.00m })).ShouldBeNull();
        (await Put(Purchase with { Amount = 250m, KitRemaining = [] })).ShouldBe(false);

        (await database.Db.Read(tx => tx.Purchases.OfMember("M001", 10))).ShouldHaveSingleItem().Amount.ShouldBe(250m);
        (await database.Db.Read(tx => tx.Purchases.Kit("M001"))).ShouldBeEmpty();

        Task<bool?> Put(Purchase one) => database.Db.Write(tx => tx.Purchases.Put(one));
    }

    [Fact]
    public async Task An_export_passes_over_no_purchase_and_shows_none_twice()
    {
        await using var database = await Known();
        Purchase[] all =
        [
            Purchase with { MemberCode = "M001", At = Noon.AddDays(-2), ProductCode = "P1", StoreCode = "SH01" },
            Purchase with { MemberCode = "M001", At = Noon.AddDays(-2), ProductCode = "P1", StoreCode = "SH02" },
            Purchase with { MemberCode = "M001", At = Noon.AddDays(-2), ProductCode = "P2", StoreCode = "" },
            Purchase with { MemberCode = "M001", At = Noon.AddDays(-1), ProductCode = "P1", StoreCode = "" },
            Purchase with { MemberCode = "M002", At = Noon.AddDays(-9), ProductCode = "P1", StoreCode = "SH01" },
        ];
        await database.Db.Write(async tx =>
        {
            foreach (var one in all.Reverse())
            {
                await tx.Purchases.Put(one);
            }
        });

        var (found, place) = (new List<string>(), PurchasePlace.Start);
        while (await database.Db.Read(tx => tx.Purchases.After(place, 2)) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(Told));
            place = new(page[^1].MemberCode, page[^1].At, page[^1].ProductCode, page[^1].StoreCode);
        }

        found.ShouldBe(all.Select(Told));

        static string Told(Purchase one) => $"{one.MemberCode} {one.At:O} {one.ProductCode} {one.StoreCode}";
    }

    [Fact]
    public async Task A_double_tap_is_one_record_and_the_newer_reaction_counts_in_whatever_order_they_come()
    {
        await using var database = await Known();
        var (asks, touches) = (CounterLists.Default.Reactions[0], CounterLists.Default.Reactions[1]);

        (await database.Db.Write(tx => tx.Recommendations.Add(Tap))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Recommendations.Add(Tap with { ProductCode = "P2" }))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Recommendations.React("r1", touches, "xu", Noon.AddSeconds(9)))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Recommendations.React("r1", asks, "xu", Noon.AddSeconds(4)))).ShouldBeFalse();

        var kept = (await database.Db.Read(tx => tx.Recommendations.ById("r1")))!;
        (kept.ProductCode, kept.Reaction, kept.Signal, kept.Hand).ShouldBe(("P1", "摸罐子", SignalLabels.PositiveIntent, Hand));
    }

    [Fact]
    public async Task What_was_taken_back_is_shown_and_counted_nowhere()
    {
        await using var database = await Known();
        await database.Db.Write(tx => tx.Recommendations.Add(Tap));
        (await database.Db.Read(tx => tx.Recommendations.Open("SH01", Noon.AddHours(-1), 10))).ShouldHaveSingleItem();

        (await database.Db.Write(tx => tx.Recommendations.Undo("r1", Noon.AddSeconds(3)))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Recommendations.Undo("r1", Noon.AddSeconds(4)))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Recommendations.React("r1", CounterLists.Default.Reactions[0], "xu", Noon.AddSeconds(5)))).ShouldBeFalse();

        (await database.Db.Read(tx => tx.Recommendations.OfMember("M001", 10))).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.Recommendations.Open("SH01", Noon.AddHours(-1), 10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_shop_left_open_lists_its_own_members_only()
    {
        await using var database = await Known();
        await database.Db.Write(async tx =>
        {
            await tx.Recommendations.Add(Tap);
            await tx.Recommendations.Add(Tap with { Id = "r2", MemberCode = "M002" });
            await tx.Recommendations.Add(Tap with { Id = "r3", Hand = Hand with { StoreCode = "SH02" }, MemberCode = "M002" });
            await tx.ServiceRecords.Add(Record("s1", "M001"));
            await tx.ServiceRecords.Add(Record("s2", "M002"));
        });

        (await database.Db.Read(tx => tx.Recommendations.Open("SH01", Noon.AddHours(-1), 10))).Select(one => one.Id).ShouldBe(["r1"]);
        (await database.Db.Read(tx => tx.ServiceRecords.Open("SH01", Noon.AddHours(-1), 10))).Select(one => one.Id).ShouldBe(["s1"]);
        (await database.Db.Write(tx => tx.ServiceRecords.Done("s1", "gu", Noon.AddHours(1)))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.ServiceRecords.Done("s1", "gu", Noon.AddHours(1)))).ShouldBeFalse();
        (await database.Db.Read(tx => tx.ServiceRecords.Open("SH01", Noon.AddHours(-1), 10))).ShouldBeEmpty();
        var kept = (await database.Db.Read(tx => tx.ServiceRecords.OfMember("M001", 5))).ShouldHaveSingleItem();
        (kept.Said, kept.Text).ShouldBe(("嗯 宝宝吐奶 想换奶粉", "宝宝吐奶，想换奶粉"));
        kept.Struck.ShouldBe(["loss_risk"]);

        static ServiceRecord Record(string id, string member) => new(
            id, member, Hand, "嗯 宝宝吐奶 想换奶粉", "宝宝吐奶，想换奶粉", true, [], [], ["loss_risk"], Noon, Noon, Noon);
    }

    [Fact]
    public async Task A_new_badge_takes_the_old_one_out_of_force_with_the_phone_that_it_had_in_hand()
    {
        await using var database = await Known();
        await database.Db.Write(tx => tx.Badges.Add(Badge("b1", "hash1")));
        await database.Db.Write(tx => tx.BadgeTurns.Add(new("t1", "phone1", "b1", "gu", "SH01", Noon, Noon, null)));

        await database.Db.Write(tx => tx.Badges.Add(Badge("b2", "hash2")));

        await database.Db.Read(async tx =>
        {
            (await tx.Badges.InForce("hash1")).ShouldBeNull();
            (await tx.Badges.InForce("hash2"))!.Userid.ShouldBe("gu");
            (await tx.BadgeTurns.Last("phone1"))!.EndedAt.ShouldNotBeNull();
            (await tx.Badges.Holders("SH01", 10)).Select(one => (one.Userid, one.BadgeId)).ShouldBe([("gu", "b2"), ("xu", null)]);
            (await tx.Badges.Shop("SH01")).Name.ShouldBe("徐汇店");
            (await tx.Badges.ShopsUnder(new("lead", Role.Manager), 10)).ShouldBe(["SH01"]);
            return true;
        });
        (await database.Db.Write(tx => tx.Badges.Revoke("b2", "SH02", "gu", Noon))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Badges.Revoke("b2", "SH01", "gu", Noon))).ShouldBeTrue();
        (await database.Db.Read(tx => tx.Badges.InForce("hash2"))).ShouldBeNull();

        static Badge Badge(string id, string hash) => new(id, hash, "gu", "SH01", "gu", Noon);
    }

    [Fact]
    public async Task A_reaction_counts_as_bought_when_the_same_member_buys_the_same_product_within_fourteen_days()
    {
        await using var database = await Known();
        var touches = CounterLists.Default.Reactions[1];
        await database.Db.Write(async tx =>
        {
            foreach (var (id, member, product) in new[] { ("a", "M001", "P1"), ("b", "M001", "P2"), ("c", "M002", "P1"), ("d", "M003", "P1"), ("e", "M004", "P1") })
            {
                await tx.Recommendations.Add(Tap with { Id = id, MemberCode = member, ProductCode = product });
                await tx.Recommendations.React(id, touches, "xu", Noon);
            }

            await tx.Recommendations.Undo("e", Noon);
            await tx.Purchases.Put(Purchase with { At = Noon.AddDays(14).AddMinutes(-1) });
            await tx.Purchases.Put(Purchase with { MemberCode = "M002", At = Noon.AddDays(14) });
            await tx.Purchases.Put(Purchase with { MemberCode = "M003", At = Noon.AddMinutes(-1) });
        });

        var rows = await database.Db.Read(tx => tx.Recommendations.Conversions(["SH01", "SH02"], Noon.AddDays(-1), Noon.AddDays(1)));

        rows.Select(row => (row.StoreCode, row.ProductCode, row.Reaction, row.Reactions, row.Bought))
            .ShouldBe([("SH01", "P1", "摸罐子", 3, 1), ("SH01", "P2", "摸罐子", 1, 0)]);
    }

    [Fact]
    public async Task Looks_are_counted_by_phone_and_minute()
    {
        await using var database = await Known();
        await database.Db.Write(async tx =>
        {
            await tx.MemberLooks.Add(new("l1", "M001", true, false, Hand, "page", Noon.AddSeconds(-61)));
            await tx.MemberLooks.Add(new("l2", "M001", true, true, Hand, "page", Noon.AddSeconds(-59)));
            await tx.MemberLooks.Add(new("l3", "nobody", false, false, Hand with { Phone = "phone2" }, "menu", Noon));
        });

        (await database.Db.Read(tx => tx.MemberLooks.Count("phone1", Noon.AddMinutes(-1)))).ShouldBe(1);
        (await database.Db.Read(tx => tx.MemberLooks.Of("M001", 10))).Select(look => (look.Id, look.CrossShop)).ShouldBe([("l2", true), ("l1", false)]);
    }

    [SqliteFact]
    public async Task A_member_is_read_by_index_so_that_the_cost_does_not_grow_with_what_others_bought()
    {
        await using var database = await TempDatabase.Create();
        foreach (var (statement, index) in new[]
        {
            ("select 1 from purchases where member_code = 'M' order by purchased_at desc, product_code, store_code limit 40", "purchases"),
            ("select kit_remaining from purchases where member_code = 'M' and kit_at is not null order by kit_at desc limit 1", "purchases_kit"),
            ("select 1 from recommendations where member_code = 'M' and undone_at is null order by at desc, id desc limit 5", "recommendations_member"),
            ("select 1 from service_records where member_code = 'M' order by at desc, id desc limit 5", "service_records_member"),
            ("select count(*) from member_looks where phone_userid = 'p' and at > 'x'", "member_looks_phone"),
            ("select 1 from badge_turns where phone_userid = 'p' order by began_at desc limit 1", "badge_turns_phone"),
        })
        {
            var plan = await database.Db.Read(tx => tx.All<Step>($"explain query plan {statement}"));

            plan[0].Detail.ShouldContain("SEARCH");
            plan[0].Detail.ShouldContain(index);
        }
    }

    sealed class Step
    {
        public required string Detail { get; init; }
    }

    static async Task<TempDatabase> Known()
    {
        var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Members.Put(Member);
            await tx.Members.Put(Member with { Code = "M002", StoreCode = "SH02" });
            await tx.Products.Put(new("P1", "二段奶粉 800g", "二段奶粉", 268m));
            Department[] departments = [new(1, 0, "华东区", 0, ["lead"]), new(2, 1, "徐汇店", 0, [])];
            foreach (var one in departments)
            {
                await tx.Departments.Put(one);
            }

            foreach (var (userid, role) in new[] { ("gu", Role.StoreManager), ("xu", Role.Clerk) })
            {
                await tx.Staff.Put(Staff.New(userid, userid) with { DepartmentId = 2, Role = role, RoleSource = RoleSource.Import, StoreCode = "SH01" }, null);
            }

            await tx.Staff.Put(Staff.New("lead", "lead") with { DepartmentId = 1 }, null);
            await tx.Staff.SetMemberships("lead", [new(1, true, 0)]);
            foreach (var change in await tx.Departments.Differences(new Organisation(departments, await tx.Staff.Members())))
            {
                await tx.Departments.Apply(change);
            }
        });
        return database;
    }
}
