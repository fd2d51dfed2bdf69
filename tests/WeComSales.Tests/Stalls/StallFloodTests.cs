using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Simulator;
using WeComSales.Stalls;

namespace WeComSales.Tests.Stalls;

/// <summary>Many fall due at once, and the company wants a card for each: they go out as fast as WeCom allows, and no faster.</summary>
public sealed class StallFloodTests
{
    const int Due = 60;

    [Fact]
    public async Task What_is_due_at_once_goes_out_within_the_limit_of_each_person_in_order_and_nothing_is_lost()
    {
        await using var floor = await Flooded(null, Due);
        var minutes = 0;
        while (await Left(floor) > 0)
        {
            minutes++.ShouldBeLessThan(10);
            floor.House.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
            await floor.House.Settle();
        }

        minutes.ShouldBe(2, "25 a minute");
        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            int[] numbers = [.. StallFloor.Of(phone).Select(card => Codes(Due).ToList().IndexOf(Code(card)))];
            numbers.Order().ShouldBe(Enumerable.Range(0, Due));
            // Sixteen are under way at once, so neighbours may pass each other; the first do not come with the last.
            numbers[..25].ShouldBeSubsetOf(Enumerable.Range(0, 50));
            numbers[50..].ShouldBeSubsetOf(Enumerable.Range(25, 35));
        }

        var sent = floor.House.WeCom.Calls.Where(call => call.Path == "message/send").ToList();
        sent.ShouldAllBe(call => call.Dropped.Count == 0 && call.ErrCode == 0);
        sent.GroupBy(call => (call.At, To(call))).ShouldAllBe(minute => minute.Count() <= 25);
    }

    /// <summary>Two hundred person-times a day for each account (D90454): what is beyond comes the next day.</summary>
    [Fact]
    public async Task What_is_beyond_the_daily_limit_of_the_app_waits_for_the_next_day()
    {
        const int Many = 80;
        await using var floor = await Flooded(new SimulatorOptions { AccountCap = 1 }, Many);
        floor.House.Expect("errcode 45009");
        for (var minute = 0; minute < 10; minute++)
        {
            floor.House.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
            await floor.House.Settle();
        }

        var refused = floor.House.WeCom.Calls.Count(call => call.ErrCode == 45009);
        refused.ShouldBeInRange(1, 10 + 16, "one probe a minute, and what the worker had in its hands when the limit was reached");
        (await Left(floor)).ShouldBe((3 * Many) - 200);

        floor.House.WeCom.Clock.SetUtcNow(StallFloor.At("2026-11-21 00:01"));
        for (var minute = 0; minute < 3; minute++)
        {
            // The limit of each person holds on the next day as well.
            await floor.House.Settle();
            floor.House.WeCom.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await Left(floor)).ShouldBe(0);
        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            StallFloor.Of(phone).Select(Code).Order(StringComparer.Ordinal).ShouldBe(Codes(Many));
        }
    }

    /// <summary>Rules that hold nothing back, and so many opportunities that have just passed their threshold.</summary>
    static async Task<StallFloor> Flooded(SimulatorOptions? options, int due)
    {
        var floor = await StallFloor.Open(options);
        var flow = floor.House.Services.GetRequiredService<StallRulesFlow>();
        (await flow.Save(StallRules.Default with { CardsPerDay = 100, DigestAbove = 100 }, 1, "hejing", null)).Faults.ShouldBeEmpty();
        await floor.Import([.. Codes(due).Select((code, place) => (code, 90 - (place * 0.1)))]);
        await floor.Scan();
        return floor;
    }

    static IReadOnlyList<string> Codes(int count) => [.. Enumerable.Range(0, count).Select(number => $"B{number:00}")];

    static string Code(CardView card) => Codes(100).First(code => card.Desc.Contains($"{code} 项目", StringComparison.Ordinal));

    static string To(ApiCall call) => System.Text.Json.JsonDocument.Parse(call.Body).RootElement.GetProperty("touser").GetString()!;

    static Task<long> Left(StallFloor floor) => floor.House.Db.Read(tx => tx.Outbox.Backlog());
}
