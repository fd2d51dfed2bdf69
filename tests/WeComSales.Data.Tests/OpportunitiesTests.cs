using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class OpportunitiesTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Fact]
    public async Task An_import_under_way_writes_back_nothing_that_others_changed_meanwhile()
    {
        await using var database = await Known();
        var read = (await Stored(database))!;
        await database.Db.Write(tx => tx.Opportunities.Plan("o", Noon.AddDays(2)));
        await database.Db.Write(tx => tx.Opportunities.Logged("o", Noon));
        await database.Db.Write(tx => tx.Opportunities.Update(read, read.MoveTo("商务谈判", Stages.Default, "lin", Noon, null)!.Value.Moved));

        await database.Db.Write(tx => tx.Opportunities.Update(read, read with { Title = "CT 采购", Amount = 5 }));

        var stored = (await Stored(database))!;
        (stored.Title, stored.Amount, stored.Stage, stored.StageSince, stored.NextContactAt, stored.LastLogAt)
            .ShouldBe(("CT 采购", 5m, "商务谈判", Noon, Noon.AddDays(2), Noon));
    }

    [Fact]
    public async Task A_move_to_another_stage_leaves_what_an_import_wrote_meanwhile()
    {
        await using var database = await Known();
        var read = (await Stored(database))!;
        await database.Db.Write(tx => tx.Opportunities.Update(read, read with { OwnerUserid = "chen", LastLogAt = Noon, ExpectedClose = new(2026, 12, 1) }));

        await database.Db.Write(tx => tx.Opportunities.Update(read, read.MoveTo("商务谈判", Stages.Default, "lin", Noon, null)!.Value.Moved));

        var stored = (await Stored(database))!;
        (stored.Stage, stored.OwnerUserid, stored.LastLogAt, stored.ExpectedClose).ShouldBe(("商务谈判", "chen", Noon, new DateOnly(2026, 12, 1)));
    }

    static Task<Opportunity?> Stored(TempDatabase database) => database.Db.Read(tx => tx.Opportunities.ById("o"));

    static async Task<TempDatabase> Known()
    {
        var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Customers.Put(new("wm", "王主任", "仁和医院", null, "lin", [], Noon, Noon), Noon);
            await tx.Opportunities.Add(Opportunity.New("o", "W-1", "wm", "CT", "lin", Stages.Default, Noon.AddDays(-20)));
        });
        return database;
    }
}
