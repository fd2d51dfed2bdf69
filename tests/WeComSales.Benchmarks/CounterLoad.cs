using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Faults.Tests;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Simulator;
using Posting = WeComSales.Faults.Tests.Delivery;

namespace WeComSales.Benchmarks;

/// <summary>
/// The counters of 427 shops: <c>counter fill</c> imports members and a million purchases and says what that took,
/// <c>counter looks</c> opens member cards one after another, <c>counter peak</c> lets 2,100 assistants work at the rate of
/// 40 actions each in three minutes while callbacks come in. Service and generator share this process and machine.
/// </summary>
static class CounterLoad
{
    const int Shops = 427;
    const int Assistants = 2_100;
    const int ActionsEach = 40;
    const int Members = 50_000;
    const int CallbacksPerSecond = 20;
    static readonly TimeSpan Peak = TimeSpan.FromMinutes(3);

    /// <summary>A service that has just started spends the processor on compiling; shops open before their peak.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);

    public static async Task Fill(string database, int purchases)
    {
        await using var db = Cellar.Open(database);
        await db.Migrate(DateTimeOffset.UtcNow);
        var folder = Directory.CreateTempSubdirectory("wecomsales-counter-");
        var context = new CellContext(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), DateTimeOffset.UtcNow);
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "members.csv"), Enumerable.Range(0, Members)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"M{i:000000},会员{i},138{i:00000000},{context.Now.AddDays(-i % 900):yyyy-MM-dd},S{i % Shops:000}"))
            .Prepend("member_code,name,phone,baby_birthday,store_code"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "products.csv"), Enumerable.Range(0, 2_000)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"P{i:0000},商品 {i},{CounterLists.Default.Offers[i % CounterLists.Default.Offers.Count].Category},{10 + (i % 300)}"))
            .Prepend("product_code,name,category,price"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "purchases.csv"), Enumerable.Range(0, purchases)
            .Select(i => string.Create(CultureInfo.InvariantCulture,
                $"M{(int)((i * 7919L) % Members):000000},P{i % 2_000:0000},1,{10 + (i % 300)},S{i % Shops:000},{context.Now.AddMinutes(-i):yyyy-MM-ddTHH:mm:sszzz},{(i % 9 == 0 ? "防溢乳垫;产褥垫" : "")}"))
            .Prepend("member_code,product_code,quantity,amount,store_code,purchased_at,kit_remaining"));
        await Import(new ImportMembers(db), "members");
        await Import(new ImportProducts(db), "products");
        await Import(new ImportPurchases(db, context), "purchases");
        await db.Write(tx => People(tx, DateTimeOffset.UtcNow));
        folder.Delete(recursive: true);

        async Task Import(ImportKind kind, string name)
        {
            GC.Collect();
            var (watch, before, most, told) = (Stopwatch.StartNew(), GC.GetTotalMemory(true), 0L, 0);
            var report = await new Import(kind, context, (done, of) =>
            {
                told++;
                if (told % 100 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(false) - before);
                    Console.Error.WriteLine($"{name}: {done:N0} of {of:N0}");
                }
            }, _ => { }).Run(Path.Combine(folder.FullName, $"{name}.csv"), CancellationToken.None);
            Print($"import {name}: {report.Added:N0} added, {report.Rejected} rejected in {watch.Elapsed.TotalSeconds:0.0} s = {report.Rows / watch.Elapsed.TotalSeconds:N0} rows/s; at most {most >> 20} MB held; {Environment.WorkingSet >> 20} MB working set");
        }
    }

    /// <summary>Member cards one after another, by phones in turn, so that no limit plays a part.</summary>
    public static async Task Looks(string database, int count = 2_000)
    {
        await using var service = await LiveService.Start(database);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = service.Address };
        var purchases = await service.Db.Read(tx => tx.One<long>("select count(*) from purchases"));
        var took = new List<double>();
        for (var i = -200; i < count; i++)
        {
            using var request = Look(Math.Abs(i) % Assistants, (i + 200) * 37 % Members);
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0)
            {
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            answer.EnsureSuccessStatusCode();
        }

        Tell($"member card, {purchases:N0} purchases, one after another", took);
    }

    public static async Task Work(string database, int seconds)
    {
        await using var service = await LiveService.Start(database);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 256 }) { BaseAddress = service.Address };
        using var posting = new Posting(new Uri(service.Address, Requests.Path));
        var rate = Assistants * ActionsEach / Peak.TotalSeconds;
        await Shift(service, http, posting, rate / 4, WarmUp, "warm-up");
        await Shift(service, http, posting, rate, TimeSpan.FromSeconds(seconds), "peak");
    }

    /// <summary>Everybody works at a rate for some time, each action at its own moment whatever became of the others.</summary>
    static async Task Shift(LiveService service, HttpClient http, Posting posting, double rate, TimeSpan lasts, string name)
    {
        var sender = new Sender(service.Options.CorpId, service.Options.Token, service.Options.EncodingAesKey, seed: Environment.TickCount);
        var total = (int)(rate * lasts.TotalSeconds) / 3 * 3;
        var (took, callbacks, late) = (new List<Task<(double, int)>>(), new List<Task<(double, int)>>(), 0d);
        var before = await Reactions(service.Db);
        var start = Stopwatch.GetTimestamp();
        var ids = new string[total / 3];
        for (var i = 0; i < total; i++)
        {
            var due = start + (long)(i / rate * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < due)
            {
                await Task.Delay(1);
            }

            late = Math.Max(late, Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            took.Add(Timed(due, Action(i)));
            if (i % (int)(rate / CallbacksPerSecond) == 0)
            {
                var now = DateTimeOffset.UtcNow;
                callbacks.Add(Timed(due, posting.Post(sender.Sign(sender.Text("rep-1", now, start + i, "在吗"), now))));
            }
        }

        var done = await Task.WhenAll(took);
        var acknowledged = await Task.WhenAll(callbacks);
        var after = await Reactions(service.Db);
        Print($"{name}: {total:N0} actions due in {lasts.TotalSeconds:0} s ({rate:0}/s), done in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; the generator was late by {late:0} ms at most");
        Tell("actions, from when they were due", [.. done.Select(one => one.Item1)]);
        Tell($"callbacks at {CallbacksPerSecond}/s beside them", [.. acknowledged.Select(one => one.Item1)]);
        var failed = done.Count(one => one.Item2 is < 200 or > 299) + acknowledged.Count(one => one.Item2 != 200);
        Print($"{failed} failed; {after - before:N0} recommendations with a reaction of {total / 3:N0} sent");
        if (failed > 0 || after - before != total / 3)
        {
            throw new InvalidOperationException("Something was lost.");
        }

        // A member is looked up, something is recommended, the customer reacts; the reaction waits for its recommendation as a page does.
        async Task<int> Action(int i)
        {
            var (customer, assistant) = (i / 3, i / 3 % Assistants);
            using var request = (i % 3) switch
            {
                0 => Look(assistant, customer * 13 % Members),
                1 => Send(assistant, HttpMethod.Post, "/api/counter/recommendations",
                    new { id = ids[customer] = Guid.NewGuid().ToString("N"), memberCode = $"M{customer * 13 % Members:000000}", productCode = $"P{customer % 2_000:0000}" }),
                _ => Send(assistant, HttpMethod.Put, $"/api/counter/recommendations/{ids[customer]}/reaction", new { reaction = CounterLists.Default.Reactions[customer % 8].Name }),
            };
            if (i % 3 == 2)
            {
                await took[i - 1];
            }

            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return (int)answer.StatusCode;
        }
    }

    static Task<long> Reactions(Db db) => db.Read(tx => tx.One<long>("select count(*) from recommendations where reaction is not null"));

    static async Task<(double, int)> Timed(long due, Task<int> act)
    {
        var status = await act;
        return (Stopwatch.GetElapsedTime(due).TotalMilliseconds, status);
    }

    static HttpRequestMessage Look(int assistant, int member) => Send(assistant, HttpMethod.Get, $"/api/counter/members/M{member:000000}", null);

    static HttpRequestMessage Send(int assistant, HttpMethod method, string path, object? body) => new(method, path)
    {
        Headers = { { "Cookie", $"{SessionCookie.Name}=assistant-{assistant}" } },
        Content = body is null ? null : JsonContent.Create(body),
    };

    static async Task People(Tx tx, DateTimeOffset now)
    {
        for (var i = 0; i < Assistants; i++)
        {
            await tx.Staff.Put(Staff.New($"assistant-{i}", $"导购{i}") with { Role = Role.Clerk, RoleSource = RoleSource.Import, StoreCode = $"S{i % Shops:000}" }, null);
            await tx.Sessions.Open(new(SessionCookie.Hash($"assistant-{i}"), $"assistant-{i}", now, now.AddDays(30), null, null, now));
        }
    }

    static void Tell(string what, List<double> took)
    {
        took.Sort();
        Print($"{what}: {took.Count:N0}, p50 {At(0.50):0.0} ms, p95 {At(0.95):0.0}, p99 {At(0.99):0.0}, worst {took[^1]:0.0}");

        double At(double share) => took[(int)(share * (took.Count - 1))];
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
