using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class BotTests : SimulatorTest
{
    Phone Rep => Wecom.Phone("林晓");

    Chat Team => Rep.Group("华东二组");

    [Fact]
    public async Task A_quote_brings_content_only()
    {
        var said = Wecom.Phone("陈立").Say(Team, "客户嫌贵，在比三家");
        await Rep.QuoteToBot(Team, said, "记一下");

        var json = JsonDocument.Parse(Service.Received.Single()).RootElement;
        json.GetProperty("text").GetProperty("content").GetString().ShouldBe("@商机小助手 记一下");
        json.GetProperty("quote").GetRawText().ShouldBe("""{"msgtype":"text","text":{"content":"客户嫌贵，在比三家"}}""");
        json.GetProperty("from").GetProperty("userid").GetString().ShouldBe("linxiao");
        (json.GetProperty("chattype").GetString(), json.GetProperty("chatid").GetString()).ShouldBe(("group", "wrTeam"));
    }

    [Fact]
    public async Task A_card_in_the_reply_stands_in_the_group_and_its_taps_come_back()
    {
        Service.Answer = (http, plain) => Reply(http, plain.Contains("template_card_event", StringComparison.Ordinal)
            ? new JsonObject { ["response_type"] = "update_template_card", ["template_card"] = Notice("bot-1") }
            : new JsonObject { ["msgtype"] = "template_card", ["template_card"] = CardsInJson.Buttons("bot-1") });
        await Rep.AskBot(Team, "记一下");
        var card = BotCard("linxiao");

        await Rep.Tap(card, "确认入库");

        var tap = JsonDocument.Parse(Service.Received.Last()).RootElement.GetProperty("event").GetProperty("template_card_event");
        tap.GetProperty("selected_items").GetProperty("selected_item")[0].GetProperty("option_ids").GetProperty("option_id")[0].GetString().ShouldBe("a");
        BotCard("linxiao").Title.ShouldBe("已入库");
        BotCard("ChenLi").Title.ShouldBe("已入库", "nobody named is everybody");
    }

    [Fact]
    public async Task An_update_must_repeat_the_task_and_use_the_nonce_of_the_call()
    {
        Service.Answer = (http, plain) => Reply(http, plain.Contains("template_card_event", StringComparison.Ordinal)
            ? new JsonObject { ["response_type"] = "update_template_card", ["template_card"] = Notice("another") }
            : new JsonObject { ["msgtype"] = "template_card", ["template_card"] = CardsInJson.Buttons("bot-1") });
        await Rep.AskBot(Team, "记一下");
        await Rep.Tap(BotCard("linxiao"), "确认入库");
        BotCard("linxiao").Version.ShouldBe(1);
        Wecom.CallbackDeliveries[^1].Problem.ShouldBe("an update repeats the task_id of the card");

        Service.Answer = (http, _) => http.Response.WriteAsync("""{"encrypt":"AAAA","msgsignature":"0","timestamp":1,"nonce":"mine"}""");
        await Rep.AskBot(Team, "再来");
        Wecom.CallbackDeliveries[^1].Problem.ShouldBe("the nonce of the reply is not the one of the call");
    }

    [Fact]
    public async Task A_finished_stream_is_a_message()
    {
        Service.Answer = (http, _) => Reply(http, JsonNode.Parse("""{"msgtype":"stream","stream":{"id":"1","finish":true,"content":"**已记下**"}}""")!);
        await Rep.AskBot(Team, "记一下");

        (Team.Messages[^1].From, Team.Messages[^1].Text).ShouldBe((Chat.BotSender, "**已记下**"));
    }

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"好"}}""")]
    [InlineData("""{"msgtype":"markdown","markdown":{"content":"好"}}""")]
    [InlineData("""{"msgtype":"stream","stream":{"id":"1","finish":false,"content":"想想"}}""")]
    [InlineData("""{"response_type":"update_template_card","template_card":{"card_type":"text_notice"}}""")]
    public async Task What_is_no_answer_to_a_message_is_ignored_and_written_down(string reply)
    {
        Service.Answer = (http, _) => Reply(http, JsonNode.Parse(reply)!);
        var before = Team.Messages.Count;

        await Rep.AskBot(Team, "记一下");

        Team.Messages.Count.ShouldBe(before + 1);
        Wecom.CallbackDeliveries[^1].Problem.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_response_url_is_good_once_and_for_an_hour()
    {
        await Rep.AskBot(Team, "一");
        await Rep.AskBot(Team, "二");
        var urls = Service.Received.Select(one => JsonDocument.Parse(one).RootElement.GetProperty("response_url").GetString()!).ToList();

        (await Say(urls[0], """{"response_type":"update_template_card","template_card":{}}""")).ShouldBe(40008);
        (await Say(urls[0], """{"msgtype":"template_card","template_card":{"card_type":"text_notice"}}""")).ShouldBe(40008);
        (await Say(urls[0], """{"msgtype":"markdown","markdown":{"content":"稍后好了"}}""")).ShouldBe(0);
        (await Say(urls[0], """{"msgtype":"markdown","markdown":{"content":"又一次"}}""")).ShouldBe(60140);
        Team.Messages[^1].Text.ShouldBe("稍后好了");

        Wecom.Clock.Advance(TimeSpan.FromHours(1));
        (await Say(urls[1], """{"msgtype":"markdown","markdown":{"content":"太晚"}}""")).ShouldBe(60140);
    }

    CardView BotCard(string userId) => new(Team.Messages.Last(message => message.Cards.Count > 0).Cards[userId]);

    Task Reply(HttpContext http, JsonNode reply) => http.Response.WriteAsync(Service.BotReply(http, reply.ToJsonString()));

    async Task<int> Say(string url, string json)
    {
        using var answer = await Api.Http.PostAsync(url, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        return Code(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    static JsonNode Notice(string taskId)
    {
        var card = CardsInJson.TextNotice();
        card["task_id"] = taskId;
        return card;
    }
}
