using System.Globalization;
using System.Net;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>Whoever asks for what is not theirs is counted and told to the log, without a name and without end.</summary>
public sealed class RefusalTests
{
    const string Route = "/api/customers/{id}";

    [Fact]
    public async Task Somebody_elses_customer_is_refused_counted_and_told_without_a_name()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null);
        using var owner = await Desk.Of(house, "linxiao");
        using var colleague = await Desk.Of(house, "chenmo");
        using var http = new HttpClient { BaseAddress = house.Address };

        (await Ask(owner, 1)).ShouldBe(HttpStatusCode.OK);
        heard.Count("was refused").ShouldBe(0);
        var before = await Counted(http);
        (await Ask(colleague, 200)).ShouldBe(HttpStatusCode.NotFound);

        // Other tests of this process may be refused as well.
        (await Counted(http) - before).ShouldBeGreaterThanOrEqualTo(200);
        heard.Count($"was refused GET {Route}: not there, or not theirs").ShouldBe(LineLimit.PerMinute);
        heard.Plant(Canary.Id, "who asked", "chenmo");
        heard.Plant(Canary.Id, "what was asked for", "wmWang");
        heard.Leaks.ShouldBeEmpty();
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(2));
        await Ask(colleague, 1);
        heard.Count("180 more requests were refused").ShouldBe(1);
    }

    [Fact]
    public async Task A_role_that_may_not_and_a_link_that_is_over_are_told_too()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null);
        using var rep = await Desk.Of(house, "linxiao");

        (await rep.Get("/api/operations")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await rep.Get("/files/briefs/none?member=linxiao&until=1&sign=x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        heard.Count("was refused GET /api/operations:").ShouldBe(1);
        heard.Count("was refused GET /files/briefs/").ShouldBe(1);
    }

    [Fact]
    public async Task A_stranger_who_is_limited_is_told_to_the_log_by_a_digest_and_not_without_end()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null, ("Operations:StrangersPerMinute", "1"));
        using var http = new HttpClient { BaseAddress = house.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        for (var number = 0; number < 100; number++)
        {
            using var answer = await http.GetAsync(new Uri("/api/me", UriKind.Relative));
        }

        heard.Count("asked /api/me too often").ShouldBe(LineLimit.PerMinute);
        heard.Plant(Canary.Id, "the address", "203.0.113.9");
        heard.Leaks.ShouldBeEmpty();
    }

    [Fact]
    public void Twenty_lines_a_minute_are_told_and_how_many_were_not()
    {
        var clock = new People.Clock(People.Office.Noon);
        var limit = new LineLimit(clock);

        Enumerable.Range(0, 25).Count(_ => limit.Next().IsTold).ShouldBe(20);
        clock.Now += TimeSpan.FromSeconds(61);
        limit.Next().ShouldBe((true, 5));
        limit.Next().ShouldBe((true, 0));
        // A clock that is set back holds no line back.
        clock.Now -= TimeSpan.FromHours(1);
        limit.Next().IsTold.ShouldBeTrue();
    }

    static async Task<HttpStatusCode> Ask(Desk desk, int times)
    {
        var last = HttpStatusCode.OK;
        for (var time = 0; time < times; time++)
        {
            using var answer = await desk.Get("/api/customers/wmWang");
            last = answer.StatusCode;
        }

        return last;
    }

    static async Task<double> Counted(HttpClient http) => (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
        .Where(line => line.StartsWith($$"""wecomsales_refusals_total{route="{{Route}}"}""", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
}
