using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.People;
using WeComSales.Simulator;
using WeComSales.Tests.Simulator;

namespace WeComSales.Tests.People;

public sealed class SigningInTests : IAsyncLifetime
{
    SimulatorServer weCom = null!;
    Office office = null!;
    Door door = null!;
    Browser browser = null!;

    public async Task InitializeAsync()
    {
        browser = Browser.Fresh();
        weCom = await SimulatorServer.Start(SmallCompany.Options());
        office = await Office.Open();
        await office.Import("directory", "userid,name\nlinxiao,林晓\n");
        door = await Door.Open(
            office, ("WeCom:ApiBaseUrl", weCom.BaseUrl.ToString()), ("WeCom:OpenBaseUrl", weCom.BaseUrl.ToString()), ("WeCom:CorpId", weCom.Options.CorpId),
            ("WeCom:AgentId", $"{weCom.Options.AgentId}"), ("WeCom:Secret", weCom.Options.Secret));
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await door.DisposeAsync();
        await office.DisposeAsync();
        await weCom.DisposeAsync();
    }

    [Fact]
    public async Task Signing_in_ends_at_the_page_one_came_for_with_a_clean_address_and_a_safe_cookie()
    {
        await browser.Open(Phone("/auth/start?return=/sidebar/notes/1%3Ftab%3Dall"), End);

        browser.Visited[^1].AbsolutePath.ShouldBe("/auth/callback");
        var session = browser.SetCookies.Last();
        foreach (var word in (string[])["__Host-wecomsales=", "secure", "httponly", "samesite=lax", "path=/"])
        {
            session.ShouldContain(word, Case.Insensitive);
        }

        session.ShouldNotContain("domain", Case.Insensitive);
        reached!.PathAndQuery.ShouldBe("/sidebar/notes/1?tab=all");
        reached.Authority.ShouldBe(Phone("/").Authority);
        (await Me()).GetProperty("userid").GetString().ShouldBe("linxiao");
    }

    [Fact]
    public async Task Only_the_hash_of_a_session_is_stored()
    {
        await SignIn();
        var cookie = browser.Cookie(Phone("/").Host, SessionCookie.Name)!;

        (await office.Db.Read(tx => tx.All<string>("select id_hash from sessions"))).ShouldBe([SessionCookie.Hash(cookie)]);
        (await office.Db.Read(tx => tx.Staff.OfSession(cookie, Office.Noon, Office.Noon.AddDays(-1)))).ShouldBeNull();
    }

    [Fact]
    public async Task Going_back_to_a_used_return_address_exchanges_nothing_and_ends_at_the_page()
    {
        await SignIn();

        var again = await browser.Get(browser.Visited.Last(address => address.AbsolutePath == "/auth/callback"));

        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.Headers.Location!.ToString().ShouldBe("/sidebar/");
        weCom.Calls.Count(call => call.Path == "auth/getuserinfo").ShouldBe(1);
    }

    [Fact]
    public async Task Characters_that_a_browser_appends_to_the_state_do_no_harm()
    {
        var authorize = await browser.Get(Phone("/auth/start"));
        var back = (await browser.Get(authorize.Headers.Location!)).Headers.Location!;

        var answer = await browser.Get(new Uri(back + "%23wechat_redirect"));

        answer.Headers.Location!.ToString().ShouldBe("/sidebar/");
    }

