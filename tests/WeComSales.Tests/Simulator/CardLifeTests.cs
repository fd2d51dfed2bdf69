using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class CardLifeTests : SimulatorTest
{
    [Fact]
    public async Task A_card_appears_and_a_tap_tells_key_task_choice_and_a_new_code()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"));
        var rep = Wecom.Phone("林晓");

        var card = rep.Select(rep.LastCard, "新建商机");
        await rep.Tap(card, "确认入库");
        await rep.Tap(card, "确认入库");

        rep.LastCard.Title.ShouldBe("转为商机备注？");
        rep.LastCard.Selection.Chosen.ShouldBe("新建商机");
        var taps = Service.Received.Select(one => XDocument.Parse(one).Root!).ToList();
        taps.Count.ShouldBe(2);
        taps[0].Element("Event")!.Value.ShouldBe("template_card_event");
        taps[0].Element("EventKey")!.Value.ShouldBe("confirm");
        taps[0].Element("TaskId")!.Value.ShouldBe("note-1");
        taps[0].Element("CardType")!.Value.ShouldBe("button_interaction");
        taps[0].Element("SelectedItems")!.Element("SelectedItem")!.Element("QuestionKey")!.Value.ShouldBe("target");
        taps[0].Descendants("OptionId").ShouldHaveSingleItem().Value.ShouldBe("b");
        new[] { CodeOf(taps[0]), CodeOf(taps[1]), sent.GetProperty("response_code").GetString()! }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_code_changes_the_card_once()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"));
        var code = sent.GetProperty("response_code").GetString()!;

        Code(await Update(code, "linxiao")).ShouldBe(0);
        Wecom.Phone("林晓").LastCard.Title.ShouldBe("已入库");
        Wecom.Phone("林晓").LastCard.Version.ShouldBe(2);
        Wecom.Phone("林晓").LastCard.Buttons.ShouldBeEmpty();

        Code(await Update(code, "linxiao")).ShouldBe(60140);
    }

    [Fact]
    public async Task A_code_dies_after_seventy_two_hours()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"));
        await Wecom.Phone("林晓").Tap(Wecom.Phone("林晓").LastCard, "确认入库");
        var tapCode = CodeOf(XDocument.Parse(Service.Received.Single()).Root!);

        Wecom.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await SignInAgain();
        Code(await Update(tapCode, "linxiao")).ShouldBe(0);

        Wecom.Clock.Advance(TimeSpan.FromSeconds(1));
        Code(await Update(sent.GetProperty("response_code").GetString()!, "linxiao")).ShouldBe(60140);
    }

    [Fact]
    public async Task An_update_reaches_those_who_are_named_and_lists_those_who_never_had_the_card()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"), "linxiao|ChenLi");

        var answer = await Update(sent.GetProperty("response_code").GetString()!, "ChenLi", "NoLicence");

        answer.GetProperty("invaliduser").EnumerateArray().Select(one => one.GetString()).ShouldBe(["nolicence"]);
        Wecom.Phone("陈立").LastCard.Title.ShouldBe("已入库");
        Wecom.Phone("林晓").LastCard.Title.ShouldBe("转为商机备注？");
    }

    [Fact]
    public async Task Replacing_the_buttons_greys_them_and_leaves_the_rest()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"));
        var before = Wecom.Phone("林晓").LastCard;

        (await Api.Code("message/update_template_card", new JsonObject
        {
            ["userids"] = new JsonArray("linxiao"), ["agentid"] = 1000002, ["response_code"] = sent.GetProperty("response_code").GetString(),
            ["button"] = new JsonObject { ["replace_name"] = "已丢弃" },
        })).ShouldBe(0);

        var after = Wecom.Phone("林晓").LastCard;
        (after.Title, after.ReplacedBy, after.Buttons.Count, after.Version).ShouldBe(("转为商机备注？", "已丢弃", 0, 2));
        before.Buttons.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_photograph_of_an_updated_card_can_still_be_tapped_like_a_second_device()
    {
        var sent = await Send(CardsInJson.Buttons("note-1"));
        var old = Wecom.Phone("林晓").LastCard;
        await Update(sent.GetProperty("response_code").GetString()!, "linxiao");

        await Wecom.Phone("林晓").Tap(old, "确认入库");
        await Should.ThrowAsync<InvalidOperationException>(() => Wecom.Phone("林晓").Tap(Wecom.Phone("林晓").LastCard, "确认入库"));

        Service.Received.ShouldHaveSingleItem().ShouldContain("<OptionId><![CDATA[a]]></OptionId>");
    }

    [Fact]
    public async Task A_menu_tap_is_its_own_event_without_choices()
    {
        var card = CardsInJson.TextNotice();
        card["task_id"] = "brief-1";
        card["action_menu"] = JsonNode.Parse("""{"desc":"更多","action_list":[{"text":"不再推送","key":"mute"}]}""");
        await Send(card);

        await Wecom.Phone("林晓").TapMenu(Wecom.Phone("林晓").LastCard, "不再推送");

        var xml = XDocument.Parse(Service.Received.Single()).Root!;
        (xml.Element("Event")!.Value, xml.Element("EventKey")!.Value, xml.Element("SelectedItems")).ShouldBe(("template_card_menu_event", "mute", null));
    }

    [Fact]
    public async Task A_vote_takes_several_ticks()
    {
        await Send(CardsInJson.Vote("vote-1"));
        var rep = Wecom.Phone("林晓");

        await rep.Tap(rep.Select(rep.LastCard, "竞品在谈"), "提交");

        XDocument.Parse(Service.Received.Single()).Descendants("OptionId").Select(one => one.Value).ShouldBe(["p", "c"]);
    }

    [Fact]
    public async Task A_passive_reply_changes_the_card_of_the_one_who_tapped()
    {
        await Send(CardsInJson.Buttons("note-1"), "linxiao|ChenLi");
        Service.Answer = (http, _) => Write(http, Service.AppReply(Wecom.Options.CorpId, "linxiao", """
            <MsgType>update_template_card</MsgType><TemplateCard><CardType>text_notice</CardType><MainTitle><Title>已入库</Title></MainTitle>
            <HorizontalContentList><KeyName>确认人</KeyName><Value>林晓</Value></HorizontalContentList>
            <HorizontalContentList><KeyName>信号</KeyName><Value>价格异议</Value></HorizontalContentList>
            <CardAction><Type>1</Type><Url>https://example.com</Url></CardAction></TemplateCard>
            """));

        await Wecom.Phone("林晓").Tap(Wecom.Phone("林晓").LastCard, "确认入库");

        Wecom.Phone("林晓").LastCard.Title.ShouldBe("已入库");
        Wecom.Phone("林晓").LastCard.Rows.Select(row => row.Name).ShouldBe(["确认人", "信号"]);
        Wecom.Phone("陈立").LastCard.Title.ShouldBe("转为商机备注？");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("reversed")]
    [InlineData("wrong type")]
    public async Task A_passive_reply_that_is_not_as_asked_changes_nothing_and_is_written_down(string kind)
    {
        await Send(CardsInJson.Buttons("note-1"));
        const string Grey = "<MsgType>update_button</MsgType><Button><ReplaceName>已入库</ReplaceName></Button>";
        Service.Answer = (http, _) => Write(http, kind switch
        {
            "plain" => $"<xml>{Grey}</xml>",
            "reversed" => Service.AppReply("linxiao", Wecom.Options.CorpId, Grey),
            _ => Service.AppReply(Wecom.Options.CorpId, "linxiao", "<MsgType>text</MsgType><Content>好</Content>"),
        });

        await Wecom.Phone("林晓").Tap(Wecom.Phone("林晓").LastCard, "确认入库");

        Wecom.Phone("林晓").LastCard.Version.ShouldBe(1);
        Wecom.CallbackDeliveries.Single().Problem.ShouldNotBeNull();
    }

    Task<JsonElement> Send(JsonNode card, string to = "linxiao") => Api.Post("message/send", CardsInJson.Message(card, to));

    Task<JsonElement> Update(string code, params string[] users) => Api.Post("message/update_template_card", new JsonObject
    {
        ["userids"] = new JsonArray([.. users.Select(user => (JsonNode)user)]), ["agentid"] = 1000002, ["response_code"] = code, ["template_card"] = CardsInJson.TextNotice(),
    });

    static string CodeOf(XElement tap) => tap.Element("ResponseCode")!.Value;

    static Task Write(Microsoft.AspNetCore.Http.HttpContext http, string text) => http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text)).AsTask();
}
