namespace WeComSales.Domain.Tests.Signals;

public sealed class ExplainTests
{
    [Fact]
    public void Every_signal_says_which_rule_or_words_made_it()
    {
        foreach (var example in Example.All.Where((_, i) => i % 7 == 0))
        {
            foreach (var signal in Shipped.Read(example.Text).Signals) signal.Why.ShouldStartWith(signal.Label, customMessage: example.Text);
        }
    }

    [Fact]
    public void What_spoke_against_a_signal_is_words_of_the_text()
    {
        var against = Example.All.SelectMany(example => Shipped.Read(example.Text).Signals).Where(signal => signal.Against.Length > 0).Take(200).ToList();

        against.Count.ShouldBe(200);
        against.ShouldAllBe(signal => signal.Against.StartsWith('「') && signal.Against.Contains("」-"));
    }
}
