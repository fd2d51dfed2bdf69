using Xunit.Abstractions;

namespace WeComSales.Domain.Tests.Signals;

public sealed class ExampleTests(ITestOutputHelper output)
{
    [Fact]
    public void The_labels_of_the_examples_are_found()
    {
        var all = Counted(Example.All);
        foreach (var voice in Example.All.GroupBy(example => example.Voice)) output.WriteLine($"{voice.Key}: F1 {Counted(voice).F1:F3}");
        output.WriteLine($"all: F1 {all.F1:F3}, recall {all.Recall:F3}, silence {all.Silence:F3}");

        all.F1.ShouldBeGreaterThan(0.78);
        all.Silence.ShouldBeGreaterThan(0.93);
    }

    [Fact]
    public void Every_label_has_examples_and_near_misses()
    {
        foreach (var label in SignalLabels.All) Example.All.Count(example => example.Expected.Contains(label)).ShouldBeGreaterThan(5, label);
        Example.All.Count(example => example.Expected.Count == 0).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Voices_that_were_never_learned_from_are_read()
    {
        var strangers = Counted(Example.Unlearned);
        output.WriteLine($"strangers: F1 {strangers.F1:F3}, recall {strangers.Recall:F3}, silence {strangers.Silence:F3}");

        strangers.F1.ShouldBeGreaterThan(0.82);
        strangers.Silence.ShouldBeGreaterThan(0.9);
    }

    static Tally Counted(IEnumerable<Example> examples)
    {
        var tally = new Tally();
        foreach (var example in examples) tally.Count(example.Expected, example.Found());
        return tally;
    }
}
