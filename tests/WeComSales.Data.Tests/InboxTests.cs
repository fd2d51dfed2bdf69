using System.Text;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

public sealed class InboxTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [Fact]
    public async Task The_same_content_is_stored_once_however_often_it_is_delivered()
    {
        await using var database = await TempDatabase.Create();

        (await database.Db.Accept(Callback(1))).ShouldBeTrue();
        (await database.Db.Accept(Callback(1))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Inbox.Add(Callback(1)))).ShouldBeFalse();

        (await database.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(1);
    }

    [Fact]
    public async Task A_claimed_customer_is_left_alone_until_its_row_is_done()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Accept(Callback(1, "wm-a"));
        await database.Db.Accept(Callback(2, "wm-a"));
        await database.Db.Accept(Callback(3, "wm-b"));

        var first = await Claim(database, "one", 1);
        var second = await Claim(database, "two", 5);

        first.ShouldHaveSingleItem().OrderKey.ShouldBe("wm-a");
        second.ShouldHaveSingleItem().OrderKey.ShouldBe("wm-b");
        (await database.Db.Write(tx => tx.Inbox.Done(first[0], "note", Noon))).ShouldBeTrue();
        (await Claim(database, "two", 5)).ShouldHaveSingleItem().Seq.ShouldBe(2);
    }

    [Fact]
    public async Task Who_lost_the_lease_can_no_longer_finish_the_row()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Accept(Callback(1));
        var asleep = (await Claim(database, "asleep", 1)).Single();

        await database.Db.Write(tx => tx.Inbox.ReleaseAll());
        var awake = (await Claim(database, "awake", 1)).Single();

        (await database.Db.Write(tx => tx.Inbox.Done(asleep, "late", Noon))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.Inbox.Done(awake, "done", Noon))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_that_waits_for_its_next_try_holds_nobody_back_and_comes_when_it_is_due()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Accept(Callback(1, "wm-a"));
        await database.Db.Accept(Callback(2, "wm-a"));
        var failing = (await Claim(database, "one", 1)).Single();

        await database.Db.Write(tx => tx.Inbox.Later(failing, "WeCom -1", Noon.AddMinutes(1)));

        var next = (await Claim(database, "one", 5)).ShouldHaveSingleItem();
        next.Seq.ShouldBe(2);
        await database.Db.Write(tx => tx.Inbox.Done(next, "note", Noon));
        (await database.Db.Write(tx => tx.Inbox.Claim("one", 5, 10, Noon.AddMinutes(2)))).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task One_failing_write_leaves_its_neighbours_in_the_batch_alone()
    {
        await using var database = await TempDatabase.Create();

        var writes = Enumerable.Range(0, 50).Select(i => database.Db.Write(async tx =>
        {
            await tx.Inbox.Add(Callback((byte)i));
            return i == 25 ? throw new InvalidDataException("bad row") : i;
        })).ToArray();

        await Should.ThrowAsync<InvalidDataException>(() => writes[25]);
        (await Task.WhenAll(writes.Where((_, i) => i != 25))).Length.ShouldBe(49);
        (await database.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(49);
    }

    [SqliteFact]
    public async Task A_write_that_awaits_anything_but_the_database_is_refused_and_undone()
    {
        await using var database = await TempDatabase.Create();

        await Should.ThrowAsync<InvalidOperationException>(() => database.Db.Write(async tx =>
        {
            await tx.Inbox.Add(Callback(1));
            await Task.Yield();
        }));

        (await database.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(0);
    }

    [SqliteFact]
    public async Task A_second_writer_on_the_same_file_is_refused_by_name()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Inbox.ReleaseAll());
        await using var second = new SqliteDb($"Data Source={database.Path}");

        var refusal = Should.Throw<DatabaseInUseException>(() => second.Write(tx => tx.Inbox.Add(Callback(1))));

        refusal.Message.ShouldContain(database.Path);
        (await second.Read(tx => tx.Inbox.Backlog())).ShouldBe(0);
    }

    internal static InboxItem Callback(byte number, string orderKey = "") =>
        new([.. Enumerable.Repeat(number, 16)], "app", "text", orderKey, Encoding.UTF8.GetBytes("<xml/>"), Noon);

    static Task<IReadOnlyList<ClaimedCallback>> Claim(TempDatabase database, string owner, int count) =>
        database.Db.Write(tx => tx.Inbox.Claim(owner, count, 10, Noon));
}
