namespace WeComSales.WeCom.Tests;

/// <summary>One plaintext for each kind of app callback, with the record it must become.</summary>
public static class Fixtures
{
    static readonly CallbackHead message = new(Sender.Corp, "lilei", 1790000001, 1000002, "7001");
    static readonly CallbackHead tap = new(Sender.Corp, "lilei", 1790000002, 1000002, null);
    static readonly CallbackHead change = new(Sender.Corp, "sys", 1790000003, null, null);

    public static IReadOnlyList<(string Plaintext, CallbackMessage Expected)> All { get; } =
    [
        (Message("text", "<Content><![CDATA[下周三前要报价,预算30万 <急> & ]]]]><![CDATA[>]]></Content>"), new TextMessage(message, "下周三前要报价,预算30万 <急> & ]]>")),
        (Message("image", "<PicUrl><![CDATA[https://p/1?a=1&b=2]]></PicUrl><MediaId><![CDATA[media-1]]></MediaId>"), new ImageMessage(message, "https://p/1?a=1&b=2", "media-1")),
        (Message("voice", "<MediaId>media-2</MediaId><Format>amr</Format>"), new VoiceMessage(message, "media-2", "amr")),
        (Message("video", "<MediaId>media-3</MediaId><ThumbMediaId>thumb-3</ThumbMediaId>"), new VideoMessage(message, "media-3", "thumb-3")),
        (Message("location", "<Location_X>31.2304</Location_X><Location_Y>121.4737</Location_Y><Scale>16</Scale><Label><![CDATA[上海市黄浦区]]></Label><AppType>wxwork</AppType>"),
            new LocationMessage(message, 31.2304, 121.4737, 16, "上海市黄浦区", "wxwork")),
        (Message("link", "<Title>招标公告</Title><Description>水泵采购</Description><Url>https://b/1</Url><PicUrl></PicUrl>"), new LinkMessage(message, "招标公告", "水泵采购", "https://b/1", "")),
        (Message("chatrecord", "<Item>x</Item>"), new UnknownMessage(message, "chatrecord")),

        (Tap("enter_agent", "<EventKey></EventKey>"), new EnterAgentEvent(tap)),
        (Tap("subscribe", ""), new SubscribeEvent(tap, true)),
        (Tap("unsubscribe", ""), new SubscribeEvent(tap, false)),
        (Tap("click", "<EventKey>help</EventKey>"), new ClickEvent(tap, "help")),
        (Tap("view", "<EventKey>https://crm/a</EventKey>"), new ViewEvent(tap, "https://crm/a")),
        (Tap("scancode_waitmsg", "<EventKey>scan</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>M10086</ScanResult></ScanCodeInfo>"),
            new ScanCodeEvent(tap, "scan", "qrcode", "M10086")),
        (Tap("template_card_event",
            """
            <EventKey>note.confirm</EventKey><TaskId>note-1</TaskId><CardType>button_interaction</CardType><ResponseCode>rc-2</ResponseCode>
            <SelectedItems>
              <SelectedItem><QuestionKey>pair</QuestionKey><OptionIds><OptionId>p1</OptionId><OptionId>p2</OptionId></OptionIds></SelectedItem>
              <SelectedItem><QuestionKey>stage</QuestionKey><OpitonIds><OpitonId>s3</OpitonId></OpitonIds></SelectedItem>
              <SelectedItem><QuestionKey>none</QuestionKey><OptionIds></OptionIds></SelectedItem>
            </SelectedItems>
            """),
            new TemplateCardEvent(tap, "note.confirm", "note-1", "button_interaction", "rc-2", [new("pair", ["p1", "p2"]), new("stage", ["s3"]), new("none", [])])),
        (Tap("template_card_menu_event", "<EventKey>mute</EventKey><TaskId>note-1</TaskId><CardType>text_notice</CardType><ResponseCode>rc-3</ResponseCode>"),
            new TemplateCardMenuEvent(tap, "mute", "note-1", "text_notice", "rc-3", [])),

        (Change("change_external_contact", "<ChangeType>add_external_contact</ChangeType><UserID>lilei</UserID><ExternalUserID>wm1</ExternalUserID><State>expo</State><WelcomeCode>wc</WelcomeCode>"),
            new ExternalContactEvent(change, "add_external_contact", "lilei", "wm1", "expo", "wc", null, null)),
        (Change("change_external_contact", "<ChangeType>transfer_fail</ChangeType><UserID>lilei</UserID><ExternalUserID>wm1</ExternalUserID><FailReason>customer_refused</FailReason><Source>DELETE_BY_TRANSFER</Source>"),
            new ExternalContactEvent(change, "transfer_fail", "lilei", "wm1", null, null, "customer_refused", "DELETE_BY_TRANSFER")),
        (Change("change_external_chat",
            "<ChangeType>update</ChangeType><ChatId>wr1</ChatId><UpdateDetail>add_member</UpdateDetail><JoinScene>3</JoinScene><QuitScene>0</QuitScene><MemChangeCnt>2</MemChangeCnt>"
            + "<MemChangeList><Item>wm1</Item><Item>wm2</Item></MemChangeList><LastMemVer>a</LastMemVer><CurMemVer>b</CurMemVer>"),
            new ExternalChatEvent(change, "update", "wr1", "add_member", 3, 0, 2, ["wm1", "wm2"], "a", "b")),
        (Change("change_external_tag", "<ChangeType>shuffle</ChangeType><Id>t1</Id><StrategyId>7</StrategyId>"), new ExternalTagEvent(change, "shuffle", "t1", null, "7")),
        (Change("change_contact", "<ChangeType>update_user</ChangeType><UserID>lilei</UserID><NewUserID>li.lei</NewUserID><Department><![CDATA[1,2,3]]></Department>"),
            new ContactEvent(change, "update_user", "lilei", "li.lei", [1, 2, 3], null, null, null)),
        (Change("change_contact", "<ChangeType>create_party</ChangeType><Id>8</Id><ParentId>1</ParentId>"),
            new ContactEvent(change, "create_party", null, null, [], 8, 1, null)),
        (Change("change_contact", "<ChangeType>update_tag</ChangeType><TagId>4</TagId>"), new ContactEvent(change, "update_tag", null, null, [], null, null, 4)),
        (Change("msgaudit_notify", ""), new ArchiveEvent(change)),
        (Change("low_active_alert", "<EffectTime>1790086400</EffectTime>"), new ActivityEvent(change, "low_active_alert", 1790086400)),
        (Change("sys_approval_change", "<ApprovalInfo><SpNo>1</SpNo></ApprovalInfo>"), new UnknownMessage(change, "event.sys_approval_change")),
    ];

