using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.People;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>Whoever is not signed in may not ask without end; nobody else is held up by it, WeCom least of all.</summary>
public sealed class StrangerLimitTests
{
    const int PerMinute = 20;
    const int Flood = 120;

    [Theory]
    [InlineData("/auth/start")]
    [InlineData("/api/me")]
    [InlineData("/files/briefs/x")]
    [InlineData("/health/ready")]
    [InlineData("/sidebar/nothing/here")]
    public async Task A_stranger_who_does_not_stop_is_told_to_wait_and_others_are_served(string path)
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", $"{PerMinute}"));

        var answers = await Ask(house, "203.0.113.9", path, Flood);

        // While the flood lasts a few more become allowed, one a second.
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(Flood / 2);
        answers.Count(status => status != HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(PerMinute);
        (await Ask(house, "203.0.113.10", path, PerMinute)).ShouldNotContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_answer_says_when_to_come_back_in_words_that_a_person_reads()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", "1"));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };
        (await Ask(house, "127.0.0.1", "/auth/start", 2)).ShouldContain(HttpStatusCode.TooManyRequests);

        using var program = await http.GetAsync(new Uri("/api/me", UriKind.Relative));
        using var browser = await http.GetAsync(new Uri("/auth/start", UriKind.Relative));

        program.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await program.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe(AskingLimit.TooMany);
        (await browser.Content.ReadAsStringAsync()).ShouldContain(AskingLimit.TooMany);
        browser.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task Somebody_signed_in_works_on_from_the_same_address()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", $"{PerMinute}"));
        using var desk = await Desk.Of(house, "linxiao");
        (await Ask(house, "127.0.0.1", "/api/me", Flood)).ShouldContain(HttpStatusCode.TooManyRequests);

        for (var times = 0; times < PerMinute * 2; times++)
        {
            await desk.Read("/api/me");
        }
    }

