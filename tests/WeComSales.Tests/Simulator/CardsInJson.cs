using System.Text.Json.Nodes;

namespace WeComSales.Tests.Simulator;

/// <summary>Correct cards in raw JSON, to be spoilt by the tests one field at a time.</summary>
static class CardsInJson
{
    public static JsonObject Message(JsonNode card, string to = "linxiao") => new()
    {
        ["touser"] = to, ["msgtype"] = "template_card", ["agentid"] = 1000002, ["template_card"] = card,
    };

    public static JsonObject Text(string content, string to = "linxiao") => new()
    {
        ["touser"] = to, ["msgtype"] = "text", ["agentid"] = 1000002, ["text"] = new JsonObject { ["content"] = content },
    };

    public static JsonNode TextNotice() => JsonNode.Parse("""
        {"card_type":"text_notice","main_title":{"title":"已入库","desc":"王主任 · CT 采购项目"},
         "horizontal_content_list":[{"keyname":"信号","value":"价格异议"}],
         "jump_list":[{"type":1,"title":"打开","url":"https://example.com/a"}],
         "card_action":{"type":1,"url":"https://example.com/note"}}
        """)!;

    public static JsonNode NewsNotice() => JsonNode.Parse("""
        {"card_type":"news_notice","main_title":{"title":"周报"},"card_image":{"url":"https://example.com/1.png","aspect_ratio":1.5},
         "vertical_content_list":[{"title":"要点","desc":"三条"}],"card_action":{"type":1,"url":"https://example.com/week"}}
        """)!;

    public static JsonNode Buttons(string taskId) => JsonNode.Parse($$$"""
        {"card_type":"button_interaction","main_title":{"title":"转为商机备注？","desc":"骨科王主任 · 仁和医院"},
         "quote_area":{"type":0,"quote_text":"价格太高"},"task_id":"{{{taskId}}}",
         "button_selection":{"question_key":"target","title":"记到","option_list":[{"id":"a","text":"王主任 · CT 采购"},{"id":"b","text":"新建商机"}],"selected_id":"a"},
         "button_list":[{"text":"确认入库","style":1,"key":"confirm"},{"text":"不是商机","style":2,"key":"drop"}]}
        """)!;

    public static JsonNode Vote(string taskId) => JsonNode.Parse($$$"""
        {"card_type":"vote_interaction","main_title":{"title":"哪些说对了"},"task_id":"{{{taskId}}}",
         "checkbox":{"question_key":"labels","mode":1,"option_list":[{"id":"p","text":"价格异议","is_checked":true},{"id":"c","text":"竞品在谈"}]},
         "submit_button":{"text":"提交","key":"send"}}
        """)!;

    public static JsonNode Selects(string taskId) => JsonNode.Parse($$$"""
        {"card_type":"multiple_interaction","main_title":{"title":"延后"},"task_id":"{{{taskId}}}",
         "select_list":[{"question_key":"days","title":"几天","option_list":[{"id":"1","text":"1 天"},{"id":"3","text":"3 天"}]}],
         "submit_button":{"text":"提交","key":"send"}}
        """)!;
}
