using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Stalls;

namespace WeComSales.Tests.Stalls;

/// <summary>Two instances scan one database; one is paused, or dies in the middle. Each card comes once.</summary>
public sealed class StallInstancesTests
{
    [Fact]
    public async Task Two_scans_at_the_same_moment_send_each_card_once()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B1", 73), ("B2", 74), ("B3", 75));
        var job = floor.House.Services.GetRequiredService<StallJob>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => job.Run(floor.Now, CancellationToken.None)));
        await floor.Scan();

        foreach (var phone in new[] { floor.Rep, floor.Manager, floor.Ops })
        {
            StallFloor.Of(phone).Count.ShouldBe(3, phone.Owner.Name);
            StallFloor.Of(phone).Select(card => card.Desc).Distinct().Count().ShouldBe(3);
        }
    }

    /// <summary>An instance read what is due, slept, and wakes up after another one has done it all.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)] // the control: who does not ask whether the claim held sends a second card
    public async Task A_scan_that_was_paused_and_resumed_does_nothing_more(bool asks, int cards)
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        var db = floor.House.Db;
        var read = (await db.Read(tx => tx.Stalls.Due(floor.Now, 10))).Single(clock => clock.Code == "B73");

        await floor.Scan();
        var done = await floor.Stall("B73");
        var sent = (await db.Read(tx => tx.StallAlerts.Of(done.Id))).Single(alert => alert.Party == StallParty.Rep);
        await db.Write(async tx =>
        {
            var holds = (await tx.Stalls.Looked([new(read, null, floor.Now, floor.Now, floor.Now.AddDays(1))])).Single()
                | (await tx.StallAlerts.Sent([sent], floor.Now, floor.Now.AddDays(1))).Count > 0;
            if (!asks || holds)
            {
                var letter = floor.House.Services.GetRequiredService<StallCards>().Card((await floor.House.Services.GetRequiredService<StallAlertFlow>()
                    .Content(tx, sent with { Id = Ids.New(floor.Now), Turn = 9 }, await StallTerms.At(tx, floor.House.Services.GetRequiredService<AppSettings>(), floor.Now), floor.Now))!);
                await tx.Outbox.Add(letter, floor.Now);
            }
        });
        await floor.House.Settle();

        floor.Rep.Cards.Count.ShouldBe(cards);
    }

    /// <summary>The process is gone between a chunk and its commit: nothing of it is there, and the next scan does it once.</summary>
    [Fact]
    public async Task A_scan_that_dies_in_the_middle_leaves_nothing_behind_and_the_next_one_does_it_all()
    {
        await using var floor = await StallFloor.Open();
        await floor.Import(("B73", 73));
        var db = floor.House.Db;
        var clock = (await db.Read(tx => tx.Stalls.Due(floor.Now, 10))).Single(one => one.Code == "B73");

        await Should.ThrowAsync<TimeoutException>(() => db.Write(async tx =>
        {
            (await tx.Stalls.Looked([new(clock, null, floor.Now, floor.Now, floor.Now.AddDays(1))])).ShouldBe([true]);
            throw new TimeoutException("killed");
        }));
        await floor.House.Restart();
        await floor.Scan();
        await floor.Scan();

        floor.Rep.Cards.ShouldHaveSingleItem();
        StallFloor.Of(floor.Manager).ShouldHaveSingleItem();
        floor.Ops.Cards.ShouldHaveSingleItem();
    }

    /// <summary>The scan's one question about clocks is answered by its index, whatever is stored.</summary>
    [Fact]
    public async Task What_is_due_is_found_by_an_index_that_holds_nothing_else()
    {
        if (Fixtures.TestDatabase.Wanted != DatabaseProvider.Sqlite)
        {
            return;
        }

        await using var floor = await StallFloor.Open();
        var plan = await floor.House.Db.Read(tx => tx.All<Step>(
            "explain query plan select c.opportunity_id from stall_clocks c join opportunities o on o.id = c.opportunity_id where c.next_check_at <= @now order by c.next_check_at limit 200",
            new { now = floor.Now }));

        plan[0].Detail.ShouldContain("stall_clocks_due");
        plan.ShouldNotContain(step => step.Detail.StartsWith("SCAN", StringComparison.Ordinal));
    }

    sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
