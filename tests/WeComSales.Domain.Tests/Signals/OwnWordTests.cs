using FsCheck;
using FsCheck.Fluent;

namespace WeComSales.Domain.Tests.Signals;

public sealed class OwnWordTests
{
    [Fact]
    public void A_word_of_the_company_carries_its_label() =>
        Shipped.With(new TenantWord(TenantWordKind.Word, SignalLabels.DelayOrStall, "春糖回来", null)).Read("春糖回来定", Shipped.Monday)
            .Signals.ShouldContain(signal => signal.Label == SignalLabels.DelayOrStall && signal.Evidence == "春糖回来");

    [Fact]
    public void An_exclusion_hides_what_is_inside_it() =>
        Shipped.With(new TenantWord(TenantWordKind.Exclusion, null, "价格太高科技", null)).Read("价格太高科技", Shipped.Monday).Signals.ShouldBeEmpty();

    [Fact]
    public void An_exclusion_is_not_heard_by_what_was_learned_either() =>
        Shipped.With(new TenantWord(TenantWordKind.Exclusion, null, "价格太高", null)).Read("价格太高了，打我 13812345678", Shipped.Monday)
            .Signals.ShouldNotContain(signal => signal.Label == SignalLabels.PriceObjection);

    [Fact]
    public void A_rewrite_stands_for_its_replacement() =>
        Shipped.With(new TenantWord(TenantWordKind.Rewrite, null, "甲格", "价格")).Read("甲格太高", Shipped.Monday)
            .Signals.ShouldHaveSingleItem().Evidence.ShouldBe("甲格太高");

    [Fact]
    public void Products_and_rivals_are_named_as_the_company_writes_them()
    {
        var reader = Shipped.With(new(TenantWordKind.Product, null, "WAF", null), new(TenantWordKind.Competitor, null, "理邦", null));

        var found = reader.Read("理邦的ｗａｆ上周来演示过", Shipped.Monday).Entities;

        found.ShouldContain(entity => entity.Kind == EntityKind.Competitor && entity.Value == "理邦");
        found.ShouldContain(entity => entity.Kind == EntityKind.Product && entity.Value == "WAF" && entity.Text == "ｗａｆ");
    }

    [Fact]
    public void A_name_is_not_found_inside_a_longer_Latin_word() =>
        Shipped.With(new TenantWord(TenantWordKind.Competitor, null, "GE", null)).Read("image很清楚", Shipped.Monday)
            .Entities.ShouldNotContain(entity => entity.Kind == EntityKind.Competitor);

    [Fact]
    public void A_further_word_takes_no_hit_away_outside_its_own_place() => Prop.ForAll(
        Gen.Elements(Example.All.Where(example => example.Expected.Count > 0 && example.Text.Length > 4).Select(example => example.Text).ToArray()).ToArbitrary(),
        Gen.Choose(0, 1000).ToArbitrary(),
        (text, place) =>
        {
            var (label, word) = (SignalLabels.Referral, text.Substring(place % (text.Length - 2), 2 + (place % 2 == 0 && place % (text.Length - 2) + 3 <= text.Length ? 1 : 0)));
            var before = Shipped.Read(text).Signals;
            var after = Shipped.With(new TenantWord(TenantWordKind.Word, label, word, null)).Read(text, Shipped.Monday).Signals;
            return before.All(old => after.Contains(old) || after.Any(own => own.Label == label && own.Start < old.End && old.Start < own.End));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Two_matters_of_a_clause_stay_when_a_word_names_a_third()
    {
        const string text = "今年没编进去，明年三月预算会再提";

        var after = Shipped.With(new TenantWord(TenantWordKind.Word, SignalLabels.Referral, "预算", null)).Read(text, Shipped.Monday).Signals;

        after.Where(signal => signal.Label != SignalLabels.Referral).ShouldBe(Shipped.Read(text).Signals);
    }

    [Theory]
    [InlineData("{none}")]
    [InlineData("(价格|太高")]
    public void A_rule_that_cannot_be_read_is_refused_with_its_place(string rule)
    {
        var files = Shipped.Files.ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
        files["referral"] = "# one line\n" + rule;

        Should.Throw<FormatException>(() => Lexicon.Parse(files)).Message.ShouldStartWith("referral, line 2:");
    }
}
