using System.Diagnostics;
using System.Globalization;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Benchmarks;

/// <summary>
/// The sidebar's API over HTTP, signed in, beside 10,000 entries and then beside a million of 20,000 customers by Zipf: the
/// first page, any depth of the busiest customer, the whole customer page, today, a search for what nobody said. On SQLite
/// and, where <c>WECOMSALES_TEST_POSTGRES</c> names a server, on PostgreSQL.
/// </summary>
static class SidebarScale
{
    const int Few = 10_000;
    const int Customers = 20_000;
    const int Chunk = 100_000;
    const int Reads = 600;
    const string Rep = "measured";
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task Run(int many = 1_000_000)
    {
        await Run(many, Cellar.Sqlite);
        if (Cellar.Server is null)
        {
            Print($"WECOMSALES_TEST_POSTGRES is not set: nothing was measured on PostgreSQL");
            return;
        }

        await Run(many, Cellar.Postgres);
    }

    static async Task Run(int many, Func<Task<Cellar>> dig)
    {
        await using var few = await Desk.Of(await dig(), Few);
        await using var lots = await Desk.Of(await dig(), many);
        var (small, large, random) = (new List<double>(), new List<double>(), new Random(7));
        for (var i = -Reads / 3; i < Reads; i++)
        {
            var customer = Somebody(random);
            var (one, other) = (await few.Timed(Timeline(customer)), await lots.Timed(Timeline(customer)));
            if (i >= 0)
            {
                small.Add(one);
                large.Add(other);
            }
        }

        Compare($"{lots.Engine}, first page, {Few:N0} entries", small, $"{lots.Engine}, first page, {many:N0} entries", large, "2");
        await Depths(lots, many);
        await Tell(lots, "whole customer page", Reads, random => $"/api/customers/{Somebody(random)}");
        await Tell(lots, "today", Reads, _ => "/api/today");
        await Tell(lots, "search for what nobody said, busiest customer", Reads / 10, _ => $"{Timeline("wm1")}?search={Uri.EscapeDataString("没有这句话")}");
    }

    /// <summary>The busiest customer's first page and any other, in turns: whatever else the machine does meets both alike.</summary>
    static async Task Depths(Desk desk, int many)
    {
        var (tops, deeps, random) = (new List<double>(), new List<double>(), new Random(11));
        for (var i = 0; i < Reads; i++)
        {
            tops.Add(await desk.Timed(Timeline("wm1")));
            var before = First.AddSeconds(random.Next(many / 100, many)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            deeps.Add(await desk.Timed($"{Timeline("wm1")}?before={before}&beforeId=m"));
        }

        Compare($"{desk.Engine}, busiest customer, first page", tops, $"{desk.Engine}, busiest customer, any depth", deeps, "1.5");
    }

    static string Timeline(string customer) => $"/api/customers/{customer}/timeline";

    /// <summary>Customers as often as they are busy.</summary>
    static string Somebody(Random random) => string.Create(CultureInfo.InvariantCulture, $"wm{(int)Math.Exp(random.NextDouble() * Math.Log(Customers))}");

    static async Task Tell(Desk desk, string what, int count, Func<Random, string> path)
    {
        var (took, random) = (new List<double>(), new Random(7));
        for (var i = 0; i < count; i++)
        {
            took.Add(await desk.Timed(path(random)));
        }

        Tell($"{desk.Engine}, {what}", took);
    }

    static void Compare(string what, List<double> one, string against, List<double> other, string goal)
    {
        Tell(what, one);
        Tell(against, other);
        Print($"  p95 to p95 {At(other, 0.95) / At(one, 0.95):0.00} (goal {goal}), p50 to p50 {At(other, 0.5) / At(one, 0.5):0.00}");
    }

    static void Tell(string what, List<double> took) => Print($"{what}: {took.Count:N0}, p50 {At(took, 0.5):0.0} ms, p95 {At(took, 0.95):0.0} ms");

    static double At(List<double> took, double share)
    {
        took.Sort();
        return took[(int)(share * (took.Count - 1))];
    }

    static string Log => Math.Log(Customers).ToString("R", CultureInfo.InvariantCulture);

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A service on a database with so many entries, and somebody signed in.</summary>
    sealed class Desk(Cellar cellar, LiveService service, HttpClient http) : IAsyncDisposable
    {
        public string Engine => service.Db.Engine;

        public static async Task<Desk> Of(Cellar cellar, int entries)
        {
            var service = await LiveService.Start(cellar.Database);
            await People(service.Db);
            await Fill(cellar, service.Db, entries);
            var http = new HttpClient { BaseAddress = service.Address };
            http.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={Rep}");
            return new(cellar, service, http);
        }

        public async Task<double> Timed(string path)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(path);
            await answer.Content.ReadAsByteArrayAsync();
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            answer.EnsureSuccessStatusCode();
            return took;
        }

        static async Task People(Db db)
        {
            var far = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await db.Write(async tx =>
            {
                await tx.Staff.Put(Staff.New(Rep, "测量"), null);
                await tx.Sessions.Open(new(SessionCookie.Hash(Rep), Rep, DateTimeOffset.UtcNow, far, null, null, null));
            });
            foreach (var some in Enumerable.Range(1, Customers).Chunk(1_000))
            {
                await db.Write(async tx =>
                {
                    foreach (var customer in some.Select(i => string.Create(CultureInfo.InvariantCulture, $"wm{i}")))
                    {
                        await tx.Customers.Put(new(customer, $"客户{customer}", "某医院", null, Rep, [], First, First), far);
                        await tx.Follows.Put(new(customer, Rep, null, null, [], null, [], First, null, null, null));
                    }
                });
            }
        }

        /// <summary>Entry i happens in the i-th second; its customer is drawn by Zipf, the n-th has a share of 1/n.</summary>
        static async Task Fill(Cellar cellar, Db db, int entries)
        {
            for (var at = 0; at < entries; at += Chunk)
            {
                await db.Write(tx => tx.Run(
                    $"""
                    insert into timeline (id, external_userid, kind, at, actor_userid, summary, recorded_at)
                    {cellar.Numbers} select {cellar.Id("m")}, 'wm' || {cellar.Whole($"exp((i * 2654435761 % 4294967296) / 4294967296.0 * {Log})")},
                      case i % 5 when 0 then 'note' when 1 then 'follow_up' when 2 then 'visit' when 3 then 'call' else 'stage_move' end,
                      {cellar.At}, '{Rep}', '价格太高，比理邦贵两成，月底前要定 ' || i, {cellar.At} from n
                    """,
                    new { from = at, to = Math.Min(entries, at + Chunk) }));
            }

            await db.Write(tx => tx.Run("analyze timeline"));
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await service.DisposeAsync();
            await cellar.DisposeAsync();
        }
    }
}
