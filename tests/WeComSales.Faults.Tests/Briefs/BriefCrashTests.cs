using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 7: the brief with a kill at each step. Every leader gets one card and one PDF per team and day.</summary>
public sealed class BriefCrashTests(ITestOutputHelper output)
{
    /// <summary>From the row that says a day is due to the row that says it was sent.</summary>
    static readonly (string Method, bool After, int Occurrence)[] points =
    [
        ("write BriefFlow.Watch", false, 1),
        ("write BriefFlow.Watch", true, 1),
        ("write BriefWorker.Claim", true, 1),
        ("read BriefFlow.Make", false, 2),
        ("read BriefFlow.Make", true, 1),
        ("write BriefFlow.Make", false, 1),
        ("write BriefFlow.Make", true, 2),
        ("write OutboxWorker.Claim", true, 2),
        ("write FileStep.BodyOf", true, 1),
        ("write FileStep.Upload", false, 1),
        ("write FileStep.Upload", true, 2),
        ("write OutboxWorker.Gate", false, 1),
        ("write OutboxWorker.Gate", true, 3),
        ("write OutboxWorker.Work", false, 1),
        ("write OutboxWorker.Work", false, 5),
        ("write OutboxWorker.Work", true, 2),
    ];

    [Fact]
    public Task A_kill_at_any_step_leaves_one_card_and_one_pdf_for_everybody() => Parallel.ForEachAsync(
        points.SelectMany(point => Enumerable.Repeat(point, Setting.Count(1, 20))),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        async (one, _) =>
        {
            var point = new CrashPoint(one.Method, one.After, one.Occurrence);
            await using var evening = await Evening.Begin();
            (await evening.LiveUntil(point)).ShouldBeTrue($"the service did not get to {point}");
            await evening.LiveOn();

            var (cards, files) = evening.Arrived();
            lock (output)
            {
                output.WriteLine($"{point}: {cards.Values.Sum()} cards, {files.Values.Sum()} files");
            }

            cards.ShouldBe(evening.Expected, ignoreOrder: true, $"cards, killed {point}");
            files.ShouldBe(evening.Expected, ignoreOrder: true, $"files, killed {point}");
        });

    /// <summary>Sent and not recorded is the one point that only WeCom's comparison of bytes decides.</summary>
    [Fact]
    public async Task Control_a_repeat_that_is_not_the_same_bytes_comes_twice_and_is_noticed()
    {
        await using var evening = await Evening.Begin();
        (await evening.LiveUntil(new CrashPoint("write OutboxWorker.Work", After: false, Occurrence: 1))).ShouldBeTrue();
        await evening.ChangeLetters();
        await evening.LiveOn();

        var (cards, files) = evening.Arrived();
        (cards.Values.Sum() + files.Values.Sum()).ShouldBeGreaterThan(2 * evening.Expected.Values.Sum());
    }
}
