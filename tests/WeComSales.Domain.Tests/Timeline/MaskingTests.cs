using FsCheck;
using FsCheck.Fluent;
using WeComSales.Domain;

namespace WeComSales.Domain.Tests;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("电话13812345678，微信同号", "电话138****5678，微信同号")]
    [InlineData("138 1234 5678", "138 **** 5678")]
    [InlineData("身份证310101199001011234", "身份证310***********1234")]
    [InlineData("预算30万以内", "预算***以内")]
    [InlineData("¥350,000 含税", "¥***,*** 含税")]
    [InlineData("三十万块左右", "***块左右")]
    [InlineData("月底前要12台", "月底前要12台")]
    public void Numbers_that_identify_and_amounts_lose_their_digits(string text, string masked) =>
        Masking.Text(text).ShouldBe(masked);

    [Fact]
    public void The_length_never_changes_so_evidence_spans_still_fit() => Prop.ForAll<string>(text =>
        text is null || Masking.Text(text).Length == text.Length).QuickCheckThrowOnFailure();
}
