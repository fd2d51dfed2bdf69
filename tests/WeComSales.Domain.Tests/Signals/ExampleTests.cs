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

    /// <summary>What was reached is in docs/signals.md and must not be lost unseen.</summary>
    [Theory]
    [InlineData("strangers.txt", 0.84, 0.9)]
    [InlineData("outsiders.txt", 0.73, 0.87)]
    public void Voices_that_were_never_learned_from_are_read(string file, double leastF1, double leastSilence)
    {
        var read = Counted(Example.Unlearned(file));
        output.WriteLine($"{file}: F1 {read.F1:F3}, recall {read.Recall:F3}, silence {read.Silence:F3}");

        read.F1.ShouldBeGreaterThan(leastF1);
        read.Silence.ShouldBeGreaterThan(leastSilence);
    }

    static Tally Counted(IEnumerable<Example> examples)
    {
        var tally = new Tally();
        foreach (var example in examples) tally.Count(example.Expected, example.Found());
        return tally;
    }
}
