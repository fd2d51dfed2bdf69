namespace WeComSales.Domain.Tests;

public sealed class RulesDifferenceTests
{
    static StallRuleVersion Stored(StallRules rules) => new(3, rules, DateTimeOffset.UnixEpoch, "root", null);

    [Fact]
    public void The_same_rules_differ_in_nothing_also_when_they_came_from_the_database() =>
        RulesDifference.Between(StallRules.Default, Stored(StallRules.Default with { Rules = [.. StallRules.Default.Rules.Select(rule => rule with { Signs = [.. rule.Signs] })] })).ShouldBeEmpty();

    [Fact]
    public void Every_field_of_the_rules_is_named_when_it_differs()
    {
        var other = new StallRules([StallRule.For("提案 2 天", "提案", 48)], 12, 9, 5, new TimeOnly(16, 30), 10, "09:00-17:00", "10:00-17:00", new WaitingRule(30, [StallParty.Rep]));

        var told = RulesDifference.Between(StallRules.Default, Stored(other));

        told.ShouldContain("Rules:CardsPerDay：配置为 6，数据库第 3 版为 9");
        told.ShouldContain("Rules:DigestAt：配置为 17:00，数据库第 3 版为 16:30");
        told.Count(line => line.StartsWith("规则：", StringComparison.Ordinal)).ShouldBe(3);
        // A field that is added to the rules must be compared too.
        told.Count.ShouldBe(3 + typeof(StallRules).GetConstructors().Single(made => made.GetParameters().Length > 1).GetParameters().Length - 1);
    }

    [Fact]
    public void A_rule_that_differs_in_whom_it_tells_is_another_rule() =>
        RulesDifference.Between(StallRules.Default, Stored(StallRules.Default with { Rules = [.. StallRules.Default.Rules.Select(rule => rule with { Tells = [StallParty.Rep] })] })).Count.ShouldBe(4);
}
