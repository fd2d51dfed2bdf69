using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests.Signals;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("我看价格太高了", "价格太高了")]
    [InlineData("我看價格太高了", "價格太高了")]
    [InlineData("我看价​格太高了", "价​格太高了")]
    [InlineData("👍🏻👍🏻价格太高了", "价格太高了")]
    [InlineData("价 格 太 高", "价 格 太 高")]
    [InlineData("价😀格太高", "价😀格太高")]
    [InlineData("价́格太高", "价́格太高")]
    public void Evidence_is_cut_from_the_text_as_written(string text, string evidence) =>
        Shipped.Read(text).Signals.ShouldHaveSingleItem().Evidence.ShouldBe(evidence);

    [Theory]
    [InlineData("预算３０万", "300000", "３０万")]
    [InlineData("😀預算30萬以內", "300000", "30萬")]
    [InlineData("手机１３９１２３４５６７８", "13912345678", "１３９１２３４５６７８")]
    public void Amounts_are_cut_from_the_text_as_written(string text, string value, string written)
    {
        var entity = Shipped.Read(text).Entities.ShouldHaveSingleItem();

        (entity.Value, entity.Text).ShouldBe((value, written));
    }

    [Fact]
    public void Full_width_letters_and_case_change_nothing() => Prop.ForAll(
        Gen.Elements("价格太高了,能不能便宜10%", "send me a sample by friday", "WAF误拦截3次", "预算大概10k USD").ToArbitrary(),
        Gen.ArrayOf(Gen.Choose(0, 2)).ToArbitrary(),
        (text, ways) =>
        {
            var written = new StringBuilder();
            for (var i = 0; i < text.Length; i++) written.Append(Written(text[i], ways.Length == 0 ? 0 : ways[i % ways.Length]));

            return Labels(text).SequenceEqual(Labels(written.ToString()));
        }).QuickCheckThrowOnFailure();

    static char Written(char c, int way) => (way, c) switch
    {
        (1, > ' ' and <= '~') => (char)(c + 0xFEE0),
        (2, _) => char.ToUpperInvariant(c),
        _ => c,
    };

    static IEnumerable<string> Labels(string text) => Shipped.Read(text).Signals.Select(signal => $"{signal.Label}{signal.Polarity}{signal.Start}{signal.End}");
}
