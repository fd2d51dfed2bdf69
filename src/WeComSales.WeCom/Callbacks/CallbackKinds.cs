using System.Globalization;

namespace WeComSales.WeCom;

/// <summary>From fields to records: the one switch over MsgType and Event.</summary>
static class CallbackKinds
{
    public static CallbackMessage Message(CallbackFields fields)
    {
        var head = Head(fields);
        return fields["MsgType"] switch
        {
            "text" => new TextMessage(head, fields["Content"] ?? ""),
            "image" => new ImageMessage(head, fields["PicUrl"] ?? "", fields["MediaId"] ?? ""),
            "voice" => new VoiceMessage(head, fields["MediaId"] ?? "", fields["Format"] ?? ""),
            "video" => new VideoMessage(head, fields["MediaId"] ?? "", fields["ThumbMediaId"] ?? ""),
            "location" => new LocationMessage(
                head, fields.Decimal("Location_X"), fields.Decimal("Location_Y"), fields.Decimal("Scale"), fields["Label"] ?? "", fields["AppType"]),
            "link" => new LinkMessage(head, fields["Title"] ?? "", fields["Description"] ?? "", fields["Url"] ?? "", fields["PicUrl"] ?? ""),
            "event" => Event(head, fields),
            null or "" => Unknown(head, fields["InfoType"] is { Length: > 0 } info ? $"info.{info}" : "unknown", fields),
            var other => new UnknownMessage(head, other),
        };
    }

    static CallbackMessage Event(CallbackHead head, CallbackFields fields) => fields["Event"] switch
    {
        "enter_agent" => new EnterAgentEvent(head),
        "subscribe" => new SubscribeEvent(head, true),
        "unsubscribe" => new SubscribeEvent(head, false),
        "click" => new ClickEvent(head, fields["EventKey"] ?? ""),
        "view" => new ViewEvent(head, fields["EventKey"] ?? ""),
        "scancode_waitmsg" => new ScanCodeEvent(
            head, fields["EventKey"] ?? "", fields.Section("ScanCodeInfo")["ScanType"] ?? "", fields.Section("ScanCodeInfo")["ScanResult"] ?? ""),
        "template_card_event" => new TemplateCardEvent(
            head, fields["EventKey"] ?? "", fields["TaskId"] ?? "", fields["CardType"] ?? "", fields["ResponseCode"] ?? "", SelectedItems(fields)),
        "template_card_menu_event" => new TemplateCardMenuEvent(
            head, fields["EventKey"] ?? "", fields["TaskId"] ?? "", fields["CardType"] ?? "", fields["ResponseCode"] ?? "", SelectedItems(fields)),
        "change_external_contact" => new ExternalContactEvent(
            head, fields["ChangeType"] ?? "", fields["UserID"] ?? "", fields["ExternalUserID"] ?? "",
            fields["State"], fields["WelcomeCode"], fields["FailReason"], fields["Source"]),
        "change_external_chat" => new ExternalChatEvent(
            head, fields["ChangeType"] ?? "", fields["ChatId"] ?? "", fields["UpdateDetail"], fields.Number("JoinScene"), fields.Number("QuitScene"),
            fields.Number("MemChangeCnt"), fields.Section("MemChangeList").Texts("Item"), fields["LastMemVer"], fields["CurMemVer"]),
        "change_external_tag" => new ExternalTagEvent(head, fields["ChangeType"] ?? "", fields["Id"] ?? "", fields["TagType"], fields["StrategyId"]),
        "change_contact" => new ContactEvent(
            head, fields["ChangeType"] ?? "", fields["UserID"], fields["NewUserID"], Numbers(fields["Department"]),
            fields.Number("Id"), fields.Number("ParentId"), fields.Number("TagId")),
        "msgaudit_notify" => new ArchiveEvent(head),
        "inactive_alert" or "close_inactive_agent" or "reopen_inactive_agent" or "low_active_alert" or "low_active" or "active_restored" =>
            new ActivityEvent(head, fields["Event"]!, fields.Number("EffectTime")),
        null or "" => Unknown(head, "event", fields),
        var other => Unknown(head, $"event.{other}", fields),
    };

    static UnknownMessage Unknown(CallbackHead head, string name, CallbackFields fields) =>
        new(head, fields["ChangeType"] is { Length: > 0 } change ? $"{name}.{change}" : name);

    static CallbackHead Head(CallbackFields fields) => new(
        fields["ToUserName"],
        fields["FromUserName"],
        (uint)Math.Clamp(fields.Number("CreateTime") ?? fields.Number("TimeStamp") ?? 0, 0, uint.MaxValue),
        fields.Number("AgentID"),
        fields["MsgId"]);

    // Older pages, and clients built on them, spell it Opiton.
    static SelectedItem[] SelectedItems(CallbackFields fields) =>
    [
        .. fields.Section("SelectedItems").Sections("SelectedItem").Select(item => new SelectedItem(
            item["QuestionKey"] ?? "",
            [.. item.Section("OptionIds").Texts("OptionId"), .. item.Section("OpitonIds").Texts("OpitonId")])),
    ];

    static long[] Numbers(string? list) =>
    [
        .. (list ?? "").Split(',').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0),
    ];
}
