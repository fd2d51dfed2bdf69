using System.Diagnostics;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 9: the evening's briefs by two processes on one PostgreSQL, one of which dies on the way.</summary>
public sealed class BriefInstancesTests(ITestOutputHelper output)
{
    static readonly TimeSpan enough = TimeSpan.FromMinutes(5);

    [PostgresFact]
    public async Task Two_instances_make_each_brief_once_and_one_does_the_work_of_the_other_that_dies()
    {
        await using var server = await PostgresServer.Start();
        var teams = Setting.Count(20, 2_000);
        foreach (var point in new[] { new CrashPoint("write BriefFlow.Make", After: false, Occurrence: 3), new CrashPoint("write OutboxWorker.Gate", After: true, Occurrence: 7) })
        {
            await using var evening = await Evening.Begin(await server.CreateStore(), teams);
            var clock = Stopwatch.StartNew();
            var dying = evening.LiveUntil(point);
            await evening.LiveOn();

            (await dying).ShouldBeTrue($"the service did not get to {point}");
            var (cards, files) = evening.Arrived();
            output.WriteLine($"{teams + 1} briefs for {evening.Expected.Count} leaders, one of two instances killed {point}: all sent {clock.Elapsed.TotalSeconds:0.0} s after six");
            cards.ShouldBe(evening.Expected, ignoreOrder: true, $"cards, killed {point}");
            files.ShouldBe(evening.Expected, ignoreOrder: true, $"files, killed {point}");
            clock.Elapsed.ShouldBeLessThan(enough);
        }
    }
}
