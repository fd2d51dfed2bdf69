namespace WeComSales.WeCom;

/// <summary>Where a bot message was written and how to answer it later.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="ChatId">The group; null in a single chat.</param>
/// <param name="IsGroup">True in a group, where the bot hears only what mentions it.</param>
/// <param name="ResponseUrl">Takes one answer within an hour, without a token (D101138).</param>
public sealed record BotChat(string BotId, string? ChatId, bool IsGroup, string? ResponseUrl);

/// <summary>One piece of a message: words (typed, or heard in a voice message) or a link that lives 5 minutes.</summary>
/// <param name="Kind">text, image, voice, file, video, or something newer.</param>
/// <param name="Content">Words, for text and voice.</param>
/// <param name="Url">Encrypted content, for image, file and video.</param>
public sealed record BotPart(string Kind, string? Content, string? Url);

/// <summary>The message that was quoted: its content alone, without author or time (D100719).</summary>
public sealed record BotQuote(string Kind, IReadOnlyList<BotPart> Parts)
{
    /// <summary>All words of the quoted message, one part per line.</summary>
    public string Text => BotMessage.Words(Parts);
}

/// <summary>One decrypted message or event of the smart bot (D100719, D101027).</summary>
public abstract record BotMessage(CallbackHead Head, BotChat Chat) : CallbackMessage(Head)
{
    public override string OrderKey => Chat.ChatId ?? base.OrderKey;

    /// <summary>Reads a stored plaintext of a bot callback; null when it is not a JSON object.</summary>
    public static new BotMessage? Read(ReadOnlyMemory<byte> plaintext) =>
        plaintext.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && CallbackFields.Read(plaintext) is { } fields ? BotKinds.Message(fields) : null;

    internal static string Words(IEnumerable<BotPart> parts) =>
        string.Join('\n', parts.Select(part => part.Content).Where(content => content is { Length: > 0 }));
}

/// <summary>Words for the bot, without the leading mention, and what they quote.</summary>
public sealed record BotTextMessage(CallbackHead Head, BotChat Chat, string Content, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.text";
}

/// <summary>An image, encrypted, at a link that lives 5 minutes.</summary>
public sealed record BotImageMessage(CallbackHead Head, BotChat Chat, string Url, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.image";
}

/// <summary>Words and images in one message, without the leading mention.</summary>
public sealed record BotMixedMessage(CallbackHead Head, BotChat Chat, IReadOnlyList<BotPart> Parts, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.mixed";

    /// <summary>All words of the message, one part per line.</summary>
    public string Content => Words(Parts);
}

/// <summary>A voice message as the words that WeCom heard.</summary>
public sealed record BotVoiceMessage(CallbackHead Head, BotChat Chat, string Content, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.voice";
}

/// <summary>A file of at most 100 MB, encrypted, at a link that lives 5 minutes.</summary>
public sealed record BotFileMessage(CallbackHead Head, BotChat Chat, string Url, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.file";
}

/// <summary>A video, encrypted, at a link that lives 5 minutes.</summary>
public sealed record BotVideoMessage(CallbackHead Head, BotChat Chat, string Url, BotQuote? Quote) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.video";
}

/// <summary>WeCom asks for the next state of a streamed answer, until it is finished or 6 minutes have passed.</summary>
public sealed record BotStreamRefresh(CallbackHead Head, BotChat Chat, string StreamId) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.stream";
}

/// <summary>A member opened the single chat for the first time that day; may be answered with a welcome within 5 seconds.</summary>
public sealed record BotEnterChatEvent(CallbackHead Head, BotChat Chat) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.event.enter_chat";
}

/// <summary>A tap on a card the bot sent. Sent once; the card can be updated only by the answer within 5 seconds (D101027).</summary>
public sealed record BotTemplateCardEvent(
    CallbackHead Head, BotChat Chat, string EventKey, string TaskId, string CardType, IReadOnlyList<SelectedItem> SelectedItems) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.event.template_card_event";
}

/// <summary>What a member thought of an answer: 1 good, 2 bad, 3 taken back (D101027).</summary>
public sealed record BotFeedbackEvent(CallbackHead Head, BotChat Chat, string Id, long? Rating, string? Content, IReadOnlyList<string> Reasons) : BotMessage(Head, Chat)
{
    public override string Kind => "bot.event.feedback_event";
}

/// <summary>A kind without a record; its plaintext is kept whole beside it.</summary>
public sealed record UnknownBotMessage(CallbackHead Head, BotChat Chat, string Name) : BotMessage(Head, Chat)
{
    public override string Kind => Name;
}
