using System.Diagnostics;
using WeComSales.Data;
using WeComSales.Domain;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>A move from SQLite to PostgreSQL, killed on its way: it goes on where it was, and at the end both sides are equal.</summary>
public sealed class MoveTests(ITestOutputHelper output)
{
    static readonly DateTimeOffset noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task A_move_that_is_killed_goes_on_where_it_was_and_ends_with_both_sides_equal()
    {
        var entries = Setting.Count(40_000, 1_000_000);
        var folder = Directory.CreateTempSubdirectory("wecomsales-move-");
        var source = Path.Combine(folder.FullName, "source.db");
        await Fill(source, entries);
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        var clock = Stopwatch.StartNew();

        await using (var first = MoveIn(folder, source, store))
        {
            await Until(store, copied => copied > 0 && copied < entries);
            await first.Kill();
        }

        var half = await Copied(store);
        half.ShouldBeLessThan(entries, "the kill came too late to mean anything");
        await using var second = MoveIn(folder, source, store);
        var told = await second.Ended();

        output.WriteLine($"{half} of {entries} were there at the kill; all was moved and compared after {clock.Elapsed.TotalSeconds:0.0} s\n{told}");
        told.ShouldContain("一致");
        told.ShouldNotContain("不一致");
        (await store.Look(tx => tx.One<long>("select count(*) from timeline"))).ShouldBe(entries);
        (await store.Look(tx => tx.Timeline.Page("wm-7", noon.AddYears(1), "", 5))).Count.ShouldBe(5);
        await using var db = store.Open();
        (await db.Accept(new InboxItem(new byte[16], "app", "text", "", [1], noon))).ShouldBeTrue("new callbacks are numbered on");
        folder.Delete(recursive: true);
    }

    [PostgresFact]
    public async Task Control_a_row_that_was_changed_on_one_side_is_noticed_and_a_target_in_use_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-move-");
        var source = Path.Combine(folder.FullName, "source.db");
        await Fill(source, 500);
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using var target = (ServerDb)store.Open();
        (await new Move(source, target, (_, _, _) => { }).Run(noon, default)).ShouldAllBe(table => table.SameContent && table.Source == table.Target);

        await target.Write(tx => tx.Run("update timeline set summary = 'x' where id = 'id-00000007'"));
        var again = await new Move(source, target, (_, _, _) => { }).Run(noon, default);

        again.Where(table => !table.SameContent).ShouldHaveSingleItem().Table.ShouldBe("timeline");
        await target.Write(tx => tx.Run("delete from moves"));
        await Should.ThrowAsync<TargetNotEmptyException>(() => new Move(source, target, (_, _, _) => { }).Run(noon, default));
        folder.Delete(recursive: true);
    }

    /// <summary>Some of everything that has a type of its own, and a long timeline.</summary>
    static async Task Fill(string path, int entries)
    {
        await using var db = new SqliteDb($"Data Source={path}");
        await db.Migrate(noon);
        await db.Write(async tx =>
        {
            await tx.Staff.Put(Staff.New("lin", "林晓 😀") with { DepartmentId = 3 }, noon);
            await tx.Staff.SetMemberships("lin", [new(3, true, 1)]);
            await tx.Opportunities.Add(Opportunity.New("o1", "W-1", "wm-7", "CT 采购", "lin", Stages.Default, noon) with { Amount = 350000.50m });
            await tx.Audit.Add(new("a1", noon, "lin", "look", "wm-7", null));
            await tx.Inbox.Add(new InboxItem([.. Enumerable.Range(1, 16).Select(i => (byte)i)], "app", "text", "wm-7", [0, 255], noon));
            await tx.Run(
                """
                with recursive n (i) as (select 1 union all select i + 1 from n where i < @entries)
                insert into timeline (id, external_userid, opportunity_id, kind, at, actor_userid, summary, detail, ref_id, recorded_at)
                select printf('id-%08d', i), 'wm-' || (i % 997), case when i % 3 = 0 then 'o1' end, 'note',
                  strftime('%Y-%m-%dT%H:%M:%fZ', '2026-11-20T04:00:00Z', '-' || i || ' seconds'), 'lin', '价格太高，竞品在谈 ' || i, null, null,
                  '2026-11-20T04:00:00.123Z'
                from n
                """,
                new { entries });
        });
    }

    static CommandProcess MoveIn(DirectoryInfo folder, string source, Store store)
    {
        var address = new Uri("http://127.0.0.1:1");
        var settings = Wire.Settings(address, address, Store.File(source), Path.Combine(folder.FullName, "secrets.key"));
        return new(folder.FullName, settings, "move", "--to", "PostgreSql", "--connection", store.ConnectionString);
    }

    static async Task<long> Copied(Store store)
    {
        try
        {
            return await store.Look(async tx => (await tx.Moves.All()).GetValueOrDefault("timeline")?.Copied ?? 0);
        }
        catch (System.Data.Common.DbException)
        {
            return 0; // not even the tables are there
        }
    }

    static async Task Until(Store store, Predicate<long> enough)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!enough(await Copied(store)))
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }
}
