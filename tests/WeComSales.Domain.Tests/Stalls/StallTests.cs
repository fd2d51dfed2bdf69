using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests;

public sealed class StallTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));
    static readonly StallRules Rules = StallRules.Default;

    [Fact]
    public void Level_one_waits_a_day_for_an_answer_then_one_leader_more_each_day()
    {
        var told = Open().Told(Noon);
        told.NextStepAt(Rules).ShouldBe(Noon.AddHours(24));

        var second = told.Escalate("gao", Noon.AddHours(24));
        (second.State, second.Level, second.Leader).ShouldBe((StallState.Escalated, 2, "gao"));
        second.NextStepAt(Rules).ShouldBe(Noon.AddHours(48));
        second.Escalate("zong", Noon.AddHours(48)).Level.ShouldBe(3);
    }

    [Fact]
    public void An_answer_gives_a_day_for_an_act_and_escalates_once_more_only()
    {
        var answered = Open().Told(Noon).AnsweredWith(StallAnswer.Urged, "zhou", Noon.AddHours(1))!;
        answered.NextStepAt(Rules).ShouldBe(Noon.AddHours(25));

        var once = answered.Escalate("gao", Noon.AddHours(25));
        once.NextStepAt(Rules).ShouldBeNull();
        once.AnsweredWith(StallAnswer.Urged, "gao", Noon.AddHours(26))!.NextStepAt(Rules).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, "等客户答复", true)]
    [InlineData(2, "等客户答复", false)]
    [InlineData(7, " ", false)]
    public void Postponing_takes_one_of_three_lengths_and_a_reason(int days, string reason, bool may) =>
        (Open().Told(Noon).Postpone(days, reason, "lin", Noon) is not null).ShouldBe(may);

    [Fact]
    public void Twice_postponed_is_enough()
    {
        var twice = Open().Told(Noon).Postpone(1, "a", "lin", Noon)!.Remind(Noon.AddDays(1)).Postpone(3, "b", "lin", Noon.AddDays(1))!;

        twice.Remind(Noon.AddDays(4)).Postpone(1, "c", "lin", Noon.AddDays(4)).ShouldBeNull();
    }

    [Fact]
    public void What_has_ended_takes_no_answer()
    {
        var ended = Open().End("closed", Noon);

        ended.AnsweredWith(StallAnswer.Urged, "zhou", Noon).ShouldBeNull();
        ended.Postpone(1, "a", "lin", Noon).ShouldBeNull();
        ended.HandTo("chen", "zhou", Noon).ShouldBeNull();
        ended.NextStepAt(Rules).ShouldBeNull();
    }

    /// <summary>Whatever people and the clock do, the table's checks hold.</summary>
    [Fact]
    public void No_sequence_of_steps_leaves_the_drawing()
    {
        var property = Prop.ForAll(Arb.From(Gen.ListOf(Gen.Choose(0, 8))), steps =>
        {
            var (stall, at) = (Open(), Noon);
            foreach (var step in steps)
            {
                at = at.AddHours(5);
                stall = Next(stall, step, at);
                if (!Drawn(stall))
                {
                    return false;
                }
            }

            return true;
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), property);
    }

    [Fact]
    public void The_shipped_rules_are_sound_and_a_wrong_set_says_what_is_wrong()
    {
        StallRules.Default.Faults(Stages.Default).ShouldBeEmpty();
        var wrong = StallRules.Default with
        {
            Rules = [StallRule.For("", "成交", 0) with { Signs = ["look"], Tells = [] }],
            CardsPerDay = 0,
            SendHours = "9-18",
        };

        var faults = string.Join('\n', wrong.Faults(Stages.Default));
        foreach (var part in new[] { "规则名", "没有进行中的阶段「成交」", "阈值 0", "预警要早于停滞", "生命迹象", "提醒对象", "每人每天卡片数 0", "发送时间「9-18」" })
        {
            faults.ShouldContain(part);
        }
    }

    static Stall Next(Stall stall, int step, DateTimeOffset at) => step switch
    {
        0 => stall.IsOpen ? stall.Told(at) : stall,
        1 => stall.AnsweredWith(StallAnswer.Urged, "zhou", at) ?? stall,
        2 => stall.Postpone(1, "a", "lin", at) ?? stall,
        3 => stall.HandTo("chen", "zhou", at) ?? stall,
        4 => stall.State == StallState.Postponed ? stall.Remind(at) : stall,
        5 => stall.NextStepAt(Rules) is not null && stall.State != StallState.Postponed ? stall.Escalate("gao", at) : stall,
        6 => stall.Follow("he"),
        7 => stall.AnsweredWith(StallAnswer.Handled, "sun", at) ?? stall,
        _ => stall.IsOpen ? stall.End("closed", at) : stall,
    };

    static bool Drawn(Stall stall) => stall.State switch
    {
        StallState.Open => stall.Level == 0,
        StallState.Alerted => stall is { Level: >= 1, ToldAt: not null },
        StallState.Escalated => stall.Level >= 2,
        StallState.Answered => stall is { AnsweredAt: not null, AnsweredBy: not null, Answer: not null },
        StallState.Postponed => stall is { PostponedUntil: not null, PostponeReason: not null },
        _ => stall is { EndedAt: not null, EndKind: not null },
    } && stall.Postponements is >= 0 and <= 2;

    static Stall Open()
    {
        var reading = new StallReading(Rules.Rules[0], Noon.AddHours(-73), "note", null, Noon.AddHours(-25), Noon.AddHours(-1));
        return Stall.Open("s", "o", "wm", "提案", "lin", reading, 1, Noon);
    }
}
