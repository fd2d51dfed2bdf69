using WeComSales.Domain;

namespace WeComSales.Domain.Tests.Customers;

public sealed class FollowUpPrefillTests
{
    static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Each_field_begins_with_what_the_customer_said()
    {
        var reading = new Reading(
            [
                new(SignalLabels.PriceObjection, Polarity.Affirmed, 0, 4, "价格太高", ""),
                new(SignalLabels.CompetitorMention, Polarity.Negated, 5, 9, "没有竞品", ""),
                new(SignalLabels.DecisionMaker, Polarity.Affirmed, 10, 13, "院长定", ""),
            ],
            [new(EntityKind.Date, "2026-11-20/2026-11-30", 0, 3, "月底前", "")],
            "定报价策略，走价格审批");

        FollowUpPrefill.From(reading, Today).ShouldBe(new FollowUpPrefill(
            "定报价策略，走价格审批", new DateOnly(2026, 11, 30), "决策人（院长定）", "价格异议（价格太高）", null));
    }

    [Fact]
    public void A_day_that_is_over_is_no_plan() => FollowUpPrefill
        .From(new([], [new(EntityKind.Date, "2026-11-19", 0, 2, "昨天", ""), new(EntityKind.Date, "..", 0, 1, "以后", "")], null), Today)
        .ShouldBe(FollowUpPrefill.Nothing);
}
