using System.Web;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class SignInTests : SimulatorTest
{
    const string OwnPage = "http://linxiao.localhost:5080/sidebar/?from=card";

    [Fact]
    public async Task The_phone_whose_page_asks_is_signed_in_silently_and_once()
    {
        var back = await Authorize(OwnPage);
        back!.Host.ShouldBe("linxiao.localhost");
        var query = HttpUtility.ParseQueryString(back.Query);
        (query["from"], query["state"]).ShouldBe(("card", "abc123"));

        var who = await Api.Get($"auth/getuserinfo?code={query["code"]}");
        who.GetProperty("userid").GetString().ShouldBe("linxiao");
        Code(await Api.Get($"auth/getuserinfo?code={query["code"]}")).ShouldBe(42022);
    }

    [Fact]
    public async Task A_code_lives_five_minutes_and_belongs_to_its_app()
    {
        Wecom.AddApp(new SimulatorApp(1000009, "别的应用", "another-secret", HasCallback: false));
        using var other = await RawApi.SignedIn(Wecom, "another-secret");
        var code = HttpUtility.ParseQueryString((await Authorize(OwnPage))!.Query)["code"];

        Code(await other.Get($"auth/getuserinfo?code={code}")).ShouldBe(40029);
        Code(await Api.Get("auth/getuserinfo?code=invented")).ShouldBe(40029);
        Wecom.Clock.Advance(TimeSpan.FromMinutes(5));
        Code(await Api.Get($"auth/getuserinfo?code={code}")).ShouldBe(42003);
    }

    [Fact]
    public async Task A_customer_is_no_member()
    {
        Wecom.Company.Personas["customer"] = "wmWang";
        var code = HttpUtility.ParseQueryString((await Authorize("http://customer.localhost:5080/sidebar/"))!.Query)["code"];

        var who = await Api.Get($"auth/getuserinfo?code={code}");

        who.TryGetProperty("userid", out _).ShouldBeFalse();
        who.GetProperty("external_userid").GetString().ShouldBe("wmWang");
        who.GetProperty("openid").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/", "snsapi_base", "abc")]
    [InlineData(OwnPage, "snsapi_login", "abc")]
    [InlineData(OwnPage, "snsapi_base", "a-b")]
    [InlineData(OwnPage, "snsapi_privateinfo", "abc")]
    public async Task A_wrong_question_shows_an_error_and_goes_nowhere(string redirect, string scope, string state) =>
        (await Authorize(redirect, scope, state)).ShouldBeNull();

    [Fact]
    public async Task Without_a_phone_a_page_asks_who_is_there()
    {
        (await Authorize("http://127.0.0.1:5080/sidebar/")).ShouldBeNull();
        (await Authorize("http://127.0.0.1:5080/sidebar/", extra: "&sim_as=ChenLi"))!.Query.ShouldContain("code=");
    }

    [Fact]
    public async Task Host_and_port_must_be_those_of_the_trusted_domain()
    {
        await using var strict = await SimulatorServer.Start(SmallCompany.Options() with { TrustedDomains = ["crm.example.com"] });

        (await Authorize("https://crm.example.com/sidebar/", extra: "&sim_as=linxiao", server: strict)).ShouldNotBeNull();
        (await Authorize("https://crm.example.com:8443/sidebar/", extra: "&sim_as=linxiao", server: strict)).ShouldBeNull();
        (await Authorize("http://127.0.0.1/", extra: "&sim_as=linxiao", server: strict)).ShouldBeNull();
    }

    async Task<Uri?> Authorize(string redirect, string scope = "snsapi_base", string state = "abc123", string extra = "", SimulatorServer? server = null)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var asked = new Uri((server ?? Wecom).BaseUrl,
            $"/connect/oauth2/authorize?appid={Wecom.Options.CorpId}&redirect_uri={Uri.EscapeDataString(redirect)}&response_type=code&scope={scope}&state={state}{extra}");
        using var answer = await browser.GetAsync(asked);
        return answer.Headers.Location;
    }
}
