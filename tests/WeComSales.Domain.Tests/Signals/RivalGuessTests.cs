namespace WeComSales.Domain.Tests.Signals;

/// <summary>Rivals that no list knows, named from where they stand; and what must not become one.</summary>
public sealed class RivalGuessTests
{
    [Theory]
    [InlineData("我们一直用恒岳的系统", "恒岳")]
    [InlineData("恒岳那边昨天也来演示过", "恒岳")]
    [InlineData("蓝澜的销售上周给我们报了个价", "蓝澜")]
    [InlineData("和瑞麟比你们优势在哪", "瑞麟")]
    [InlineData("现在用的是Zentrix，合同到年底", "Zentrix")]
    public void A_name_behind_the_words_of_comparing_is_a_competitor(string text, string name)
    {
        var found = Shipped.Read(text).Entities.Single(entity => entity.Kind == EntityKind.Competitor);

        (found.Value, text[found.Start..found.End]).ShouldBe((name, name));
    }

    [Theory]
    [InlineData("别家比你便宜")]
    [InlineData("对面那家才卖八百")]
    [InlineData("我跟我老婆商量一下")]
    [InlineData("竞品在谈")]
    [InlineData("跟去年比贵了")]
    public void Words_that_name_nobody_are_no_competitor(string text) => Shipped.Read(text).Entities.ShouldNotContain(entity => entity.Kind == EntityKind.Competitor);
}
