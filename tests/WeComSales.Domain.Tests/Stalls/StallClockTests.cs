using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class StallClockTests
{
    static readonly WorkCalendar Calendar = new(ChineseHolidays.Shipped, WorkHours.Default, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    static readonly StallRules Rules = StallRules.Default;
    static readonly StallRule Proposal = Rules.Rules[0];
    static readonly StallRule Working = StallRule.For("提案 72 工时", "提案", 72, HoursKind.Working);

    [Fact]
    public void The_newest_sign_of_life_counts_and_only_signs_that_the_rule_names()
    {
        var clock = Clock("2026-11-01T09:00") with { NoteAt = At("2026-11-10T09:00"), CallAt = At("2026-11-12T09:00") };

        clock.Base(Proposal).ShouldBe((At("2026-11-12T09:00"), TimelineKinds.Call));
        clock.Base(Proposal with { Signs = [TimelineKinds.Note] }).ShouldBe((At("2026-11-10T09:00"), TimelineKinds.Note));
        clock.Base(Proposal with { Stage = null, Signs = [TimelineKinds.Visit] }).Kind.ShouldBe("created");
    }

    /// <summary>A stall of 72 working hours that begins before Spring Festival 2026 (2-15 to 2-23 off, 2-14 and 2-28 worked, 9.5 hours a day).</summary>
    [Theory]
    [InlineData("2026-02-06T09:00", "2026-02-24T14:30")] // seven days are worked before the holiday, the eighth is after it
    [InlineData("2026-02-10T09:00", "2026-02-26T14:30")] // 5 days before, the rest after
    [InlineData("2026-02-13T18:30", "2026-03-03T14:30")]
    [InlineData("2026-02-14T18:30", "2026-03-04T14:30")]
    [InlineData("2026-02-18T03:00", "2026-03-04T14:30")] // begins within the holiday
    [InlineData("2026-02-24T09:00", "2026-03-04T14:30")]
    public void Seventy_two_working_hours_that_begin_before_Spring_Festival_end_on_the_right_hour(string last, string fires)
    {
        var clock = Clock("2026-01-05T09:00") with { NoteAt = At(last) };
        var rules = Rules with { Rules = [Working] };

        clock.Read(Working, rules, Calendar).StallAt.ShouldBe(At(fires));
        StallLook.At(At(fires).AddSeconds(-1), "提案", clock, rules, Calendar).Stalled.ShouldBeNull();
        StallLook.At(At(fires), "提案", clock, rules, Calendar).Stalled.ShouldNotBeNull();
    }

    [Fact]
    public void If_several_rules_fire_the_shortest_names_it()
    {
        var clock = Clock("2026-10-01T09:00");

        StallLook.At(At("2026-11-20T09:00"), "提案", clock, Rules, Calendar).Stalled!.Rule.Name.ShouldBe("提案 3 天");
        StallLook.At(At("2026-11-20T09:00"), "回款", clock, Rules, Calendar).Stalled!.Rule.Name.ShouldBe("任何阶段 15 天");
    }

    [Theory]
    [InlineData("2026-11-12T09:00", "2026-11-14T00:00", "2026-11-15T00:00")] // 72 h, of which 24 ran before the plan
    [InlineData("2026-12-31T09:00", "2026-12-10T09:00", "2026-12-11T09:00")] // at most 30 days from the plan
    public void A_planned_contact_pauses_until_its_day_is_over_and_thirty_days_at_most(string planned, string pauseEnds, string fires)
    {
        var plan = new ContactPlan(At(planned == "2026-11-12T09:00" ? "2026-11-13T09:00" : planned), At("2026-11-10T09:00"));
        var clock = Clock("2026-11-01T09:00") with { NoteAt = At("2026-11-08T09:00"), Plan = plan };

        var reading = clock.Read(Proposal, Rules, Calendar);

        reading.Pause!.Value.Until.ShouldBe(At(pauseEnds));
        reading.StallAt.ShouldBe(At(fires));
        reading.IsPaused(At("2026-11-12T09:00")).ShouldBeTrue();
    }

    [Fact]
    public void The_clock_shows_exactly_its_threshold_when_it_fires_whatever_is_planned()
    {
        var moments = from edge in Gen.Elements("2025-12-31T23:59", "2026-02-13T18:29", "2026-02-23T23:59", "2026-09-30T18:30", "2026-12-31T00:01")
                      from minutes in Gen.Choose(-6000, 6000)
                      select At(edge).AddMinutes(minutes);
        var property = Prop.ForAll(
            Arb.From(moments), Arb.From(Gen.Choose(-20000, 80000)), Arb.From(Gen.Elements(Proposal, Working)),
            (last, planned, rule) =>
            {
                var clock = Clock("2025-01-01T09:00") with { NoteAt = last, StageSince = last, Plan = new ContactPlan(last.AddMinutes(planned), last.AddMinutes(planned / 3)) };
                var reading = clock.Read(rule, Rules, Calendar);
                return reading.WarnAt < reading.StallAt
                    && !reading.IsPaused(reading.StallAt)
                    && reading.Elapsed(reading.StallAt, Calendar) == TimeSpan.FromHours(rule.Hours)
                    && reading.Elapsed(reading.WarnAt, Calendar) == TimeSpan.FromHours(rule.WarnHours);
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), property);
    }

    [Fact]
    public void A_newer_sign_of_life_never_makes_it_fire_earlier()
    {
        var property = Prop.ForAll(
            Arb.From(Gen.Choose(0, 60000)), Arb.From(Gen.Choose(0, 60000)), Arb.From(Gen.Elements(Proposal, Working)),
            (first, second, rule) =>
            {
                var before = Clock("2025-12-20T09:00") with { NoteAt = At("2025-12-20T09:00").AddMinutes(first) };
                var after = before with { VisitAt = before.NoteAt!.Value.AddMinutes(second) };
                return after.Read(rule, Rules, Calendar).StallAt >= before.Read(rule, Rules, Calendar).StallAt;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), property);
    }

    static StallClock Clock(string since) => new(At(since), At(since), null, null, null, null, null, null);

    static DateTimeOffset At(string local) => new(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
