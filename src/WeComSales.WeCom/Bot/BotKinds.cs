namespace WeComSales.WeCom;

/// <summary>From the bot's JSON to records: the one switch over msgtype and eventtype.</summary>
static class BotKinds
{
    public static BotMessage Message(CallbackFields fields)
    {
        var head = new CallbackHead(
            null, fields.Section("from")["userid"], (uint)Math.Clamp(fields.Number("create_time") ?? 0, 0, uint.MaxValue), null, fields["msgid"]);
        var isGroup = fields["chattype"] == "group";
        var chat = new BotChat(fields["aibotid"] ?? "", fields["chatid"], isGroup, fields["response_url"]);
        var quote = Quote(fields);
        var kind = fields["msgtype"];
        var body = fields.Section(kind ?? "");
        return kind switch
        {
            "text" => new BotTextMessage(head, chat, WithoutMention(body["content"] ?? "", isGroup), quote),
            "image" => new BotImageMessage(head, chat, body["url"] ?? "", quote),
            "mixed" => new BotMixedMessage(head, chat, WithoutMention(Parts(kind, body), isGroup), quote),
            "voice" => new BotVoiceMessage(head, chat, body["content"] ?? "", quote),
            "file" => new BotFileMessage(head, chat, body["url"] ?? "", quote),
            "video" => new BotVideoMessage(head, chat, body["url"] ?? "", quote),
            "stream" => new BotStreamRefresh(head, chat, body["id"] ?? ""),
            "event" => Event(head, chat, body),
            null or "" => new UnknownBotMessage(head, chat, "bot.unknown"),
            _ => new UnknownBotMessage(head, chat, $"bot.{kind}"),
        };
    }

    static BotMessage Event(CallbackHead head, BotChat chat, CallbackFields body)
    {
        var kind = body["eventtype"];
        var detail = body.Section(kind ?? "");
        return kind switch
        {
            "enter_chat" => new BotEnterChatEvent(head, chat),
            "template_card_event" => new BotTemplateCardEvent(
                head, chat, detail["event_key"] ?? "", detail["task_id"] ?? "", detail["card_type"] ?? "",
                [
                    .. detail.Section("selected_items").Sections("selected_item").Select(item => new SelectedItem(
                        item["question_key"] ?? "", item.Section("option_ids").Texts("option_id"))),
                ]),
            "feedback_event" => new BotFeedbackEvent(
                head, chat, detail["id"] ?? "", detail.Number("type"), detail["content"], detail.Texts("inaccurate_reason_list")),
            null or "" => new UnknownBotMessage(head, chat, "bot.event"),
            _ => new UnknownBotMessage(head, chat, $"bot.event.{kind}"),
        };
    }

    static BotQuote? Quote(CallbackFields fields)
    {
        var quote = fields.Section("quote");
        return quote["msgtype"] is { Length: > 0 } kind ? new BotQuote(kind, Parts(kind, quote.Section(kind))) : null;
    }

    static BotPart[] Parts(string kind, CallbackFields body) => kind == "mixed"
        ? [.. body.Sections("msg_item").Select(item => Part(item["msgtype"] ?? "", item.Section(item["msgtype"] ?? "")))]
        : [Part(kind, body)];

    static BotPart Part(string kind, CallbackFields body) => new(kind, body["content"], body["url"]);

    static BotPart[] WithoutMention(BotPart[] parts, bool isGroup)
    {
        var first = Array.FindIndex(parts, part => part.Content is not null);
        return first < 0 ? parts :
        [
            .. parts[..first],
            parts[first] with { Content = WithoutMention(parts[first].Content!, isGroup) },
            .. parts[(first + 1)..],
        ];
    }

    // In groups the text begins with the bot's name, which ends at a blank (WeCom writes U+2005 as well as a space).
    static string WithoutMention(string content, bool isGroup)
    {
        var text = content.TrimStart();
        if (!isGroup || !text.StartsWith('@'))
        {
            return content;
        }

        for (var index = 1; index < text.Length; index++)
        {
            if (char.IsWhiteSpace(text[index]))
            {
                return text[index..].TrimStart();
            }
        }

        return "";
    }
}