    [Fact]
    public async Task Somebody_signed_in_who_does_not_stop_is_told_to_wait_and_the_neighbour_works_on()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null, ("Operations:PeoplePerMinute", $"{PerMinute}"));
        using var looping = await Desk.Of(house, "linxiao");
        using var neighbour = await Desk.Of(house, "chenmo");
        var answers = new List<HttpStatusCode>();
        for (var times = 0; times < Flood; times++)
        {
            using var answer = await looping.Get("/api/me");
            answers.Add(answer.StatusCode);
        }

        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(Flood / 2);
        answers.Count(status => status == HttpStatusCode.OK).ShouldBeGreaterThanOrEqualTo(PerMinute);
        await neighbour.Read("/api/me");
        using var last = await looping.Get("/api/me");
        (await last.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe(AskingLimit.TooMany);
        heard.Count("asked /api/me too often").ShouldBe(LineLimit.PerMinute);
        heard.Plant(Canary.Id, "who asked", "linxiao");
        heard.Leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_address_reaches_the_sessions_only_so_often_whatever_cookie_it_brings()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", "1"), ("Operations:PeoplePerMinute", "0"));
        using var desk = await Desk.Of(house, "linxiao");
        var answers = new List<HttpStatusCode>();
        for (var times = 0; times < Flood; times++)
        {
            using var answer = await desk.Get("/api/me");
            answers.Add(answer.StatusCode);
        }

        answers.Count(status => status == HttpStatusCode.OK).ShouldBeGreaterThanOrEqualTo(20);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        (await house.WeCom.VerifyCallbackUrl()).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(119)]
    [InlineData(600)]
    [InlineData(1_000_000)]
    public void A_minutes_worth_comes_back_in_a_minute_and_no_more(int perMinute)
    {
        var bucket = AskingLimit.Bucket(perMinute);

        (bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod)).ShouldBe(perMinute, tolerance: perMinute * 0.001);
        bucket.TokenLimit.ShouldBe(perMinute);
    }

    [Fact]
    public async Task What_strangers_send_to_sign_in_and_out_fills_neither_log_nor_database()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
        for (var number = 0; number < 30; number++)
        {
            using var failed = await http.GetAsync(new Uri($"/auth/callback?code=x&state={new string('a', 32)}1", UriKind.Relative));
            failed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            using var end = new HttpRequestMessage(HttpMethod.Post, "/auth/end") { Headers = { { "Cookie", $"{SessionCookie.Name}={SessionCookie.NewValue()}" } } };
            (await http.SendAsync(end)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        using var begun = await http.GetAsync(new Uri($"/auth/start?return=/sidebar/{new string('x', 600)}", UriKind.Relative));

        heard.Count("A sign-in failed").ShouldBe(LineLimit.PerMinute);
        heard.Count("signed out").ShouldBe(0);
        (await house.Db.Read(tx => tx.All<string>("select return_to from sign_in_states"))).ShouldBe([SignIn.Home]);
        SessionCookie.IsOurs(SessionCookie.NewValue()).ShouldBeTrue();
        string?[] foreign = [null, "", "x", new string('a', 63), new string('A', 64), new string('a', 65)];
        foreign.ShouldAllBe(value => !SessionCookie.IsOurs(value));
    }

    [Fact]
    public async Task No_address_longer_than_a_page_of_ours_is_signed_or_kept()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        (await Signed(100)).ShouldBe(HttpStatusCode.OK);
        (await Signed(3000)).ShouldBe(HttpStatusCode.NotFound);

        async Task<HttpStatusCode> Signed(int letters)
        {
            using var answer = await desk.Get($"/api/js-config?url={Uri.EscapeDataString(house.Address + "sidebar/" + new string('x', letters))}");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task WeCom_delivers_whatever_comes_from_its_address_and_who_watches_may_look()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", "1"));
        (await Ask(house, "127.0.0.1", "/auth/start", Flood)).ShouldContain(HttpStatusCode.TooManyRequests);

        for (var number = 0; number < 30; number++)
        {
            await house.Phone("林晓").Forward($"价格太高 {number}");
        }

        await house.Settle();
        (await house.WeCom.VerifyCallbackUrl()).Ok.ShouldBeTrue();
        (await house.Db.Read(tx => tx.One<long>("select count(*) from inbox where kind = 'text'"))).ShouldBe(30);
        (await Ask(house, null, "/health/ready", 30)).ShouldAllBe(status => status == HttpStatusCode.OK);
        (await Ask(house, "203.0.113.9", "/health/live", 30)).ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_limit_the_flood_goes_through()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", "0"));

        (await Ask(house, "203.0.113.9", "/api/me", Flood)).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_header_of_a_stranger_makes_nobody_somebody_else()
    {
        await using var house = await House.Open(null, ("Operations:StrangersPerMinute", $"{PerMinute}"));
        using var http = new HttpClient { BaseAddress = house.Address };
        var refused = 0;
        for (var number = 0; number < Flood; number++)
        {
            // What a stranger writes stands before what the proxy saw.
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "X-Forwarded-For", $"198.51.100.{number}, 203.0.113.9" } } };
            using var answer = await http.SendAsync(request);
            refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(Flood / 2);
    }

    [Fact]
    public async Task Forged_callbacks_fill_no_log_and_are_all_counted()
    {
        using var heard = new Canaries();
        await using var house = await House.Heard(heard, null);
        using var http = new HttpClient { BaseAddress = house.Address };
        var before = await Refusals(http);

        for (var number = 0; number < 200; number++)
        {
            using var forged = new StringContent("<xml/>");
            using var answer = await http.PostAsync(new Uri("/wecom/callback?msg_signature=x", UriKind.Relative), forged);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        heard.Count("Callback refused").ShouldBe(LineLimit.PerMinute);
        (await Refusals(http) - before).ShouldBe(200);
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(2));
        using var last = new StringContent("<xml/>");
        await http.PostAsync(new Uri("/wecom/callback?msg_signature=x", UriKind.Relative), last);
        heard.Count("180 more callbacks were refused").ShouldBe(1);
    }

    static async Task<double> Refusals(HttpClient http) => (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
        .Where(line => line.StartsWith("wecomsales_callbacks_refused_total", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="from">As a proxy on this machine tells it; null: nobody in between.</param>
    static async Task<IReadOnlyList<HttpStatusCode>> Ask(House house, string? from, string path, int times)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
        if (from is not null)
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        }

        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < times; time++)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            answers.Add(answer.StatusCode);
        }

        return answers;
    }
}
