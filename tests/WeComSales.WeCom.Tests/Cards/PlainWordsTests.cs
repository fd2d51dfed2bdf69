namespace WeComSales.WeCom.Tests;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("王主任（仁和医院）CT-2 50%", "王主任（仁和医院）CT-2 50%")]
    [InlineData("<a href=\"http://evil\">点这里</a>", "a href=\"http://evil\"点这里/a")]
    [InlineData("[领奖](http://evil)", "领奖http://evil")]
    [InlineData("&lt;a&gt;", "lt;agt;")]
    [InlineData("第一行\r\n第二行\u0000\u2028", "第一行  第二行")]
    [InlineData("\u202e王\u2066主任\u200f\u061c", "王主任")]
    [InlineData("😀👨‍👩‍👧", "😀👨‍👩‍👧")]
    [InlineData("", "")]
    public void Nothing_in_a_name_can_become_a_link_or_turn_the_line_around(string written, string shown) => PlainWords.Of(written).ShouldBe(shown);

    [Fact]
    public void A_name_without_end_is_cut() => PlainWords.Of(new string('长', 5000)).Length.ShouldBe(PlainWords.Longest);
}
