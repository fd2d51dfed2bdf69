using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WeComSales.Data;
using WeComSales.Stalls;

namespace WeComSales.Benchmarks;

/// <summary>
/// What a scan of stalls costs: with 10,000 and with 1,000,000 open opportunities of which the same 200 are due, in turns;
/// and with 100,000 due at once. SQLite, one writer, full synchronisation.
/// </summary>
static class StallCost
{
    const int Due = 200;
    const int Reps = 500;
    const int Managers = 50;
    static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(8));

    public static async Task Run(int rounds = 5, int large = 1_000_000)
    {
        await using var small = await Stock.Of(10_000, Due);
        await using var big = await Stock.Of(large, Due);
        await Scan(small);
        await Scan(big);
        var ratios = new List<double>();
        var random = new Random(7);
        for (var round = 0; round < rounds; round++)
        {
            var smallFirst = random.Next(2) == 0;
            var first = await Scan(smallFirst ? small : big);
            var second = await Scan(smallFirst ? big : small);
            var (few, many) = smallFirst ? (first, second) : (second, first);
            ratios.Add(many.Milliseconds / few.Milliseconds);
            Print($"round {round + 1}: 10,000 open {few.Milliseconds:0} ms, looked at {few.Looked}; {large:N0} open {many.Milliseconds:0} ms, looked at {many.Looked}; ratio {ratios[^1]:0.00}");
        }

        ratios.Sort();
        Print($"scan, {Due} due: ratio {large:N0} / 10,000 open, median of {rounds} pairs {ratios[rounds / 2]:0.00} ({ratios[0]:0.00}-{ratios[^1]:0.00})");
        await Flood();
    }

    /// <summary>All due at once, and everything that follows from it sent to the simulator, on its clock.</summary>
    /// <param name="reps">500 have so many each that they get digests; a third of <paramref name="due"/> or more get a card for each.</param>
    public static async Task Flood(int due = 100_000, int reps = Reps)
    {
        await using var stock = await Stock.Of(due, due, reps);
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        var scan = await stock.Flow.Run(Now, CancellationToken.None);
        var (seconds, cpu) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        var (alerts, pending, most) = await stock.Db.Read(async tx => (
            await tx.One<long>("select count(*) from stall_alerts"),
            await tx.One<long>("select count(*) from stall_alerts where state in ('waiting', 'held')"),
            await tx.One<long>("select max(n) from (select count(*) as n from outbox group by receiver) per_person")));
        Print($"{due:N0} due at once, {reps:N0} reps: {scan.Opened:N0} episodes, {alerts:N0} alerts in {seconds:0.0} s = {alerts / seconds:N0} alerts/s; {cpu:0.0} s of one core = {alerts / cpu:N0} alerts per second of a core");
        Print($"  {scan.Alerts.Cards:N0} cards and {scan.Alerts.Digests:N0} digests, at most {most} messages for one person, {pending} alerts left");
        if (alerts != 3L * due || pending != 0 || most > 6)
        {
            throw new InvalidOperationException("Something was lost, or somebody got too much.");
        }

        await StallSending.Run(stock.Db, stock.Settings, Now);
    }

    static async Task<(double Milliseconds, int Looked)> Scan(Stock stock)
    {
        await stock.Again();
        var watch = Stopwatch.StartNew();
        var scan = await stock.Flow.Run(Now, CancellationToken.None);
        return (watch.Elapsed.TotalMilliseconds, scan.Looked);
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A database with so many open opportunities, of which the first ones have been silent for four days.</summary>
    sealed class Stock : IAsyncDisposable
    {
        readonly DirectoryInfo folder;
        readonly int due;

        Stock(DirectoryInfo folder, SqliteDb db, AppSettings settings, int due)
        {
            (this.folder, Db, Settings, this.due) = (folder, db, settings, due);
            var (cards, waits) = (new StallCards(settings), new WaitCards(settings));
            Flow = new(
                db, new StallAlertFlow(db, cards, waits, settings, NullLogger<StallAlertFlow>.Instance), new StallEndFlow(db, cards, settings), new WaitFlow(db, waits, settings), settings,
                NullLogger<StallScanFlow>.Instance);
        }

        public SqliteDb Db { get; }

        public AppSettings Settings { get; }

        public StallScanFlow Flow { get; }

        public static async Task<Stock> Of(int open, int due, int reps = Reps)
        {
            var folder = Directory.CreateTempSubdirectory("stalls-");
            var db = new SqliteDb($"Data Source={Path.Combine(folder.FullName, "bench.db")}");
            await db.Migrate(Now);
            await db.Write(tx => Fill(tx, open, due, reps));
            return new(folder, db, SettingsIn(folder), due);
        }

        /// <summary>As it was before the scan: the same ones are due again.</summary>
        public Task Again() => Db.Write(async tx =>
        {
            foreach (var table in new[] { "stalls", "stall_alerts", "stall_steps", "stall_budgets", "outbox", "timeline" })
            {
                await tx.Run($"delete from {table}");
            }

            await tx.Run("update stall_clocks set next_check_at = @then where opportunity_id <= @last", new { then = Now.AddHours(-1), last = Id(due) });
        });

        static async Task Fill(Tx tx, int open, int due, int reps)
        {
            var args = new { open, due, reps, managers = Managers, fresh = Now.AddHours(-1), silent = Now.AddHours(-96), later = Now.AddHours(71), then = Now.AddHours(-1) };
            await tx.Run("insert into departments (id, parent_id, name, path, sort_order, leaders) with recursive n(i) as (select 1 union all select i + 1 from n where i < @managers) select i, 0, 'd' || i, 'd' || i, 0, '[]' from n", args);
            await tx.Run("insert into department_tree (ancestor_id, department_id, depth) select id, id, 0 from departments");
            await tx.Run("insert into department_leaders (department_id, userid, rank) select id, 'm' || id, 0 from departments");
            const string Person = "insert into staff (userid, name, department_id, role, role_source) with recursive n(i) as (select 1 union all select i + 1 from n where i < {0}) select {1} || i, {1} || i, {2}, '{3}', 'import' from n";
            await tx.Run(string.Format(CultureInfo.InvariantCulture, Person, "@managers", "'m'", "i", "manager"), args);
            await tx.Run(string.Format(CultureInfo.InvariantCulture, Person, "@reps", "'r'", "i % @managers + 1", "rep"), args);
            await tx.Run(string.Format(CultureInfo.InvariantCulture, Person, "@managers", "'o'", "i", "ops"), args);
            await tx.Run(
                """
                insert into opportunities (id, code, external_userid, title, stage, amount, currency, owner_userid, created_at, stage_since)
                with recursive n(i) as (select 1 union all select i + 1 from n where i < @open)
                select printf('o%08d', i), printf('o%08d', i), 'wm' || i, 'deal ' || i, '提案', '350000', 'CNY', 'r' || (i % @reps + 1),
                  case when i <= @due then @silent else @fresh end, case when i <= @due then @silent else @fresh end from n
                """,
                args);
            await tx.Run("insert into stall_clocks (opportunity_id, next_check_at) select id, case when stage_since = @silent then @then else @later end from opportunities", args);
        }

        static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"o{number:00000000}");

        static AppSettings SettingsIn(DirectoryInfo folder) => AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PublicBaseUrl"] = "http://127.0.0.1:5080",
            ["WeCom:CorpId"] = "wwbench",
            ["WeCom:AgentId"] = "1000002",
            ["WeCom:Secret"] = "bench",
            ["WeCom:Token"] = "bench",
            ["WeCom:EncodingAesKey"] = new string('a', 43),
            ["Secrets:KeyFile"] = Path.Combine(folder.FullName, "secrets.key"),
        }).Build()).Settings!;

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
