using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class NoiseBudgetTests
{
    static readonly WorkCalendar Sending = new(ChineseHolidays.Shipped, WorkHours.Default, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    static readonly StallRules Rules = StallRules.Default;

    [Theory]
    [InlineData(1, 0, 1, 0, 0)]
    [InlineData(3, 0, 3, 0, 0)]
    [InlineData(4, 0, 0, 4, 0)]
    [InlineData(4, 5, 0, 4, 0)]
    [InlineData(3, 5, 1, 0, 2)]
    [InlineData(2, 6, 0, 0, 2)]
    [InlineData(9, 6, 0, 0, 9)]
    public void Up_to_three_come_as_cards_more_as_one_and_nothing_above_six_a_day(int due, int spent, int cards, int digest, int held)
    {
        var plan = NoiseBudget.Plan(Due(due, false), spent, At("2026-11-20T10:00"), Rules, Sending);

        (plan.Cards.Count, plan.Digest.Count, plan.Held.Count).ShouldBe((cards, digest, held));
    }

    [Theory]
    [InlineData("2026-11-20T10:00", "2026-11-20T17:00")]
    [InlineData("2026-11-20T17:30", "2026-11-23T09:00")] // a Friday after the digest
    [InlineData("2026-02-14T17:30", "2026-02-24T09:00")] // before Spring Festival
    public void What_is_held_back_comes_with_the_next_digest(string now, string until) =>
        NoiseBudget.Plan(Due(2, false), 6, At(now), Rules, Sending).HeldUntil.ShouldBe(At(until));

    [Fact]
    public void What_was_held_comes_even_when_the_day_is_spent_and_one_alone_as_its_own_card()
    {
        NoiseBudget.Plan(Due(5, true), 6, At("2026-11-20T17:00"), Rules, Sending).Digest.Count.ShouldBe(5);
        NoiseBudget.Plan(Due(1, true), 6, At("2026-11-20T17:00"), Rules, Sending).Cards.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_dropped_and_nobody_gets_more_than_the_budget()
    {
        var property = Prop.ForAll(Arb.From(Gen.Choose(0, 30)), Arb.From(Gen.Choose(0, 8)), Arb.From(Gen.Elements(true, false)), (due, spent, held) =>
        {
            var plan = NoiseBudget.Plan(Due(due, held), spent, At("2026-11-20T10:00"), Rules, Sending);
            var all = plan.Cards.Concat(plan.Digest).Concat(plan.Held).ToList();
            return all.Count == due && all.Distinct().Count() == due
                && (held || plan.Spends + spent <= Math.Max(spent, Rules.CardsPerDay))
                && (plan.Held.Count == 0) == (plan.HeldUntil is null)
                && (plan.Cards.Count == 0 || plan.Digest.Count == 0);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    static List<DueAlert> Due(int count, bool held) => [.. Enumerable.Range(0, count).Select(number => new DueAlert($"a{number}", held))];

    static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
