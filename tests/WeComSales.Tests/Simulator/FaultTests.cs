using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class FaultTests : SimulatorTest
{
    [Fact]
    public async Task An_errcode_can_strike_once_and_only_one_api()
    {
        Wecom.Faults.ErrCode(-1, "message/send", times: 1);

        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(0);
        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(-1);
        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(0);
        Wecom.Phone("林晓").AppMessages.Count.ShouldBe(1);
        Wecom.Faults.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_frequency_block_ends_with_its_window()
    {
        Wecom.Faults.Frequency("message/send");

        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(45009);
        Wecom.Clock.Advance(TimeSpan.FromSeconds(59));
        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(45009);
        Wecom.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Api.Code("message/send", CardsInJson.Text("好"))).ShouldBe(0);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    public async Task A_gateway_can_answer_instead_until_it_is_switched_off(int status)
    {
        var fault = Wecom.Faults.Status(status);
        ((int)(await Api.Http.GetAsync(Api.Address("get_jsapi_ticket"))).StatusCode).ShouldBe(status);

        fault.SwitchOff();
        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(0);
    }

    [Fact]
    public async Task A_reset_before_does_nothing_and_a_reset_after_has_done_it()
    {
        Wecom.Faults.ResetBefore("message/send", times: 1);
        await Should.ThrowAsync<HttpRequestException>(() => Api.Post("message/send", CardsInJson.Text("之前")));
        Wecom.Phone("林晓").AppMessages.ShouldBeEmpty();

        Wecom.Faults.ResetAfter("message/send", times: 1);
        await Should.ThrowAsync<HttpRequestException>(() => Api.Post("message/send", CardsInJson.Text("之后")));
        Wecom.Phone("林晓").AppMessages.Single().Text.ShouldBe("之后");
        Wecom.Calls[^1].Status.ShouldBe(0);
    }

    [Fact]
    public async Task A_hanging_call_does_nothing_until_the_caller_hangs_up()
    {
        Wecom.Faults.Hang("message/send");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => Api.Http.PostAsync(Api.Address("message/send"), new StringContent(CardsInJson.Text("好").ToJsonString()), patience.Token));

        Wecom.Phone("林晓").AppMessages.ShouldBeEmpty();
        Wecom.Faults.Clear();
        Wecom.Faults.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_many_at_once_are_45033()
    {
        await using var narrow = await SimulatorServer.Start(SmallCompany.Options() with { ParallelCallsPerApi = 2 });
        using var caller = await RawApi.SignedIn(narrow);
        narrow.Faults.Delay(TimeSpan.FromMilliseconds(300), "getcallbackip");

        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => Code(await caller.Get("getcallbackip"))));

        codes.Count(code => code == 0).ShouldBe(2);
        codes.Count(code => code == 45033).ShouldBe(4);
    }

    [Fact]
    public async Task Every_call_is_on_record()
    {
        await Api.Post("message/send", CardsInJson.Text("好"));

        var call = Wecom.Calls[^1];
        (call.Method, call.Path, call.Status, call.ErrCode).ShouldBe(("POST", "message/send", 200, 0));
        call.BodyText.ShouldContain("\"content\":\"好\"");
        call.Answer.ShouldContain("msgid");
        call.At.ShouldBe(SmallCompany.Noon.ToUniversalTime());
    }
}
