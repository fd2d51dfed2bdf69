using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 9: the evening's briefs by three processes on one PostgreSQL, one of which dies on the way.</summary>
public sealed class BriefInstancesTests(ITestOutputHelper output)
{
    static readonly TimeSpan enough = TimeSpan.FromMinutes(5);
    static readonly CrashPoint whileMaking = new("write BriefFlow.Make", After: false, Occurrence: 2), whileSending = new("write OutboxWorker.Gate", After: true, Occurrence: 2);

    /// <summary>All three are up at six, or the two others have done the work before the third one gets to its death.</summary>
    const int TimeToStart = 12;

    [PostgresFact]
    public async Task Three_instances_make_each_brief_once_and_two_do_the_work_of_the_one_that_dies()
    {
        await using var server = await PostgresServer.Start();
        var teams = Setting.Count(20, 2_000);
        foreach (var point in new[] { whileMaking, whileSending })
        {
            await using var evening = await Evening.Begin(await server.CreateStore(), teams, TimeToStart);
            var dying = evening.LiveUntil(point);
            await evening.LiveOn(instances: 2);

            (await dying).ShouldBeTrue($"the service did not get to {point}");
            var (cards, files) = evening.Arrived();
            output.WriteLine($"{teams + 1} briefs for {evening.Expected.Count} leaders, one of three instances killed {point}: all sent {evening.SinceSix.TotalSeconds:0.0} s after six");
            cards.ShouldBe(evening.Expected, ignoreOrder: true, $"cards, killed {point}");
            files.ShouldBe(evening.Expected, ignoreOrder: true, $"files, killed {point}");
            evening.SinceSix.ShouldBeLessThan(enough);
        }
    }

    /// <summary>The control: where nobody takes over, the same count finds the briefs missing.</summary>
    [PostgresFact]
    public async Task Without_the_others_what_the_dead_one_had_in_hand_is_missing()
    {
        await using var server = await PostgresServer.Start();
        await using var evening = await Evening.Begin(await server.CreateStore(), teams: 20);

        (await evening.LiveUntil(whileSending)).ShouldBeTrue();

        evening.Arrived().Cards.Count.ShouldBeLessThan(evening.Expected.Count);
    }
}