    [Theory]
    [InlineData("code=wrong")]
    [InlineData("")]
    public async Task A_code_that_WeCom_refuses_starts_over_once_in_silence_and_is_told_the_second_time(string code)
    {
        var first = await browser.Get(Phone($"/auth/callback?{code}&state={await State()}"));
        var second = await browser.Get(Phone($"/auth/callback?{code}&state={StateIn(first)}"));

        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        first.Headers.Location!.AbsolutePath.ShouldBe("/connect/oauth2/authorize");
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await second.Content.ReadAsStringAsync()).ShouldContain(Refusals.SignInFailed);
    }

    [Fact]
    public async Task A_return_into_another_browser_signs_nobody_in()
    {
        var authorize = await browser.Get(Phone("/auth/start"));
        var back = (await browser.Get(authorize.Headers.Location!)).Headers.Location!;
        using var other = Browser.Fresh();

        var answer = await other.Get(back);

        answer.Headers.Location!.AbsolutePath.ShouldBe("/connect/oauth2/authorize");
        other.Cookie(back.Host, SessionCookie.Name).ShouldBeNull();
        weCom.Calls.ShouldNotContain(call => call.Path == "auth/getuserinfo");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_a_foreign_page_after_signing_in(string returnTo)
    {
        await browser.Open(Phone($"/auth/start?return={Uri.EscapeDataString(returnTo)}"), End);

        reached!.ToString().ShouldBe(Phone("/sidebar/").ToString());
    }

    [Fact]
    public async Task A_name_that_is_not_this_machine_is_not_taken_for_the_return_address()
    {
        var answer = await browser.Get(new Uri($"http://evil.example:{door.Address.Port}/auth/start"));

        Query(answer.Headers.Location!, "redirect_uri").ShouldBe($"{door.Address}auth/callback");
    }

    [Fact]
    public async Task Each_phone_has_its_own_session()
    {
        await SignIn();
        await browser.Open(new Uri($"http://chenli.localhost:{door.Address.Port}/auth/start"), End);

        (await Me()).GetProperty("userid").GetString().ShouldBe("linxiao");
        var other = await browser.Get(new Uri($"http://chenli.localhost:{door.Address.Port}/api/me"));
        (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("userid").GetString().ShouldBe("ChenLi");
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        await SignIn();
        var before = browser.Cookie(Phone("/").Host, SessionCookie.Name)!;

        await SignIn();

        browser.Cookie(Phone("/").Host, SessionCookie.Name).ShouldNotBe(before);
        (await office.Db.Read(tx => tx.Staff.OfSession(SessionCookie.Hash(before), Office.Noon, Office.Noon.AddDays(-1)))).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_the_nightly_reading_has_not_seen_yet_is_fetched()
    {
        weCom.Company.WithPerson("newbie", "新人", "华东二组");

        await browser.Open(new Uri($"http://newbie.localhost:{door.Address.Port}/auth/start"), End);

        (await office.Person("newbie"))!.Name.ShouldBe("新人");
        reached!.AbsolutePath.ShouldBe("/sidebar/");
    }

    [Theory]
    [InlineData("wmWang")]
    [InlineData("gone")]
    public async Task Customers_and_people_who_left_are_refused(string who)
    {
        await office.Import("directory", "userid,name,active\ngone,某人,false\n");
        weCom.Company.WithPerson("gone", "某人", "华东二组");
        weCom.Company.Personas["them"] = who;

        var answer = await browser.Open(new Uri($"http://them.localhost:{door.Address.Port}/auth/start"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(Refusals.NotYours);
        browser.Cookie("them.localhost", SessionCookie.Name).ShouldBeNull();
    }

    [Fact]
    public async Task When_WeCom_cannot_be_reached_the_person_is_told_so()
    {
        weCom.Faults.ErrCode(-1, "auth/getuserinfo");

        var answer = await browser.Open(Phone("/auth/start"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    Uri? reached;

    Uri Phone(string pathAndQuery) => new($"http://linxiao.localhost:{door.Address.Port}{pathAndQuery}");

    Task<HttpResponseMessage> SignIn() => browser.Open(Phone("/auth/start"), End);

    bool End(Uri address)
    {
        reached = address;
        return address.AbsolutePath.StartsWith("/sidebar/", StringComparison.Ordinal);
    }

    async Task<JsonElement> Me() => await (await browser.Get(Phone("/api/me"))).Content.ReadFromJsonAsync<JsonElement>();

    async Task<string> State() => StateIn(await browser.Get(Phone("/auth/start")));

    static string StateIn(HttpResponseMessage answer) => Query(answer.Headers.Location!, "state");

    static string Query(Uri address, string name) =>
        Uri.UnescapeDataString(address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).First(pair => pair[0] == name)[1]);
}
