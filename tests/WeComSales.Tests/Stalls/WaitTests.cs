using Microsoft.Extensions.DependencyInjection;
using WeComSales.Archive;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Simulator;
using WeComSales.Stalls;
using WeComSales.Tests.Archive;

namespace WeComSales.Tests.Stalls;

/// <summary>客户等待回复: on a Friday at 10:32, with a rule of 30 minutes of working time.</summary>
public sealed class WaitTests
{
    [Fact]
    public async Task A_customer_who_waits_too_long_is_brought_up_to_the_rep_once_and_the_card_changes_with_the_answer()
    {
        await using var floor = await StallFloor.Open(new SimulatorOptions { ArchiveNotices = true },
            ("WeCom:Archive:Secret", new SimulatorOptions().ArchiveSecret), ("WeCom:Archive:Reader", ArchiveHouse.Reader));
        await SwitchOn(floor);
        await floor.Import(("B1", 1));
        floor.House.Customer("王主任").SayTo("林晓", "价格还能谈吗");
        await floor.House.Archived();
        await floor.ScanAt("2026-11-20 11:01");
        Of(floor.Rep).ShouldBeEmpty();
        (await floor.Explain("B1")).Waiting.Waits.ShouldHaveSingleItem().Fires.ShouldBeFalse();

        await floor.ScanAt("2026-11-20 11:03");
        await floor.Scan();
        var card = Of(floor.Rep).ShouldHaveSingleItem();
        card.Title.ShouldBe("客户等待回复 31 分钟");
        card.Desc.ShouldStartWith("王主任");
        card.ToString().ShouldNotContain("价格还能谈吗");
        Of(floor.Manager).ShouldBeEmpty();
        var fires = (await floor.Explain("B1")).Waiting.Waits.ShouldHaveSingleItem();
        fires.Fires.ShouldBeTrue();
        fires.Recipients.ShouldHaveSingleItem().Delivery.ShouldBe("企业微信已接收");

        floor.Rep.Say(floor.Rep.ChatWith("王主任"), "可以，我发您新报价");
        await floor.House.Archived();
        await floor.Scan();

        floor.Rep.LastCard.Title.ShouldBe("林晓 已回复 · 11:03");
        (await floor.Explain("B1")).Waiting.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_working_time_counts()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        await Said(floor, "2026-11-20 18:20", theirs: true);
        await floor.ScanAt("2026-11-20 21:00");
        await floor.ScanAt("2026-11-23 09:19");
        Of(floor.Rep).ShouldBeEmpty();

        await floor.ScanAt("2026-11-23 09:20");

        Of(floor.Rep).ShouldHaveSingleItem().Title.ShouldBe("客户等待回复 30 分钟");
    }

    [Fact]
    public async Task Without_an_answer_for_24_hours_the_next_leader_is_told_then_the_one_above_and_each_once()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        await Said(floor, "2026-11-23 10:00", theirs: true);
        await floor.ScanAt("2026-11-23 10:31");
        await floor.ScanAt("2026-11-24 10:30");
        Of(floor.Manager).ShouldBeEmpty();
        await floor.ScanAt("2026-11-24 10:31");
        Of(floor.Manager).ShouldHaveSingleItem().Title.ShouldStartWith("林晓的客户等待回复");
        await floor.House.Phone("周蕾").Tap(Of(floor.Manager)[0], StallTexts.Urge);
        await floor.House.Settle();
        floor.Manager.LastCard.Title.ShouldBe("周蕾 已催办 · 10:31");

        await floor.ScanAt("2026-11-25 10:31");
        await floor.ScanAt("2026-11-26 10:31");
        await floor.ScanAt("2026-11-27 10:31");

        Of(floor.Rep).ShouldHaveSingleItem();
        Of(floor.Manager).ShouldHaveSingleItem();
        Of(floor.Director).ShouldHaveSingleItem();
        Of(floor.Ops).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_in_time_tells_nobody_and_a_message_from_before_it_waits_for_nothing()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        await Said(floor, "2026-11-20 10:40", theirs: true);
        await Said(floor, "2026-11-20 10:50", theirs: false);
        await Said(floor, "2026-11-20 10:45", theirs: true);

        await floor.ScanAt("2026-11-20 15:00");

