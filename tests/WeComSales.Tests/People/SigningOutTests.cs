using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.People;

public sealed class SigningOutTests
{
    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        await using var house = await House.Open();
        using var phone = await Desk.Of(house, "linxiao");
        using var desktop = await Desk.Of(house, "linxiao");

        (await Act(phone, "/auth/end")).ShouldBe(HttpStatusCode.NoContent);

        (await Status(phone)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(desktop)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_of_this_person_and_of_nobody_else()
    {
        await using var house = await House.Open();
        using var phone = await Desk.Of(house, "linxiao");
        using var desktop = await Desk.Of(house, "linxiao");
        using var colleague = await Desk.Of(house, "chenmo");

        (await Act(phone, "/api/me/sign-out")).ShouldBe(HttpStatusCode.NoContent);

        (await Status(phone)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(desktop)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(colleague)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_a_lost_phone_and_that_is_kept()
    {
        await using var house = await House.Open();
        using var admin = await Desk.Of(house, "chenmo", Role.Admin);
        using var lost = await Desk.Of(house, "linxiao");

        (await Act(lost, "/api/admin/roles/chenmo/sign-out")).ShouldBe(HttpStatusCode.NotFound);
        (await Act(admin, "/api/admin/roles/nobody/sign-out")).ShouldBe(HttpStatusCode.NotFound);
        (await Act(admin, "/api/admin/roles/linxiao/sign-out")).ShouldBe(HttpStatusCode.NoContent);

        (await Status(lost)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(admin)).ShouldBe(HttpStatusCode.OK);
        (await house.Db.Read(tx => tx.Audit.After("", 100))).ShouldContain(entry => entry.Action == "sessions.end" && entry.Subject == "linxiao" && entry.Userid == "chenmo");
    }

    [Fact]
    public async Task Signing_in_and_out_stand_in_the_log_and_whose_it_was_as_a_digest()
    {
        var lines = new Lines();
        await using var house = await House.Heard(lines, null);
        using var browser = Browser.Fresh();
        Uri At(string path) => new($"http://linxiao.localhost:{house.Address.Port}{path}");

        await browser.Open(At("/auth/start"), address => address.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal));
        using var desk = await Desk.Of(house, "linxiao");
        await Act(desk, "/api/me/sign-out");

        var told = lines.All.Where(line => line.Contains("signed", StringComparison.Ordinal)).ToList();
        told.Count.ShouldBe(2);
        told[0].ShouldMatch("^#[0-9a-f]{12} signed in$");
        told[1].ShouldBe(told[0].Replace("signed in", "signed out, 2 sessions ended", StringComparison.Ordinal));
        told.ShouldAllBe(line => !line.Contains("linxiao", StringComparison.Ordinal));
    }

    static async Task<HttpStatusCode> Act(Desk who, string path)
    {
        using var answer = await who.Send(HttpMethod.Post, path, new { });
        return answer.StatusCode;
    }

    static async Task<HttpStatusCode> Status(Desk who)
    {
        using var answer = await who.Get("/api/me");
        return answer.StatusCode;
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
