using System.Diagnostics;
using System.Net;
using WeComSales.Domain;
using WeComSales.People;
using Xunit.Abstractions;

namespace WeComSales.Faults.Tests;

/// <summary>Goal 4: the disk under the SQLite file is full under load, and later it is not.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    const int Megabytes = 96;
    static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    [SmallDiskFact]
    public async Task A_full_disk_refuses_callbacks_and_shows_pages_and_what_was_acknowledged_is_done_once_there_is_room()
    {
        using var disk = SmallDisk.Of(Megabytes);
        var store = Store.File(Path.Combine(disk.FolderFor("data"), "wecomsales.db"));
        var session = await Employ(store);
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl, store);
        weCom.ConnectTo(home.Address);
        await using var service = await home.Start();
        using var messages = new Messages([home.Address], Wire.Sender(seed: 41));
        using var enough = new CancellationTokenSource();
        var posting = messages.Post(enough.Token);
        await Until(() => messages.Acknowledged.Count > 300);

        try
        {
            await FillAndFree(disk, home, session, messages);
            await enough.CancelAsync();
            await posting;
            await Harvest.UntilWorkedOff(store, patience);
        }
        finally
        {
            await service.Kill();
            output.WriteLine($"{messages.Acknowledged.Count} acknowledged, others: {string.Join(", ", messages.Others)}\n{Errors(await service.Said)}");
        }

        messages.Others.Keys.Order().ShouldBe(["503"]);
        var harvest = await Harvest.Of(store);
        harvest.Missing(messages.Acknowledged.Select(one => one.Number)).ShouldBeEmpty();
        harvest.Stored.ShouldBeUnique();
        harvest.Drafts.Order().ShouldBe(harvest.Stored.Order());
        harvest.Cards.Order().ShouldBe(harvest.CardsOfDrafts.Order());
        harvest.GivenUp.ShouldBe(0);
        harvest.Integrity.ShouldBe("ok");
        Instances.CardsAt(weCom).Values.ShouldAllBe(count => count == 1);
    }

    async Task FillAndFree(SmallDisk disk, ServiceHome home, string session, Messages messages)
    {
        disk.Fill();
        await UntilNothingIsTaken(messages);
        var (taken, refused) = (messages.Acknowledged.Count, Refused(messages));
        using (var visitor = new Visitor(home.Address, session))
        {
            await visitor.SeesEverything();
            await Until(() => Refused(messages) > refused + Setting.Count(1_000, 20_000));
            await visitor.SeesEverything();
            (await visitor.Readiness()).ShouldContain("磁盘满了");
        }

        messages.Acknowledged.Count.ShouldBe(taken, "acknowledged while nothing could be stored");
        disk.Free();
        var freed = Stopwatch.GetTimestamp();
        await Until(() => messages.Acknowledged.Count > taken);
        output.WriteLine($"first acknowledgement {Stopwatch.GetElapsedTime(freed).TotalMilliseconds:0} ms after there was room");
        await Until(() => messages.Acknowledged.Count > taken + 300);
    }

    [SmallDiskFact]
    public async Task Control_a_receiver_that_acknowledges_first_loses_callbacks_when_the_disk_is_full()
    {
        using var disk = SmallDisk.Of(Megabytes);
        var store = Store.File(Path.Combine(disk.FolderFor("data"), "wecomsales.db"));
        using var home = new ServiceHome(new Uri("http://127.0.0.1:1"), store);
        await using var receiver = await home.StartAckFirst();
        using var messages = new Messages([home.Address], Wire.Sender(seed: 42));
        using var enough = new CancellationTokenSource();
        var posting = messages.Post(enough.Token);
        await Until(() => messages.Acknowledged.Count > 300);

        disk.Fill();
        var before = messages.Acknowledged.Count;
        await Until(() => messages.Acknowledged.Count > before + 30_000);
        await enough.CancelAsync();
        await posting;
        disk.Free();
        await receiver.Kill();

        (await Harvest.Of(store)).Missing(messages.Acknowledged.Select(one => one.Number)).Count.ShouldBeGreaterThan(0);
    }

    /// <summary>A rep with a customer, signed in since some minutes, so that the session's use is to be written down too.</summary>
    static async Task<string> Employ(Store store)
    {
        var (session, now) = (SessionCookie.NewValue(), DateTimeOffset.UtcNow);
        await using var db = store.Open();
        await db.Migrate(now);
        await db.Write(async tx =>
        {
            await tx.Staff.Put(Staff.New("rep-1", "销售1"), null);
            await tx.Customers.Put(new("wmWang", "王主任", "仁和医院", null, "rep-1", [], now, now), now);
            await tx.Follows.Put(new("wmWang", "rep-1", null, null, [], null, [], now, null, null, null));
            await tx.Sessions.Open(new(SessionCookie.Hash(session), "rep-1", now - 2 * SessionFlow.UseStep, now.AddHours(1), null, null, null));
        });
        return session;
    }

    /// <summary>What is left of the pages that are there is still used; then several hundred are refused in a row.</summary>
    static async Task UntilNothingIsTaken(Messages messages)
    {
        int taken;
        do
        {
            (taken, var refused) = (messages.Acknowledged.Count, Refused(messages));
            await Until(() => Refused(messages) > refused + 500);
        }
        while (messages.Acknowledged.Count > taken);
    }

    /// <summary>Each kind of line at Error, and how often it was said.</summary>
    static string Errors(string said) => string.Join('\n', said.Split('\n').Where(line => line.StartsWith("fail: ", StringComparison.Ordinal) || line.StartsWith("      ", StringComparison.Ordinal))
        .CountBy(line => line.Trim()).OrderByDescending(line => line.Value).Take(20).Select(line => $"{line.Value} x {line.Key}"));

    static int Refused(Messages messages) => messages.Others.GetValueOrDefault("503");

    static async Task Until(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isSo())
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>The rep's browser, and who asks how it is.</summary>
    sealed class Visitor : IDisposable
    {
        readonly HttpClient http;

        public Visitor(Uri service, string session)
        {
            http = new(new HttpClientHandler { UseCookies = false, UseProxy = false }) { BaseAddress = service, Timeout = patience };
            http.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        }

        public async Task SeesEverything()
        {
            foreach (var path in (string[])["/sidebar/today", "/api/me", "/api/today", "/api/customers/wmWang", "/api/customers/wmWang/timeline", "/api/stalls"])
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            }
        }

        public async Task<string> Readiness()
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            return await answer.Content.ReadAsStringAsync();
        }

        public void Dispose() => http.Dispose();
    }
}
