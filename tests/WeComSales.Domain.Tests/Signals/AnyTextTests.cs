using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests.Signals;

public sealed class AnyTextTests
{
    // Letters that make the reader work: price words, numbers, marks, emoji halves, combining marks, full width, traditional.
    static readonly char[] Letters =
        [.. "价格太贵了便宜点不能没有吗报价多少钱万元块3五12.,-。，？!\n ：客户销售退款发货合同价價貴９Ａab\u0301\u200B\uD83D\uDE00\uDE00\uD83D\uFE0F周月底号天年"];

    static readonly Arbitrary<string> Texts = Gen.ArrayOf(Gen.OneOf(Gen.Elements(Letters), Gen.Choose(0, char.MaxValue).Select(code => (char)code)))
        .Select(letters => new string(letters)).ToArbitrary();

    [Fact]
    public void Every_evidence_is_what_stands_at_its_place() => Prop.ForAll(Texts, text =>
    {
        var reading = Shipped.Reader.Read(text, Shipped.Monday);
        return reading.Signals.All(signal => Stands(text, signal.Start, signal.End, signal.Evidence))
            && reading.Entities.All(entity => Stands(text, entity.Start, entity.End, entity.Text));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_same_text_is_read_the_same_way_twice() => Prop.ForAll(Texts, text =>
    {
        var (once, again) = (Shipped.Reader.Read(text, Shipped.Monday), Shipped.Reader.Read(text, Shipped.Monday));
        return once.Signals.SequenceEqual(again.Signals) && once.Entities.SequenceEqual(again.Entities);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_place_is_right_behind_anything_that_folding_drops_or_changes() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("\uD83D\uDE00", "\u200B", "\u0301", "\uFE0F", "Ａ", "門", "\uD83D", "\uDE00", "　", "。", "👍🏻")).ToArbitrary(),
        Gen.Elements("价格太高", "價格太高", "价\u200B格太\uFE0F高", "价格\uD83D\uDE00太高", "價\u0301格太高").ToArbitrary(),
        (noise, said) =>
        {
            var text = string.Concat(noise) + "。" + said;
            var signal = Shipped.Read(text).Signals.SingleOrDefault(signal => signal.Label == SignalLabels.PriceObjection);
            return signal is not null && signal.Start == text.Length - said.Length && signal.End == text.Length && signal.Evidence == said;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("\uDE00\uD83D价格\uD83D太高")]
    [InlineData("\0\u0001\uFFFF")]
    public void Broken_text_is_read_without_an_error(string text) => Should.NotThrow(() => Shipped.Read(text));

    [Theory]
    [InlineData("价格太高了能不能便宜点")]
    [InlineData("1234567890")]
    [InlineData("一二三四五六七八九十")]
    [InlineData("不不没没贵贵")]
    [InlineData("不")]
    [InlineData("比恒岳贵")]
    [InlineData("下周下周下个月底前3万5到8万块")]
    public void Work_grows_with_the_length_and_no_faster(string piece)
    {
        var small = Steps(string.Concat(Enumerable.Repeat(piece, 200)));
        var large = Steps(string.Concat(Enumerable.Repeat(piece, 3200)));

        large.ShouldBeLessThanOrEqualTo((small * 16) + (16 * piece.Length));
    }

    static long Steps(string text)
    {
        Shipped.Reader.Read(text, Shipped.Monday, false, out var steps);
        return steps;
    }

    static bool Stands(string text, int start, int end, string evidence) =>
        start >= 0 && start < end && end <= text.Length && text[start..end] == evidence;
}
