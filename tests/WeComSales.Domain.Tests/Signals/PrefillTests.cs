namespace WeComSales.Domain.Tests.Signals;

/// <summary>The five fields of a follow-up log, filled from what the customer said (F10).</summary>
public sealed class PrefillTests
{
    static readonly DateOnly Today = new(2026, 3, 9);

    [Fact]
    public void The_goal_is_the_next_act_of_the_message()
    {
        var reading = Shipped.Read("价格太高了");

        Prefill.From(reading, Today).Goal.ShouldBe(reading.NextAction);
    }

    [Theory]
    [InlineData("下周三上午十点来签合同", "2026-03-18T10:00")]
    [InlineData("18号再联系", "2026-03-18")]
    [InlineData("下周给你答复", "2026-03-16")]
    [InlineData("上周五已经打款了", null)]
    [InlineData("价格太高了", null)]
    public void The_next_contact_is_the_first_day_named_that_lies_ahead(string text, string? day) => Prefill.From(Shipped.Read(text), Today).NextContact.ShouldBe(day);

    [Fact]
    public void Of_a_period_that_has_begun_the_next_contact_is_tomorrow() => Prefill.From(Shipped.Read("这周给你答复"), new(2026, 3, 11)).NextContact.ShouldBe("2026-03-12");

    [Fact]
    public void The_chain_of_decision_is_told_in_the_customers_words() => Prefill.From(Shipped.Read("这个得张院长拍板"), Today).DecisionChain.ShouldBe("决策人：得张院长拍板");

    [Fact]
    public void Objections_and_complaints_are_obstacles_the_gravest_first()
    {
        var obstacle = Prefill.From(Shipped.Read("价格太高了，再不修好我们就退货"), Today).Obstacle!;

        obstacle.ShouldContain("价格异议：");
        obstacle.ShouldStartWith("流失风险：");
    }

    [Fact]
    public void Words_that_the_name_says_already_are_not_said_twice() =>
        Prefill.From(Shipped.Read("你们价格太高，竞品那边还在谈"), Today).Obstacle.ShouldBe("价格异议：你们价格太高；竞品在谈");

    [Fact]
    public void What_is_asked_for_is_support() => Prefill.From(Shipped.Read("注册证发我一份"), Today).Support!.ShouldContain("注册证发我");

    [Fact]
    public void What_is_denied_fills_nothing()
    {
        var fields = Prefill.From(Shipped.Read("价格不高"), Today);

        (fields.Obstacle, fields.DecisionChain, fields.Support).ShouldBe((null, null, null));
    }

    [Fact]
    public void A_message_that_sells_nothing_fills_nothing() => Prefill.From(Shipped.Read("收到，辛苦了"), Today).ShouldBe(new FollowUpFields(null, null, null, null, null));
}
