namespace WeComSales.WeCom;

/// <summary>What every callback has in front: all of it may be missing (kf_msg_or_event has no sender).</summary>
/// <param name="ToUserName">CorpID.</param>
/// <param name="FromUserName">The member, or <c>sys</c> for changes of customers, chats and the directory.</param>
/// <param name="CreateTime">Seconds since 1970, 0 when missing.</param>
/// <param name="AgentId">The app; missing in customer and directory events.</param>
/// <param name="MsgId">Only messages have one.</param>
public readonly record struct CallbackHead(string? ToUserName, string? FromUserName, uint CreateTime, long? AgentId, string? MsgId);

/// <summary>One decrypted callback. A kind the product does not use is an <see cref="UnknownMessage"/>, never an error.</summary>
public abstract record CallbackMessage(CallbackHead Head)
{
    /// <summary>For example <c>text</c>, <c>event.template_card_event</c>, <c>event.change_external_contact.add_external_contact</c>, <c>bot.text</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The member who wrote or tapped, <c>sys</c>, or null.</summary>
    public string? FromUserName => Head.FromUserName;

    /// <summary>Seconds since 1970 as WeCom states them; 0 when missing.</summary>
    public uint CreateTime => Head.CreateTime;

    /// <summary><see cref="CreateTime"/> as an instant.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeSeconds(Head.CreateTime);

    /// <summary>The app it was sent to; null for customer and directory events.</summary>
    public long? AgentId => Head.AgentId;

    /// <summary>Callbacks with the same key are worked in order of arrival: the customer, else the chat, else the sender, else empty (reliability rule 11).</summary>
    public virtual string OrderKey => Head.FromUserName ?? "";

    /// <summary>Reads a stored plaintext of an app callback; null when it is not a message at all.</summary>
    public static CallbackMessage? Read(ReadOnlyMemory<byte> plaintext) =>
        CallbackFields.Read(plaintext) is { } fields ? CallbackKinds.Message(fields) : null;
}

/// <summary>A text typed or forwarded to the app's conversation (D90239).</summary>
public sealed record TextMessage(CallbackHead Head, string Content) : CallbackMessage(Head)
{
    public override string Kind => "text";
}

/// <summary>An image; the media id is valid for 3 days (D90239).</summary>
public sealed record ImageMessage(CallbackHead Head, string PicUrl, string MediaId) : CallbackMessage(Head)
{
    public override string Kind => "image";
}

/// <summary>A voice message, amr or speex (D90239).</summary>
public sealed record VoiceMessage(CallbackHead Head, string MediaId, string Format) : CallbackMessage(Head)
{
    public override string Kind => "voice";
}

/// <summary>A video with its thumbnail (D90239).</summary>
public sealed record VideoMessage(CallbackHead Head, string MediaId, string ThumbMediaId) : CallbackMessage(Head)
{
    public override string Kind => "video";
}

/// <summary>A location in degrees (D90239). <paramref name="AppType"/> is <c>wxwork</c> when sent in WeCom, null in WeChat.</summary>
public sealed record LocationMessage(CallbackHead Head, double? Latitude, double? Longitude, double? Scale, string Label, string? AppType) : CallbackMessage(Head)
{
    public override string Kind => "location";
}

/// <summary>A link (D90239).</summary>
public sealed record LinkMessage(CallbackHead Head, string Title, string Description, string Url, string PicUrl) : CallbackMessage(Head)
{
    public override string Kind => "link";
}

/// <summary>A message or event the product has no record for. Its plaintext is kept whole beside it.</summary>
public sealed record UnknownMessage(CallbackHead Head, string Name) : CallbackMessage(Head)
{
    public override string Kind => Name;
}