    public static IReadOnlyList<string> Bots { get; } =
    [
        """{"msgid":"b1","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"response_url":"https://r/1","msgtype":"text","text":{"content":"报价"}}""",
        """{"msgid":"b2","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"image","image":{"url":"https://i/1"}}""",
        """{"msgid":"b3","aibotid":"bot","chatid":"wr9","chattype":"group","from":{"userid":"lilei"},"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"image","image":{"url":"https://i/2"}},{"msgtype":"text","text":{"content":"@商机助手 看图"}}]}}""",
        """{"msgid":"b4","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"voice","voice":{"content":"他说下周签"}}""",
        """{"msgid":"b5","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"file","file":{"url":"https://f/1"}}""",
        """{"msgid":"b6","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"video","video":{"url":"https://v/1"}}""",
        """{"msgid":"b7","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"stream","stream":{"id":"s1"}}""",
        """{"msgid":"b8","create_time":1790000004,"aibotid":"bot","from":{"corpid":"x","userid":"lilei"},"msgtype":"event","event":{"eventtype":"enter_chat"}}""",
        """{"msgid":"b9","create_time":1790000004,"aibotid":"bot","chatid":"wr9","chattype":"group","from":{"userid":"lilei"},"msgtype":"event","event":{"eventtype":"template_card_event","template_card_event":{"card_type":"button_interaction","event_key":"note.confirm","task_id":"note-1","selected_items":{"selected_item":[{"question_key":"pair","option_ids":{"option_id":["p1","p2"]}}]}}}}""",
        """{"msgid":"b10","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"event","event":{"eventtype":"feedback_event","feedback_event":{"id":"f1","type":2,"content":"不准","inaccurate_reason_list":[2,4]}}}""",
        """{"msgid":"b11","aibotid":"bot","chattype":"single","from":{"userid":"lilei"},"msgtype":"hologram","hologram":{"x":[1,{"y":2}]}}""",
    ];

    static string Message(string type, string fields) => Xml("lilei", 1790000001, $"<MsgType><![CDATA[{type}]]></MsgType>{fields}<MsgId>7001</MsgId><AgentID>1000002</AgentID>");

    static string Tap(string name, string fields) => Xml("lilei", 1790000002, $"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>{fields}<AgentID>1000002</AgentID>");

    static string Change(string name, string fields) => Xml("sys", 1790000003, $"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>{fields}");

    static string Xml(string from, long time, string rest) =>
        $"<xml>\n  <ToUserName><![CDATA[{Sender.Corp}]]></ToUserName>\n  <FromUserName><![CDATA[{from}]]></FromUserName><CreateTime>{time}</CreateTime>{rest}\n</xml>";
}
