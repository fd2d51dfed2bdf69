using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>A brief that cannot be made waits, is given up, and is somebody's decision then.</summary>
public sealed class BriefTriesTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;
    static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task A_brief_that_failed_comes_again_at_its_time_and_not_before()
    {
        await using var database = await TempDatabase.Create();
        await Order(database.Db, 7);
        var first = (await Claim(database.Db, Noon)).ShouldHaveSingleItem();

        (await database.Db.Write(tx => tx.Reports.Later(first, "it broke", Noon.AddMinutes(3)))).ShouldBe(1);

        (await Claim(database.Db, Noon.AddMinutes(2))).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.Reports.NextDue())).ShouldBe(Noon.AddMinutes(3));
        var second = (await Claim(database.Db, Noon.AddMinutes(3))).ShouldHaveSingleItem();
        second.Attempts.ShouldBe(2);
        // Whoever lost it can neither put it off nor give it up.
        (await database.Db.Write(tx => tx.Reports.Later(first, "late", Noon))).ShouldBe(0);
        (await database.Db.Write(tx => tx.Reports.GiveUp(first, "late", Noon))).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_given_up_is_counted_listed_and_tried_again_or_dropped()
    {
        await using var database = await TempDatabase.Create();
        await Order(database.Db, 7);
        await Order(database.Db, 8);
        foreach (var one in await Claim(database.Db, Noon))
        {
            await database.Db.Write(tx => tx.Reports.GiveUp(one, "no font", Noon));
        }

        (await database.Db.Read(tx => tx.Queues.All())).Single(queue => queue.Name == "briefs").ShouldBe(new("briefs", 0, 2, null));
        (await database.Db.Read(tx => tx.Reports.Standing(Day))).ShouldBe((0L, 0L, 2L));
        var dead = await database.Db.Read(tx => tx.Reports.Dead(10));
        dead.Select(one => (one.Attempts, one.Reason, one.At)).ShouldBe([(1, "no font", Noon), (1, "no font", Noon)]);

        (await database.Db.Write(tx => tx.Reports.RetryDead(dead[0].Id))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Reports.RetryDead(dead[0].Id))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Reports.DropDead(dead[0].Id))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Reports.DropDead(dead[1].Id))).ShouldBeTrue();

        (await Claim(database.Db, Noon)).ShouldHaveSingleItem().Id.ShouldBe(dead[0].Id);
        (await database.Db.Read(tx => tx.Queues.All())).Single(queue => queue.Name == "briefs").Dead.ShouldBe(0);
    }

    static Task<bool> Order(Db db, long team) => db.Write(tx => tx.Reports.Order(
        new() { Id = team, Name = $"team {team}", Path = $"team {team}" }, new(Day, Noon.AddDays(-1), Noon, Delivers: true, Late: false, AtOnce: false), Noon));

    static Task<IReadOnlyList<ClaimedBrief>> Claim(Db db, DateTimeOffset now) => db.Write(tx => tx.Reports.Claim("one", 10, 60, now));
}
