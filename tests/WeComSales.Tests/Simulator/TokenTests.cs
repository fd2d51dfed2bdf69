using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class TokenTests : SimulatorTest
{
    [Theory]
    [InlineData(null, null, 41004)]
    [InlineData("wrong", null, 41004)]
    [InlineData(null, "wrong", 41002)]
    [InlineData("wrong", "wrong", 40013)]
    [InlineData("ww5eed0c0ffee12345", "wrong", 40001)]
    public async Task The_secret_is_looked_at_before_the_corp(string? corpId, string? secret, int code) =>
        Code(await Api.GetToken(corpId, secret)).ShouldBe(code);

    [Fact]
    public async Task The_same_token_comes_back_while_it_lives_and_another_one_afterwards()
    {
        using var again = await RawApi.SignedIn(Wecom);
        again.Token.ShouldBe(Api.Token);

        Wecom.Clock.Advance(TimeSpan.FromHours(2));
        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(42001);
        (await RawApi.SignedIn(Wecom)).Token.ShouldNotBe(Api.Token);
    }

    [Theory]
    [InlineData(42001)]
    [InlineData(40014)]
    public async Task Tokens_can_end_before_their_time(int code)
    {
        Wecom.Faults.ExpireTokens(code);

        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(code);
        await SignInAgain();
        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_is_read_from_the_query_only()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/cgi-bin/get_jsapi_ticket");
        request.Headers.Authorization = new("Bearer", Api.Token);
        using var answer = await Api.Http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("41001");

        Api.Token = "invented";
        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(40014);
    }

    [Fact]
    public async Task The_secret_of_the_contacts_may_read_people_and_nothing_else()
    {
        using var contacts = await RawApi.SignedIn(Wecom, Wecom.Options.ContactsSecret);

        Code(await contacts.Get("user/get?userid=linxiao")).ShouldBe(0);
        Code(await contacts.Get("externalcontact/list?userid=linxiao")).ShouldBe(48002);
        (await contacts.Code("message/send", CardsInJson.Text("好"))).ShouldBe(48002);
    }

    [Fact]
    public async Task Too_many_wrong_secrets_close_the_door_for_an_hour_even_to_the_right_one()
    {
        await using var strict = await SimulatorServer.Start(SmallCompany.Options() with { WrongSecretsPerHour = 3 });
        using var caller = new RawApi(strict);
        for (var i = 0; i < 4; i++)
        {
            await caller.GetToken(strict.Options.CorpId, "wrong");
        }

        Code(await caller.GetToken(strict.Options.CorpId, strict.Options.Secret)).ShouldBe(45009);
        strict.Clock.Advance(TimeSpan.FromHours(1));
        Code(await caller.GetToken(strict.Options.CorpId, strict.Options.Secret)).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_is_not_trusted_is_told_its_own()
    {
        await using var closed = await SimulatorServer.Start(SmallCompany.Options() with { TrustedIps = ["10.0.0.1"] });
        using var caller = new RawApi(closed);

        var answer = await caller.Get("get_jsapi_ticket");

        Code(answer).ShouldBe(60020);
        answer.GetProperty("errmsg").GetString()!.ShouldContain("from ip: 127.0.0.1");
    }

    [Fact]
    public async Task Tickets_of_corp_and_app_are_two()
    {
        var corp = (await Api.Get("get_jsapi_ticket")).GetProperty("ticket").GetString();
        var app = (await Api.Get("ticket/get?type=agent_config")).GetProperty("ticket").GetString();

        corp.ShouldNotBe(app);
        (await Api.Get("get_jsapi_ticket")).GetProperty("ticket").GetString().ShouldBe(corp);
        Code(await Api.Get("ticket/get?type=wx_card")).ShouldBe(40058);
    }

    [Fact]
    public async Task Shapes_of_calls_are_judged()
    {
        Code(await Api.Get("message/send")).ShouldBe(43002);
        (await Api.Code("user/get?userid=linxiao", new JsonObject())).ShouldBe(43001);
        Code(await Api.PostText("message/send", "")).ShouldBe(44002);
        Code(await Api.PostText("message/send", "{")).ShouldBe(47001);
        Code(await Api.PostText("message/send", "[]")).ShouldBe(47001);
        Code(await Api.PostText("message/send", """{"touser":"linxiao","msgtype":"text","agentid":1000002,"text":{"content":"\ud83d\ude00"}}""")).ShouldBe(40033);
        Code(await Api.PostText("message/send", """{"touser":"linxiao","msgtype":"text","agentid":1000002,"text":{"content":"C:\\users"}}""")).ShouldBe(0);
        (await Api.Http.GetAsync(Api.Address("message/sned"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_error_still_has_the_empty_lists_of_success_and_free_words()
    {
        Api.Token = "invented";

        var first = await Api.Get("externalcontact/list?userid=linxiao");
        var second = await Api.Get("externalcontact/list?userid=linxiao");

        first.GetProperty("external_userid").GetArrayLength().ShouldBe(0);
        first.GetProperty("errmsg").GetString().ShouldNotBe(second.GetProperty("errmsg").GetString());
    }

    [Fact]
    public async Task Too_many_calls_of_one_api_in_a_minute_are_45009_until_the_minute_is_over()
    {
        await using var strict = await SimulatorServer.Start(SmallCompany.Options() with { CallsPerMinute = 2 });
        using var caller = await RawApi.SignedIn(strict);

        Code(await caller.Get("getcallbackip")).ShouldBe(0);
        Code(await caller.Get("getcallbackip")).ShouldBe(0);
        Code(await caller.Get("getcallbackip")).ShouldBe(45009);
        Code(await caller.Get("get_api_domain_ip")).ShouldBe(0);
        strict.Clock.Advance(TimeSpan.FromMinutes(1));
        Code(await caller.Get("getcallbackip")).ShouldBe(0);
    }
}
