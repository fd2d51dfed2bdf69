using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>What must hold when several processes share a database server. On SQLite there is one process, and these are skipped by name.</summary>
public sealed class SeveralInstancesTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;

    [ServerFact]
    public async Task Migrations_run_once_when_several_instances_start_together()
    {
        await using var database = await TempDatabase.CreateEmpty();
        await using var second = database.Another();
        await using var third = database.Another();

        var applied = await Task.WhenAll(new[] { database.Db, second, third }.Select(db => db.Migrate(Noon)));

        applied.SelectMany(names => names).ShouldBe(Migration.All(database.Db.Dialect).Select(migration => migration.Name), ignoreOrder: true);
        (await database.Db.Pending()).ShouldBeEmpty();
    }

    [ServerFact]
    public async Task Every_callback_is_claimed_once_and_of_one_customer_one_instance_works_at_a_time()
    {
        await using var database = await TempDatabase.Create();
        await using var second = database.Another();
        await using var third = database.Another();
        Db[] instances = [database.Db, second, third];
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => instances[i % 3].Accept(Callback(i, $"wm-{i % 20}"))));
        var inHand = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var seen = new System.Collections.Concurrent.ConcurrentBag<long>();

        await Task.WhenAll(instances.Select((db, number) => Task.Run(async () =>
        {
            while (await db.Read(tx => tx.Inbox.Backlog()) > 0)
            {
                foreach (var customer in (await db.Write(tx => tx.Inbox.Claim($"i{number}", 7, 10, Noon))).GroupBy(row => row.OrderKey))
                {
                    inHand.TryAdd(customer.Key, number).ShouldBeTrue($"two instances had {customer.Key} in hand");
                    foreach (var row in customer)
                    {
                        seen.Add(row.Seq);
                        inHand.TryRemove(customer.Last() == row ? customer.Key : "", out _);
                        (await db.Write(tx => tx.Inbox.Done(row, "note", Noon))).ShouldBeTrue();
                    }
                }
            }
        })));

        seen.Count.ShouldBe(300);
        seen.ShouldBeUnique();
    }

    [ServerFact]
    public async Task The_limit_of_a_person_holds_over_all_instances()
    {
        await using var database = await TempDatabase.Create();
        await using var second = database.Another();
        Db[] instances = [database.Db, second];
        await database.Db.Write(async tx =>
        {
            for (var i = 0; i < 60; i++)
            {
                await tx.Outbox.Add(new Letter($"k{i}", Call.MessageSend, Lane.Card, "rep-1", "{}"), Noon);
            }
        });
        var letters = await database.Db.Write(tx => tx.Outbox.Claim("worker", 60, 10, Noon));

        var passed = await Task.WhenAll(letters.Select((letter, i) => instances[i % 2].Write(async tx =>
            (await tx.Outbox.Recent("rep-1", Noon)).LastMinute < 25 && await tx.Outbox.Gate(letter, Noon))));

        passed.Count(gone => gone).ShouldBe(25);
    }

    [ServerFact]
    public async Task Writes_that_block_each_other_are_tried_again_and_all_get_through()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.SendLanes.Close("a", Noon, "0");
            await tx.SendLanes.Close("b", Noon, "0");
        });

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => database.Db.Write(async tx =>
        {
            await tx.Run("update send_lanes set reason = @i where api = @first", new { i = $"{i}", first = i % 2 == 0 ? "a" : "b" });
            await Task.Delay(20);
            await tx.Run("update send_lanes set reason = @i where api = @second", new { i = $"{i}", second = i % 2 == 0 ? "b" : "a" });
        }))));

        (await database.Db.Read(tx => tx.SendLanes.Closed(Noon.AddDays(-1)))).Count.ShouldBe(2);
    }

    [ServerFact]
    public async Task Two_that_put_the_same_row_at_once_leave_one_row_with_the_later_value()
    {
        await using var database = await TempDatabase.Create();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => database.Db.Write(tx => tx.SendLanes.Close("a", Noon, $"{i}")))));

        (await database.Db.Read(tx => tx.SendLanes.Closed(Noon.AddDays(-1)))).ShouldHaveSingleItem();
    }

    [ServerFact]
    public async Task A_callback_that_the_database_refuses_does_not_fail_its_neighbours()
    {
        await using var database = await TempDatabase.Create();
        var items = Enumerable.Range(0, 200).Select(i => i == 77 ? Callback(i, "") with { Source = "nobody" } : Callback(i, "")).ToList();

        var stored = items.Select(item => database.Db.Accept(item)).ToList();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => stored[77]);
        (await Task.WhenAll(stored.Where((_, i) => i != 77))).ShouldAllBe(isNew => isNew);
        (await database.Db.Accept(items[5])).ShouldBeFalse();
        (await database.Db.Read(tx => tx.Inbox.Backlog())).ShouldBe(199);
    }

    /// <summary>After a lost connection the pool starts afresh; a deadlock is no reason.</summary>
    [PostgreSqlFact]
    public async Task A_deadlock_is_tried_again_on_the_connections_that_are_there()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.SendLanes.Close("a", Noon, ""));
        await database.Db.Write(tx => tx.SendLanes.Close("b", Noon, ""));
        var used = new System.Collections.Concurrent.ConcurrentBag<int>();
        var both = new Barrier(2);
        Task Meet(string first, string second)
        {
            var tries = 0;
            return database.Db.Write(async tx =>
            {
                used.Add(await tx.One<int>("select pg_backend_pid()"));
                await tx.SendLanes.Close(first, Noon, "held");
                if (tries++ == 0)
                {
                    both.SignalAndWait();
                }

                await tx.SendLanes.Close(second, Noon, "held");
            });
        }

        await Task.WhenAll(Task.Run(() => Meet("a", "b")), Task.Run(() => Meet("b", "a")));

        used.Count.ShouldBe(3, "one of them was tried again");
        used.Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("Host=a;Command Timeout=60", 3, 30, 200)]
    [InlineData("Host=a;Timeout=9;Maximum Pool Size=7;Max Auto Prepare=5", 9, 7, 5)]
    [InlineData("Host=a;Pooling=true;Keepalive=5", 3, 30, 200)]
    public void Only_what_the_operators_connection_string_says_itself_is_taken_from_it(string given, int seconds, int pool, int prepared)
    {
        var completed = PostgresDb.Completed(given);

        (completed.Timeout, completed.MaxPoolSize, completed.MaxAutoPrepare).ShouldBe((seconds, pool, prepared));
    }

    /// <summary>On SQL Server it is the look once a second that finds it.</summary>
    [PostgreSqlFact]
    public async Task A_new_letter_is_heard_of_by_the_other_instance()
    {
        await using var database = await TempDatabase.Create();
        await using var second = database.Another();
        await second.Write(tx => tx.Outbox.Add(new Letter("own", Call.MessageSend, Lane.Card, "rep-1", "{}"), Noon));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var heard = second.InboxBell.Wait(TimeSpan.FromMinutes(1), TimeProvider.System, patience.Token);
        while (!heard.IsCompleted)
        {
            // Its ear opens in the background; whoever listens hears one of the calls.
            await database.Db.Write(tx => tx.Inbox.Add(Callback(Random.Shared.Next(), "wm")));
            await Task.WhenAny(heard, Task.Delay(50));
        }

        await heard;
    }

    static InboxItem Callback(int number, string orderKey)
    {
        var key = new byte[16];
        BitConverter.TryWriteBytes(key, number);
        return new(key, "app", "text", orderKey, "<xml/>"u8.ToArray(), Noon);
    }
}
