using System.Diagnostics;
using System.Globalization;
using WeComSales.Data;

namespace WeComSales.Benchmarks;

/// <summary>
/// What is read beside a chat when 50,000 messages are stored and when millions are, in turns: the latest page of a chat
/// and a search inside one customer (a window of 2,000 rows). On SQLite.
/// </summary>
static class ArchiveScale
{
    const int PerCustomer = 250;
    const int Busy = 20_000;
    const int Window = 2000;
    const int Reads = 200;
    static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Last = First.AddYears(5);

    public static async Task Run(int many = 5_000_000, int few = 50_000, int rounds = 5)
    {
        await using var small = await Stock.Of(few);
        await using var large = await Stock.Of(many);
        foreach (var (what, read) in new (string, Func<Stock, int, Task>)[]
        {
            ("latest page of a chat", (stock, number) => stock.Page(number)),
            ("search inside a customer", (stock, number) => stock.Search(number)),
            ("search inside the busiest customer", (stock, _) => stock.Search(-1)),
        })
        {
            await Compare(what, small, large, read, rounds);
        }
    }

    static async Task Compare(string what, Stock small, Stock large, Func<Stock, int, Task> read, int rounds)
    {
        var (ratios, slowest) = (new List<double>(), 0d);
        var random = new Random(7);
        await Median(small, read, random);
        await Median(large, read, random);
        for (var round = 0; round < rounds; round++)
        {
            var smallFirst = random.Next(2) == 0;
            var first = await Median(smallFirst ? small : large, read, random);
            var second = await Median(smallFirst ? large : small, read, random);
            var (few, many) = smallFirst ? (first, second) : (second, first);
            ratios.Add(many.Half / few.Half);
            slowest = Math.Max(slowest, many.P95);
            Print($"{what}: {small.Count:N0} messages {few.Half:0.00} ms, {large.Count:N0} messages {many.Half:0.00} ms (95 %: {many.P95:0.00} ms)");
        }

        ratios.Sort();
        Print($"{what}: ratio {large.Count:N0} / {small.Count:N0}, median of {rounds} pairs {ratios[rounds / 2]:0.00} ({ratios[0]:0.00}-{ratios[^1]:0.00}); slowest 95 % {slowest:0.0} ms");
    }

    static async Task<(double Half, double P95)> Median(Stock stock, Func<Stock, int, Task> read, Random random)
    {
        var times = new List<double>();
        for (var i = 0; i < Reads; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await read(stock, random.Next(stock.Customers));
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        times.Sort();
        return (times[Reads / 2], times[Reads * 95 / 100]);
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A database with so many messages: 250 for each customer, and 20,000 for one more.</summary>
    sealed class Stock(DirectoryInfo folder, Db db, int count) : IAsyncDisposable
    {
        public int Count => count;

        public int Customers => count / PerCustomer;

        public static async Task<Stock> Of(int count)
        {
            var folder = Directory.CreateTempSubdirectory("wecomsales-archive-");
            var stock = new Stock(folder, Db.Open(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "messages.db")}"), count);
            await stock.Fill();
            return stock;
        }

        public async Task Page(int customer)
        {
            var page = await db.Read(tx => tx.ChatMessages.Page($"linxiao~wm{customer}", Last, 0, 9));
            if (page.Count != 9)
            {
                throw new InvalidOperationException("The page is short.");
            }
        }

        public async Task Search(int customer)
        {
            if ((await db.Read(tx => tx.Timeline.Search($"wm{customer}", Last, "", Window, "没有人说过"))).Found.Count > 0)
            {
                throw new InvalidOperationException("What nobody said was found.");
            }
        }

        async Task Fill()
        {
            await db.Migrate(First);
            var watch = Stopwatch.StartNew();
            const int Chunk = 100_000;
            for (var from = 0; from < count; from += Chunk)
            {
                await Insert(from, Math.Min(count, from + Chunk), Customers, 0);
            }

            await Insert(count, count + Busy, 1, -1);
            await db.Write(tx => tx.Run("analyze chat_messages"));
            Print($"{count + Busy:N0} messages in {watch.Elapsed.TotalSeconds:0} s");
        }

        /// <summary>Message i is said by customer (i modulo customers + shift), one a second.</summary>
        async Task Insert(int from, int to, int customers, int shift) => await db.Write(async tx =>
        {
            var args = new { from, to, customers, shift };
            const string numbers = "with recursive n(i) as (select @from union all select i + 1 from n where i + 1 < @to) ";
            const string at = "strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', i || ' seconds')";
            await tx.Run(
                $"""
                {numbers} insert into chat_messages (msgid, seq, chat, external_userid, sender, theirs, at, kind, text, recorded_at)
                select (i * 7919 % 1000003) || '_' || i, i, 'linxiao~wm' || (i % @customers + @shift), 'wm' || (i % @customers + @shift), 'wm' || (i % @customers + @shift),
                  1, {at}, 'text', '第 ' || i || ' 条：价格太高，竞品在谈，月底前要定', {at} from n
                """,
                args);
            await tx.Run(
                $"""
                {numbers} insert into timeline (id, external_userid, kind, at, summary, ref_id, recorded_at)
                select printf('msg-%019d', i), 'wm' || (i % @customers + @shift), 'message', {at}, '第 ' || i || ' 条：价格太高，竞品在谈，月底前要定',
                  (i * 7919 % 1000003) || '_' || i, {at} from n
                """,
                args);
        });

        public async ValueTask DisposeAsync()
        {
            await db.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