        Of(floor.Rep).ShouldBeEmpty();
        (await floor.House.Db.Read(tx => tx.CustomerWaits.Of("wmWang"))).ShouldHaveSingleItem().Wait.ShouldBeNull();
    }

    [Fact]
    public async Task Switched_off_nobody_is_told_and_switched_on_only_the_last_24_hours_count()
    {
        await using var floor = await StallFloor.Open();
        await Said(floor, "2026-11-18 10:00", theirs: true, customer: "wmOld");
        await Said(floor, "2026-11-20 10:00", theirs: true);
        await floor.ScanAt("2026-11-20 14:00");
        Of(floor.Rep).ShouldBeEmpty();
        (await Preview(floor)).Line.ShouldEndWith("，另有 1 位客户在等回复");

        await SwitchOn(floor);
        await floor.Scan();

        Of(floor.Rep).ShouldHaveSingleItem().Desc.ShouldStartWith("王主任");
        await SwitchOff(floor);
        await Said(floor, "2026-11-20 14:01", theirs: true, customer: "wmNew");
        await floor.ScanAt("2026-11-20 17:30");
        Of(floor.Rep).Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_answer_needed_ends_the_wait_and_the_next_message_begins_another_one()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        await floor.Import(("B1", 1));
        await Said(floor, "2026-11-20 10:35", theirs: true);
        await floor.ScanAt("2026-11-20 11:10");
        await floor.Rep.Tap(Of(floor.Rep)[0], StallTexts.NoAnswerNeeded);
        await floor.House.Settle();
        await floor.Scan();
        floor.Rep.LastCard.Title.ShouldBe("林晓：无需回复 · 11:10");
        (await floor.Explain("B1")).Waiting.Waits.ShouldHaveSingleItem().Closed.ShouldBe("林晓");

        await Said(floor, "2026-11-20 13:00", theirs: true);
        await floor.ScanAt("2026-11-20 13:30");

        floor.Rep.Cards.Count(card => card.Title == "客户等待回复 30 分钟").ShouldBe(1);
    }

    [Fact]
    public async Task More_than_three_at_once_come_as_one_card_and_the_board_lists_them()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        for (var i = 0; i < 5; i++)
        {
            await Said(floor, $"2026-11-20 10:4{i}", theirs: true, customer: $"wm{i}");
        }

        await floor.House.Db.Write(tx => tx.Follows.Put(new("wm0", "linxiao", "骨科王主任", null, [], null, [], House.Start.AddDays(-30), null, null, null)));
        await floor.ScanAt("2026-11-20 14:00");

        floor.Rep.LastCard.Title.ShouldBe("5 位客户在等回复");
        using var rep = await floor.As("linxiao");
        var board = System.Text.Json.JsonDocument.Parse(await rep.GetStringAsync(new Uri("/api/stalls", UriKind.Relative))).RootElement;
        board.GetProperty("waiting").GetArrayLength().ShouldBe(5);
        board.GetProperty("waiting")[0].GetProperty("customer").GetString().ShouldBe("骨科王主任", "by the remark of whoever should answer, as on the card");
        using var colleague = await floor.As("chenmo");
        System.Text.Json.JsonDocument.Parse(await colleague.GetStringAsync(new Uri("/api/stalls", UriKind.Relative))).RootElement.GetProperty("waiting").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_left_is_missing_and_ops_hear_of_it()
    {
        await using var floor = await StallFloor.Open();
        await SwitchOn(floor);
        await floor.House.Db.Write(async tx => await tx.Staff.Put((await tx.Staff.ByUserid("linxiao"))! with { LeftAt = floor.Now, LeftReason = LeftReason.Disabled }, null));
        await Said(floor, "2026-11-20 10:40", theirs: true);

        await floor.ScanAt("2026-11-20 11:30");

        Of(floor.Rep).ShouldBeEmpty();
        Of(floor.Ops).ShouldHaveSingleItem().Title.ShouldBe("缺少提醒对象：销售");
        (await floor.House.Db.Read(tx => tx.CustomerWaits.Told(new Viewer("sunning", Role.Ops), 10))).ShouldHaveSingleItem();
        (await floor.House.Db.Read(tx => tx.Customers.Seen(new Viewer("sunning", Role.Ops), "wmWang"))).ShouldBeNull("ops do not see the chat");
    }

    [Fact]
    public async Task A_rule_that_makes_no_sense_is_refused()
    {
        await using var floor = await StallFloor.Open();
        var flow = floor.House.Services.GetRequiredService<StallRulesFlow>();

        (await flow.Save(StallRules.Default with { Waiting = new(1, []) }, 1, "hejing", null)).Faults.Count.ShouldBe(2);
        (await flow.Save(StallRules.Default with { Waiting = new(30, [StallParty.Ops]) }, 1, "hejing", null)).Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_waits_is_found_by_an_index_that_holds_nothing_else()
    {
        if (Fixtures.TestDatabase.Wanted != DatabaseProvider.Sqlite)
        {
            return;
        }

        await using var floor = await StallFloor.Open();
        var plan = await floor.House.Db.Read(tx => tx.All<Step>("explain query plan select id from customer_waits where next_check_at <= @now order by next_check_at limit 200", new { now = floor.Now }));

        plan.ShouldHaveSingleItem().Detail.ShouldContain("customer_waits_due");
    }

    static IReadOnlyList<CardView> Of(Phone phone) => StallFloor.Of(phone);

    static Task SwitchOn(StallFloor floor) => Save(floor, new(30, [StallParty.Rep]));

    static Task SwitchOff(StallFloor floor) => Save(floor, null);

    static async Task Save(StallFloor floor, WaitingRule? rule)
    {
        var flow = floor.House.Services.GetRequiredService<StallRulesFlow>();
        var newest = (await flow.View()).Versions[0];
        (await flow.Save(newest.Rules with { Waiting = rule }, newest.Version, "hejing", null)).Faults.ShouldBeEmpty();
    }

    static Task<RulesPreview> Preview(StallFloor floor) =>
        floor.House.Services.GetRequiredService<StallRulesFlow>().Preview(StallRules.Default with { Waiting = new(30, [StallParty.Rep]) });

    /// <summary>As the archive stores a message of a chat of two.</summary>
    static async Task Said(StallFloor floor, string local, bool theirs, string customer = "wmWang", string member = "linxiao")
    {
        var at = StallFloor.At(local);
        var msgid = $"{customer}-{at.ToUnixTimeSeconds()}";
        await floor.House.Db.Write(tx => tx.ChatMessages.Add(
            new(msgid, at.ToUnixTimeSeconds(), ChatPlace.OfTwo(member, customer), customer, theirs ? customer : member, theirs, at, "text", "在吗", null), [customer], at));
    }

    sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
