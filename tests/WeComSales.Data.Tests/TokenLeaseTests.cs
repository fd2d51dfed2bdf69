using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>Who may fetch a token: one of all instances, by the database's clock and by nobody else's.</summary>
public sealed class TokenLeaseTests
{
    [Fact]
    public async Task A_lease_is_held_by_one_until_it_is_given_back()
    {
        await using var database = await TempDatabase.Create();

        var first = await Lease(database, 10);
        (await Lease(database, 10)).ShouldBeNull();
        await database.Db.Write(tx => tx.Tokens.Release("t:lease", first!.Value));

        var second = await Lease(database, 10);
        second.ShouldBe(first + 1);
        // Who had it before gives nothing back that is somebody else's.
        await database.Db.Write(tx => tx.Tokens.Release("t:lease", first!.Value));
        (await Lease(database, 10)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_whose_time_is_over_passes_on_and_of_ten_who_want_it_one_gets_it()
    {
        await using var database = await TempDatabase.Create();
        (await Lease(database, 0)).ShouldNotBeNull();

        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Lease(database, 10)));

        leases.Count(lease => lease is not null).ShouldBe(1);
    }

    static Task<long?> Lease(TempDatabase database, int seconds) => database.Db.Write(tx => tx.Tokens.Lease("t:lease", seconds));
}
