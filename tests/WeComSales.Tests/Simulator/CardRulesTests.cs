using System.Text.Json.Nodes;
using WeComSales.Simulator;

namespace WeComSales.Tests.Simulator;

public sealed class CardRulesTests : SimulatorTest
{
    public static TheoryData<int, string, string, string> Faults => new()
    {
        // errcode, kind, what is set, its value
        { 42031, "text", "card_type", "\"poster\"" },
        { 40058, "text", "source", """{"desc":"x","desc_color":9}""" },
        { 40063, "text", "main_title", "{}" },
        { 42045, "text", "card_action", "null" },
        { 42045, "text", "card_action", """{"type":0}""" },
        { 42028, "text", "card_action", """{"type":1}""" },
        { 42030, "text", "card_action", """{"type":2}""" },
        { 42014, "text", "action_menu", """{"action_list":[{"text":"不再推送","key":"a"}]}""" },
        { 42051, "buttons", "action_menu", """{"action_list":[{"text":"一","key":"a"},{"text":"二","key":"a"}]}""" },
        { 42038, "buttons", "action_menu", """{"action_list":[{"key":"a"}]}""" },
        { 40058, "buttons", "action_menu", """{"action_list":[]}""" },
        { 42028, "text", "quote_area", """{"type":1}""" },
        { 40058, "text", "quote_area", """{"type":7}""" },
        { 42035, "text", "horizontal_content_list", """[{"keyname":"1"},{"keyname":"2"},{"keyname":"3"},{"keyname":"4"},{"keyname":"5"},{"keyname":"6"},{"keyname":"7"}]""" },
        { 42027, "text", "horizontal_content_list", """[{"value":"x"}]""" },
        { 42028, "text", "horizontal_content_list", """[{"keyname":"x","type":1}]""" },
        { 42029, "text", "horizontal_content_list", """[{"keyname":"x","type":2}]""" },
        { 40007, "text", "horizontal_content_list", """[{"keyname":"x","type":2,"media_id":"gone"}]""" },
        { 42050, "text", "horizontal_content_list", """[{"keyname":"x","type":3,"userid":"nobody"}]""" },
        { 42042, "text", "jump_list", """[{"title":"1"},{"title":"2"},{"title":"3"},{"title":"4"}]""" },
        { 42033, "text", "jump_list", """[{"type":0}]""" },
        { 42028, "text", "jump_list", """[{"type":1,"title":"x"}]""" },
        { 42044, "news", "card_image", "null" },
        { 42044, "news", "card_image", "{}" },
        { 42044, "news", "image_text_area", """{"title":"x"}""" },
        { 40058, "news", "card_image", """{"url":"https://example.com/1.png","aspect_ratio":2.5}""" },
        { 42036, "news", "vertical_content_list", """[{"title":"1"},{"title":"2"},{"title":"3"},{"title":"4"},{"title":"5"}]""" },
        { 42033, "news", "vertical_content_list", """[{"desc":"x"}]""" },
        { 40063, "buttons", "main_title", "null" },
        { 42014, "buttons", "task_id", "null" },
        { 42014, "buttons", "task_id", "\"has space\"" },
        { 42019, "buttons", "button_list", "[]" },
        { 40058, "buttons", "button_list", """[{"text":"1","key":"1"},{"text":"2","key":"2"},{"text":"3","key":"3"},{"text":"4","key":"4"},{"text":"5","key":"5"},{"text":"6","key":"6"},{"text":"7","key":"7"}]""" },
        { 42038, "buttons", "button_list", """[{"key":"a"}]""" },
        { 42039, "buttons", "button_list", """[{"text":"好"}]""" },
        { 42039, "buttons", "button_list", """[{"text":"一","key":"a"},{"text":"二","key":"a"}]""" },
        { 40058, "buttons", "button_list", """[{"text":"一","key":"a","style":5}]""" },
        { 42028, "buttons", "button_list", """[{"text":"一","type":1}]""" },
        { 42043, "buttons", "button_selection", """{"option_list":[{"id":"a","text":"x"}]}""" },
        { 42037, "buttons", "button_selection", """{"question_key":"q","option_list":[]}""" },
        { 42040, "buttons", "button_selection", """{"question_key":"q","option_list":[{"text":"x"}]}""" },
        { 42040, "buttons", "button_selection", """{"question_key":"q","option_list":[{"id":"a","text":"x"},{"id":"a","text":"y"}]}""" },
        { 42040, "buttons", "button_selection", """{"question_key":"q","selected_id":"z","option_list":[{"id":"a","text":"x"}]}""" },
        { 42041, "buttons", "button_selection", """{"question_key":"q","option_list":[{"id":"a"}]}""" },
        { 42043, "vote", "checkbox", "null" },
        { 40058, "vote", "checkbox", """{"question_key":"q","mode":2,"option_list":[{"id":"a","text":"x"}]}""" },
        { 42049, "vote", "submit_button", """{"key":"k"}""" },
        { 42046, "vote", "submit_button", """{"text":"提交"}""" },
        { 42047, "selects", "select_list", "[]" },
        { 42043, "selects", "select_list", """[{"question_key":"q","option_list":[{"id":"a","text":"x"}]},{"question_key":"q","option_list":[{"id":"a","text":"x"}]}]""" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_in_a_card_has_its_code(int code, string kind, string field, string value)
    {
        var card = Card(kind);
        card[field] = JsonNode.Parse(value);

        (await Api.Code("message/send", CardsInJson.Message(card))).ShouldBe(code);
        Wecom.Phone("林晓").AppMessages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text", false)]
    [InlineData("news", false)]
    [InlineData("buttons", true)]
    [InlineData("vote", true)]
    [InlineData("selects", true)]
    public async Task A_correct_card_of_each_kind_is_taken_and_only_those_that_call_back_have_a_code(string kind, bool hasCode)
    {
        var answer = await Api.Post("message/send", CardsInJson.Message(Card(kind)));

        Code(answer).ShouldBe(0);
        answer.TryGetProperty("response_code", out _).ShouldBe(hasCode);
        Wecom.Calls[^1].Warnings.ShouldBeEmpty();
        Wecom.Phone("林晓").LastCard.Title.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_task_id_is_never_taken_twice()
    {
        (await Api.Code("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")))).ShouldBe(0);
        Wecom.Clock.Advance(TimeSpan.FromDays(400));
        await SignInAgain();

        (await Api.Code("message/send", CardsInJson.Message(CardsInJson.Vote("note-1")))).ShouldBe(42014);
    }

    [Fact]
    public async Task A_card_that_calls_back_needs_an_address_to_call()
    {
        await using var deaf = await SimulatorServer.Start(SmallCompany.Options());
        using var caller = await RawApi.SignedIn(deaf);

        (await caller.Code("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")))).ShouldBe(43012);
        (await caller.Code("message/send", CardsInJson.Message(CardsInJson.TextNotice()))).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_phone_would_not_show_is_taken_but_noted()
    {
        var card = CardsInJson.TextNotice();
        card["main_title"]!["title"] = new string('长', 37);
        card["emphasis_contant"] = new JsonObject();

        (await Api.Code("message/send", CardsInJson.Message(card))).ShouldBe(0);

        Wecom.Calls[^1].Warnings.ShouldBe(["unknown field emphasis_contant", "main_title.title is longer than 36 characters"]);
    }

    [Fact]
    public async Task Updates_are_checked_before_the_code_is_spent()
    {
        Wecom.AddApp(new SimulatorApp(1000009, "别的应用", "another-secret", HasCallback: true));
        using var other = await RawApi.SignedIn(Wecom, "another-secret");
        var sent = await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")));
        var code = sent.GetProperty("response_code").GetString()!;

        (await Api.Code("message/update_template_card", Update(code, update => update.Remove("agentid")))).ShouldBe(40056);
        (await Api.Code("message/update_template_card", Update(code, update => update["agentid"] = 1000009))).ShouldBe(301002);
        (await other.Code("message/update_template_card", Update(code, update => update["agentid"] = 1000009))).ShouldBe(42015);
        (await Api.Code("message/update_template_card", Update("invented"))).ShouldBe(60140);
        (await Api.Code("message/update_template_card", Update(code, update => update["userids"] = "linxiao"))).ShouldBe(40035);
        (await Api.Code("message/update_template_card", Update(code, update => update["userids"] = new JsonArray()))).ShouldBe(82001);
        (await Api.Code("message/update_template_card", Update(code, update => update.Remove("button")))).ShouldBe(40063);
        (await Api.Code("message/update_template_card", Update(code, update => update["template_card"] = new JsonObject { ["card_type"] = "poster" }))).ShouldBe(42031);
        (await Api.Code("message/update_template_card", Update(code))).ShouldBe(0);
        Wecom.Phone("林晓").LastCard.ReplacedBy.ShouldBe("已入库");
    }

    [Fact]
    public async Task A_recalled_card_and_a_notice_cannot_be_changed_by_replacing_buttons()
    {
        var recalled = await Api.Post("message/send", CardsInJson.Message(CardsInJson.Buttons("note-1")));
        await Api.Post("message/recall", new JsonObject { ["msgid"] = recalled.GetProperty("msgid").GetString() });
        (await Api.Code("message/update_template_card", Update(recalled.GetProperty("response_code").GetString()!))).ShouldBe(42016);

        var notice = CardsInJson.TextNotice();
        (notice["task_id"], notice["action_menu"]) = ("brief-1", JsonNode.Parse("""{"action_list":[{"text":"不再推送","key":"a"}]}"""));
        var sent = await Api.Post("message/send", CardsInJson.Message(notice));
        (await Api.Code("message/update_template_card", Update(sent.GetProperty("response_code").GetString()!))).ShouldBe(42031);
    }

    static JsonObject Update(string code, Action<JsonObject>? spoil = null)
    {
        var update = new JsonObject
        {
            ["userids"] = new JsonArray("linxiao"), ["agentid"] = 1000002, ["response_code"] = code, ["button"] = new JsonObject { ["replace_name"] = "已入库" },
        };
        spoil?.Invoke(update);
        return update;
    }

    static JsonNode Card(string kind) => kind switch
    {
        "text" => CardsInJson.TextNotice(),
        "news" => CardsInJson.NewsNotice(),
        "buttons" => CardsInJson.Buttons("task-1"),
        "vote" => CardsInJson.Vote("task-1"),
        _ => CardsInJson.Selects("task-1"),
    };
}
