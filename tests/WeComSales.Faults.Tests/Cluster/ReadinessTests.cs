using System.Net;
using WeComSales.Data;

namespace WeComSales.Faults.Tests;

/// <summary>A database that does not work is named with its reason, callbacks are refused meanwhile, and everything goes on without a restart.</summary>
public sealed class ReadinessTests
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    [PostgresFact]
    public async Task A_server_that_is_not_there_yet_is_waited_for_and_said_to_be_unreachable()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await server.Crash();
        using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), store);
        await using var service = await home.Start("/health/live");
        using var visit = new Visit(home.Address);

        await visit.UntilNotReady("连不上");
        (await visit.Post()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await server.Open();

        await visit.UntilReady();
        (await visit.Post()).ShouldBe(HttpStatusCode.OK);
        (await store.Look(tx => tx.One<long>("select count(*) from inbox"))).ShouldBe(1);
    }

    [PostgresFact]
    public async Task A_database_that_became_read_only_is_said_to_be_so_until_it_is_not()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), store);
        await using var service = await home.Start();
        using var visit = new Visit(home.Address);

        await server.Sql("alter database fault1 set default_transaction_read_only = on");
        await server.Sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'fault1'");
        await visit.UntilNotReady("只能读");
        (await visit.Post()).ShouldBe(HttpStatusCode.ServiceUnavailable);

        await server.Sql("alter database fault1 set default_transaction_read_only = off");
        await server.Sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'fault1'");
        await visit.UntilReady();
        (await visit.Post()).ShouldBe(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task A_server_that_is_too_old_and_a_schema_that_is_behind_are_said_to_be_so()
    {
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore();
        await using var behind = store.Open();
        await using var old = new PostgresDb(store.ConnectionString, oldest: 99);

        (await DatabaseState.Of(behind, "here")).ShouldSatisfyAllConditions(
            state => state.Trouble.ShouldBe(Trouble.TooOld),
            state => state.Why.ShouldContain("0001_inbox_outbox"));
        (await DatabaseState.Of(old, "here")).ShouldSatisfyAllConditions(
            state => state.Trouble.ShouldBe(Trouble.TooOld),
            state => state.Why.ShouldContain("PostgreSQL 99"));
        await behind.Migrate(DateTimeOffset.UtcNow);
        (await DatabaseState.Of(behind, "here")).ShouldSatisfyAllConditions(
            state => state.Trouble.ShouldBe(Trouble.None),
            state => state.Instances.ShouldBe(["here"]));
    }

    [SmallDiskFact(postgres: true)]
    public async Task A_full_disk_under_PostgreSQL_is_said_to_be_full_and_keeps_what_was_acknowledged()
    {
        using var disk = SmallDisk.Of(megabytes: 48);
        await using var server = await PostgresServer.Start();
        var store = await server.CreateStore(disk.FolderFor("tables"));
        using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), store);
        await using var service = await home.Start();
        using var visit = new Visit(home.Address);
        (await visit.Post()).ShouldBe(HttpStatusCode.OK);

        disk.Fill();
        var acknowledged = 1L;
        // What is left of the pages that are there is still used, by whoever it is enough for.
        for (var refusals = 0; refusals < 5;)
        {
            var status = await visit.Post();
            status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            acknowledged += status == HttpStatusCode.OK ? 1 : 0;
            refusals = status == HttpStatusCode.OK ? 0 : refusals + 1;
            acknowledged.ShouldBeLessThan(20_000, "the disk is not full");
        }

        await visit.UntilNotReady("磁盘满了");
        disk.Free();

        await visit.UntilReady();
        (await visit.Post()).ShouldBe(HttpStatusCode.OK);
        (await store.Look(tx => tx.One<long>("select count(*) from inbox"))).ShouldBe(acknowledged + 1);
    }

    [Fact]
    public async Task A_full_SQLite_file_is_said_to_be_full_and_keeps_what_it_has()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-");
        var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "full.db")}");
        await db.Migrate(DateTimeOffset.UtcNow);
        await db.Write(tx => tx.Run("pragma max_page_count = 300"));
        var stored = 0;
        InboxItem Item(int number)
        {
            var key = new byte[16];
            BitConverter.TryWriteBytes(key, number);
            return new(key, "app", "text", "", new byte[4000], DateTimeOffset.UtcNow);
        }

        var full = await Should.ThrowAsync<System.Data.Common.DbException>(async () =>
        {
            while (stored < 10_000)
            {
                await db.Accept(Item(stored));
                stored++;
            }
        });

        db.Dialect.TroubleOf(full).ShouldBe(Trouble.Full);
        (await db.Read(tx => tx.Inbox.Backlog())).ShouldBe(stored);
        await db.Write(tx => tx.Run("pragma max_page_count = 3000"));
        (await db.Accept(Item(stored))).ShouldBeTrue();
        await db.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Looks at a service from outside.</summary>
    sealed class Visit(Uri service) : IDisposable
    {
        readonly HttpClient client = new() { Timeout = patience };
        readonly Sender sender = Wire.Sender(seed: 4);
        int number;

        public async Task<HttpStatusCode> Post()
        {
            var now = DateTimeOffset.UtcNow;
            var post = sender.Sign(sender.Text("rep-1", now, ++number, "你好"), now);
            using var content = new ByteArrayContent(post.Body);
            using var answer = await client.PostAsync(new Uri(service, Wire.CallbackPath + post.Query), content);
            return answer.StatusCode;
        }

        public Task UntilReady() => Until(HttpStatusCode.OK, "");

        public Task UntilNotReady(string why) => Until(HttpStatusCode.ServiceUnavailable, why);

        async Task Until(HttpStatusCode status, string why)
        {
            using var deadline = new CancellationTokenSource(patience);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await tick.WaitForNextTickAsync(deadline.Token))
            {
                using var answer = await client.GetAsync(new Uri(service, "/health/ready"), deadline.Token);
                if (answer.StatusCode == status && (await answer.Content.ReadAsStringAsync(deadline.Token)).Contains(why, StringComparison.Ordinal))
                {
                    return;
                }
            }
        }

        public void Dispose() => client.Dispose();
    }
}
