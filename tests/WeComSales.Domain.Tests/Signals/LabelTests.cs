namespace WeComSales.Domain.Tests.Signals;

public sealed class LabelTests
{
    [Theory]
    [InlineData("价格太高了", "price_objection")]
    [InlineData("能不能再便宜点", "price_objection")]
    [InlineData("你们的jiage能不能再低点", "price_objection")]
    [InlineData("平點啦老細，我哋長期合作㗎", "price_objection")]
    [InlineData("价格不高", "-price_objection")]
    [InlineData("不是贵的问题", "-price_objection")]
    [InlineData("不贵吗", "price_objection")]
    [InlineData("骨密度仪多少钱一台", "quote_request")]
    [InlineData("现在竞品在谈", "competitor_mention")]
    [InlineData("竞品我们不考虑", "-competitor_mention")]
    [InlineData("预算已经批下来了，180万", "budget_confirmed")]
    [InlineData("经费还没批", "budget_lacking")]
    [InlineData("不是没预算", "-budget_lacking")]
    [InlineData("得张院长拍板", "decision_maker")]
    [InlineData("老板不在，我做不了主", "decision_maker")]
    [InlineData("这个要走公开招标", "decision_process")]
    [InlineData("4月底之前必须装好", "timeline_purchase")]
    [InlineData("年后再说吧", "delay_or_stall")]
    [InlineData("再考虑考虑", "delay_or_stall")]
    [InlineData("支持私有化部署不", "technical_requirement")]
    [InlineData("放一台样机给我们试用两周", "trial_or_sample_request")]
    [InlineData("先别寄样", "-trial_or_sample_request")]
    [InlineData("合同盖好章了", "contract_or_po")]
    [InlineData("月结60天行不行", "payment_terms")]
    [InlineData("票就不用开了", "-payment_terms")]
    [InlineData("这批货漏液", "complaint_quality")]
    [InlineData("报修三天没一个人来", "complaint_service")]
    [InlineData("没有投诉你的意思", "-complaint_service")]
    [InlineData("交期能不能压到三周", "delivery_concern")]
    [InlineData("不着急发货", "-delivery_concern")]
    [InlineData("就按这个方案推吧", "positive_intent")]
    [InlineData("没兴趣", "-positive_intent")]
    [InlineData("我要退款", "loss_risk")]
    [InlineData("没想换供应商", "-loss_risk")]
    [InlineData("注册证发我一份", "needs_support")]
    [InlineData("再来20盒", "renewal_or_repurchase")]
    [InlineData("李主任让我找你的", "referral")]
    [InlineData("你看看能不能让一点，或者把探测器的保修延到三年", "price_objection")]
    [InlineData("价格太高", "price_objection")]
    [InlineData("竞品在谈", "competitor_mention")]
    [InlineData("抹个零", "price_objection")]
    [InlineData("意思一下嘛", "price_objection")]
    [InlineData("还有没有空间", "price_objection")]
    [InlineData("尾巴去了凑个整", "price_objection")]
    [InlineData("不用让了，就这个数", "-price_objection")]
    public void One_thing_said_is_one_signal(string text, string mark) => Example.Marks(Shipped.Read(text).Signals).ShouldBe([mark]);

    [Theory]
    [InlineData("食堂又涨价了")]
    [InlineData("预算师证拿到了")]
    [InlineData("您贵姓")]
    [InlineData("考虑得很周到")]
    [InlineData("合同法头大")]
    [InlineData("质量守恒定律")]
    [InlineData("我投诉了楼上装修")]
    [InlineData("退货政策挺好的，放心")]
    [InlineData("续杯")]
    [InlineData("试用期过了，转正")]
    [InlineData("收到，辛苦了")]
    [InlineData("让一让，后面有车")]
    [InlineData("少一点辣")]
    public void Words_of_selling_that_sell_nothing_are_no_signal(string text) => Shipped.Read(text).Signals.ShouldBeEmpty();

    [Fact]
    public void A_denial_carries_its_negator_in_the_evidence()
    {
        var signal = Shipped.Read("我们没有投诉你的意思").Signals.ShouldHaveSingleItem();

        signal.Evidence.ShouldStartWith("没有投诉");
    }

    [Fact]
    public void Only_the_customers_lines_of_a_thread_count()
    {
        var reading = Shipped.Reader.Read("销售：刘主任，价格太高的话可以谈，下周三给您30万的报价\n客户：价格没问题\n客户：合同发我", Shipped.Monday, thread: true);

        Example.Marks(reading.Signals).ShouldBe(["-price_objection", "contract_or_po"], ignoreOrder: true);
        reading.Entities.ShouldBeEmpty();
    }

    [Fact]
    public void What_costs_the_customer_is_acted_on_first() =>
        Shipped.Read("价格太高，再不发货我就退款").NextAction.ShouldBe("主管介入，24 小时内挽回");

    [Fact]
    public void Every_signal_says_which_rule_made_it() =>
        Shipped.Read("价格太高了，竞品在谈").Signals.ShouldAllBe(signal => signal.Why.StartsWith(signal.Label + ":", StringComparison.Ordinal));
}
