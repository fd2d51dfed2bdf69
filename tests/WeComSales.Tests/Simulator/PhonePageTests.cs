using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

/// <summary>The pages' own API, which the browser tests use with a real thumb.</summary>
public sealed class PhonePageTests : SimulatorTest
{
    private protected override SimulatorOptions Options => SmallCompany.Options(WithPersonas());

    [Fact]
    public async Task The_host_says_whose_phone_it_is()
    {
        (await Get("rep", "/phone/me")).GetProperty("name").GetString().ShouldBe("林晓");
        (await Get("linxiao", "/phone/me")).GetProperty("name").GetString().ShouldBe("林晓");
        (await Get("customer", "/phone/me")).GetProperty("member").GetBoolean().ShouldBeFalse();
        (await Ask("nobody", HttpMethod.Get, "/phone/me")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Page("rep")).ShouldContain("phone.js");
        (await Page("nobody")).ShouldContain("board.js");
    }

    [Fact]
    public async Task A_chat_belongs_to_those_who_are_in_it()
    {
        Wecom.Customer("王主任").SayTo("林晓", "价格太高");

        (await Get("rep", Chat("linxiao~wmWang"))).GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("价格太高");
        (await Ask("chenli", HttpMethod.Get, Chat("linxiao~wmWang"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post("chenli", Chat("linxiao~wmWang") + "/say", new { text = "偷看" })).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Unread_counts_what_came_in_since_the_chat_was_read()
    {
        Wecom.Customer("王主任").SayTo("林晓", "在吗");
        Wecom.Customer("王主任").SayTo("林晓", "价格太高");
        (await Unread()).ShouldBe(2);

        await Post("rep", Chat("linxiao~wmWang") + "/read", new { });
        (await Unread()).ShouldBe(0);
    }

    [Fact]
    public async Task Forwarding_on_the_page_is_forwarding_on_the_wire()
    {
        var said = Wecom.Customer("王主任").SayTo("林晓", "价格太高");
        (await Post("rep", Chat("linxiao~wmWang") + "/forward", new { messages = new[] { said.Id }, to = "app~linxiao" })).ShouldBe(HttpStatusCode.NoContent);
        await Wecom.Idle();
        Service.Received.ShouldHaveSingleItem().ShouldContain("<Content><![CDATA[价格太高]]></Content>");

        await Post("rep", Chat("linxiao~wmWang") + "/forward", new { messages = new[] { said.Id }, to = "app~linxiao", merged = true });
        await Wecom.Idle();
        Service.Received.Last().ShouldContain("chatrecord");

        await Post("rep", Chat("linxiao~wmWang") + "/forward", new { messages = new[] { said.Id }, to = "wrTeam" });
        (await Get("chenli", Chat("wrTeam"))).GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("价格太高");
    }

    [Fact]
    public async Task Choosing_and_tapping_on_the_page_reach_the_service()
    {
        await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")));
        var message = Wecom.Phone("林晓").AppMessages[0].Id;

        (await Post("rep", Chat("app~linxiao") + "/select", new { message, question = "target", option = "b" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("rep", Chat("app~linxiao") + "/tap", new { message, key = "confirm" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("rep", Chat("app~linxiao") + "/tap", new { message, key = "invented" })).ShouldBe(HttpStatusCode.BadRequest);
        await Wecom.Idle();

        Service.Received.ShouldHaveSingleItem().ShouldContain("<OptionId><![CDATA[b]]></OptionId>");
    }

    [Fact]
    public async Task Writing_to_the_app_mentioning_the_bot_and_opening_the_app_call_back()
    {
        await Post("rep", Chat("app~linxiao") + "/enter", new { });
        await Post("rep", Chat("app~linxiao") + "/say", new { text = "预算 30 万" });
        await Wecom.Idle();
        var said = Wecom.Phone("陈立").Say(Wecom.Phone("陈立").Group("华东二组"), "客户嫌贵");
        await Post("rep", Chat("wrTeam") + "/say", new { text = "@商机小助手 记一下", quote = said.Id });
        await Post("rep", Chat("wrTeam") + "/say", new { text = "不关机器人的事" });
        await Wecom.Idle();

        Service.Received.Count.ShouldBe(3);
        Service.Received.Count(one => one.Contains("客户嫌贵", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Customers_are_renamed_and_deleted_from_either_side()
    {
        (await Post("rep", Chat("linxiao~wmWang") + "/remark", new { remark = "王主任（骨科）" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("customer", Chat("linxiao~wmWang") + "/delete", new { })).ShouldBe(HttpStatusCode.NoContent);
        (await Get("rep", Chat("linxiao~wmWang"))).GetProperty("lost").GetBoolean().ShouldBeTrue();
        (await Post("rep", Chat("linxiao~wmWang") + "/delete", new { })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("rep", Chat("linxiao~wmWang") + "/delete", new { })).ShouldBe(HttpStatusCode.BadRequest);
        await Wecom.Idle();

        Service.Received.Count(one => one.Contains("change_external_contact", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_copied_stays_on_its_phone()
    {
        await Post("rep", "/phone/clipboard", new { text = "价格太高" });

        (await Get("rep", "/phone/clipboard")).GetProperty("text").GetString().ShouldBe("价格太高");
        (await Get("chenli", "/phone/clipboard")).GetProperty("text").GetString().ShouldBe("");
    }

    [Fact]
    public async Task A_foreign_host_and_a_foreign_form_are_refused()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/sim/clock");
        foreign.Headers.Host = "evil.example.com";
        (await Api.Http.SendAsync(foreign)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await Api.Http.PostAsync("/sim/clock", new StringContent("""{"advance":"01:00:00"}"""))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Wecom.Clock.Moves.ShouldBe(0);
    }

    [Fact]
    public async Task The_clock_is_told_moved_and_waited_for()
    {
        var waiting = Api.Http.GetFromJsonAsync<JsonElement>("/sim/clock/wait?moves=0");
        await Api.Http.PostAsJsonAsync("/sim/clock", new { advance = "01:00:00" });
        (await waiting).GetProperty("moves").GetInt32().ShouldBe(1);
        await Api.Http.PostAsJsonAsync("/sim/clock", new { to = "18:00" });

        (await Api.Http.GetFromJsonAsync<JsonElement>("/sim/clock")).GetProperty("now").GetDateTimeOffset().ShouldBe(SmallCompany.Noon.AddHours(6));
        (await Api.Http.PostAsJsonAsync("/sim/clock", new { advance = "-01:00:00" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_fault_switch_turns_on_and_off()
    {
        var switches = (await Api.Http.GetFromJsonAsync<JsonElement>("/sim/faults")).EnumerateArray().Select(one => one.GetProperty("key").GetString()!).ToList();
        foreach (var key in switches.Where(key => key != "token"))
        {
            var on = await (await Api.Http.PostAsJsonAsync($"/sim/faults/{key}", new { on = true })).Content.ReadFromJsonAsync<JsonElement>();
            on.EnumerateArray().Single(one => one.GetProperty("on").GetBoolean()).GetProperty("key").GetString().ShouldBe(key);
            await Api.Http.PostAsJsonAsync($"/sim/faults/{key}", new { on = false });
            Wecom.Faults.Active.ShouldBeEmpty(key);
        }

        await Api.Http.PostAsJsonAsync("/sim/faults/token", new { on = true });
        Code(await Api.Get("get_jsapi_ticket")).ShouldBe(42001);
        (await Api.Http.PostAsJsonAsync("/sim/faults/invented", new { on = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_log_lists_calls_and_callbacks_and_opens_each()
    {
        await Api.Post("message/send", CardsInJson.Text("好"));
        await Wecom.Phone("林晓").SendToApp("在吗");

        var log = await Api.Http.GetFromJsonAsync<JsonElement>("/sim/log?calls=0&callbacks=0");
        var call = log.GetProperty("calls").EnumerateArray().Last();
        call.GetProperty("path").GetString().ShouldBe("message/send");
        log.GetProperty("callbacks")[0].GetProperty("path").GetString().ShouldBe("text");
        (await Api.Http.GetFromJsonAsync<JsonElement>($"/sim/log/call/{call.GetProperty("number").GetInt32()}")).GetProperty("sent").GetString()!.ShouldContain("\"content\": \"好\"");
        (await Api.Http.GetFromJsonAsync<JsonElement>("/sim/log/callback/1")).GetProperty("sent").GetString()!.ShouldContain("<Content>");
        (await Api.Http.GetAsync("/sim/log/call/999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_phone_hears_of_its_own_chats_only()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/phone/live");
        request.Headers.Host = "chenli.localhost";
        using var answer = await Api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe(": open");

        Wecom.Customer("王主任").SayTo("林晓", "悄悄话");
        Wecom.Phone("林晓").Say(Wecom.Phone("林晓").Group("华东二组"), "大家好");

        await lines.ReadLineAsync();
        (await lines.ReadLineAsync()).ShouldBe("data: wrTeam");
    }

    static Company WithPersonas()
    {
        var company = SmallCompany.Build();
        (company.Personas["rep"], company.Personas["customer"]) = ("linxiao", "wmWang");
        return company;
    }

    static string Chat(string id) => $"/phone/chats/{Uri.EscapeDataString(id)}";

    async Task<int> Unread() =>
        (await Get("rep", "/phone/chats")).EnumerateArray().Single(chat => chat.GetProperty("id").GetString() == "linxiao~wmWang").GetProperty("unread").GetInt32();

    async Task<string> Page(string who) => await (await Ask(who, HttpMethod.Get, "/")).Content.ReadAsStringAsync();

    async Task<JsonElement> Get(string who, string path) => await (await Ask(who, HttpMethod.Get, path)).Content.ReadFromJsonAsync<JsonElement>();

    async Task<HttpStatusCode> Post(string who, string path, object body) => (await Ask(who, HttpMethod.Post, path, JsonContent.Create(body))).StatusCode;

    async Task<HttpResponseMessage> Ask(string who, HttpMethod method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Host = $"{who}.localhost";
        return await Api.Http.SendAsync(request);
    }
}
