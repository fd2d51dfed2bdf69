using System.Diagnostics;
using System.Globalization;
using WeComSales.Data;

namespace WeComSales.Benchmarks;

/// <summary>
/// What is read beside a chat when 50,000 messages are stored and when millions are, in turns: the latest page of a chat
/// and a search inside one customer (a window of 2,000 rows). On SQLite and, where <c>WECOMSALES_TEST_POSTGRES</c> names a
/// server, on PostgreSQL.
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
        await Run(few, many, rounds, Cellar.Sqlite);
        if (Cellar.Server is null)
        {
            Print($"WECOMSALES_TEST_POSTGRES is not set: nothing was measured on PostgreSQL");
            return;
        }

        await Run(few, many, rounds, Cellar.Postgres);
    }

    static async Task Run(int few, int many, int rounds, Func<Task<Cellar>> dig)
    {
        await using var small = await Stock.Of(await dig(), few);
        await using var large = await Stock.Of(await dig(), many);
        foreach (var (what, read) in new (string, Func<Stock, int, Task>)[]
        {
            ("latest page of a chat", (stock, number) => stock.Page(number)),
            ("search inside a customer", (stock, number) => stock.Search(number)),
            ("search inside the busiest customer", (stock, _) => stock.Search(-1)),
        })
        {
            await Compare($"{large.Engine}, {what}", small, large, read, rounds);
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
    sealed class Stock(Cellar cellar, int count) : IAsyncDisposable
    {
        readonly Db db = cellar.Db;

        public string Engine => db.Engine;

        public int Count => count;

        public int Customers => count / PerCustomer;

        public static async Task<Stock> Of(Cellar cellar, int count)
        {
            var stock = new Stock(cellar, count);
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

        /// <summary>Rows first and their indexes behind: an index that is built at once is sorted, one that grows row by row is not.</summary>
        async Task Fill()
        {
            await db.Migrate(First);
            await db.Write(tx => tx.Run(cellar.Roomy));
            var watch = Stopwatch.StartNew();
            const int Chunk = 250_000;
            var indexes = await db.Read(tx => tx.All<string>(cellar.Indexes("'chat_messages', 'timeline'")));
            foreach (var index in indexes)
            {
                await db.Write(tx => tx.Run($"drop index {index.Split(' ').SkipWhile(word => word != "INDEX" && word != "index").ElementAt(1)}"));
            }

            for (var from = 0; from < count; from += Chunk)
            {
                await Insert(from, Math.Min(count, from + Chunk), Customers, 0);
            }

            await Insert(count, count + Busy, 1, -1);
            foreach (var index in indexes)
            {
                await db.Write(tx => tx.Run(index));
            }

            await db.Write(tx => tx.Run("analyze chat_messages"));
            await db.Write(tx => tx.Run("analyze timeline"));
            Print($"{db.Engine}: {count + Busy:N0} messages in {watch.Elapsed.TotalSeconds:0} s");
        }

        /// <summary>Message i is said by customer (i modulo customers + shift), one a second.</summary>
        async Task Insert(int from, int to, int customers, int shift) => await db.Write(async tx =>
        {
            var args = new { from, to, customers, shift };
            await tx.Run(
                $"""
                insert into chat_messages (msgid, seq, chat, external_userid, sender, theirs, at, kind, text, recorded_at)
                {cellar.Numbers} select {MsgId}, i, 'linxiao~' || {Customer}, {Customer}, {Customer}, {cellar.Yes}, {cellar.At}, 'text', {Words}, {cellar.At} from n
                """,
                args);
            await tx.Run(
                $"""
                insert into timeline (id, external_userid, kind, at, summary, ref_id, recorded_at)
                {cellar.Numbers} select {cellar.Id("msg-")}, {Customer}, 'message', {cellar.At}, {Words}, {MsgId}, {cellar.At} from n
                """,
                args);
        });

        public async ValueTask DisposeAsync() => await cellar.DisposeAsync();
    }

    const string MsgId = "(i * 7919 % 1000003) || '_' || i";
    const string Customer = "'wm' || (i % @customers + @shift)";
    const string Words = "'第 ' || i || ' 条：价格太高，竞品在谈，月底前要定'";
}
