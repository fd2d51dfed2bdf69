namespace WeComSales.WeCom;

/// <summary>A member opened the app's conversation (D90240).</summary>
public sealed record EnterAgentEvent(CallbackHead Head) : CallbackMessage(Head)
{
    public override string Kind => "event.enter_agent";
}

/// <summary>A member came into (or left) the app's visible range (D90240).</summary>
public sealed record SubscribeEvent(CallbackHead Head, bool Subscribed) : CallbackMessage(Head)
{
    public override string Kind => Subscribed ? "event.subscribe" : "event.unsubscribe";
}

/// <summary>A menu entry with a key was tapped (D90240).</summary>
public sealed record ClickEvent(CallbackHead Head, string EventKey) : CallbackMessage(Head)
{
    public override string Kind => "event.click";
}

/// <summary>A menu entry with a link was opened (D90240).</summary>
public sealed record ViewEvent(CallbackHead Head, string Url) : CallbackMessage(Head)
{
    public override string Kind => "event.view";
}

/// <summary>A code was scanned from the menu without any page (D90240).</summary>
public sealed record ScanCodeEvent(CallbackHead Head, string EventKey, string ScanType, string ScanResult) : CallbackMessage(Head)
{
    public override string Kind => "event.scancode_waitmsg";
}

/// <summary>What was chosen in one selector of a card.</summary>
public sealed record SelectedItem(string QuestionKey, IReadOnlyList<string> OptionIds);

/// <summary>A tap on a card's button (D90240). It has no message id and may be repeated; everything follows from the task and the key.</summary>
/// <param name="Head">The member who tapped is <see cref="CallbackHead.FromUserName"/>.</param>
/// <param name="EventKey">The key of the button.</param>
/// <param name="TaskId">The task id the card was sent with.</param>
/// <param name="CardType">For example <c>button_interaction</c>.</param>
/// <param name="ResponseCode">Good for one update of this card, at most 72 hours.</param>
/// <param name="SelectedItems">Empty when the card has no selector.</param>
public sealed record TemplateCardEvent(
    CallbackHead Head, string EventKey, string TaskId, string CardType, string ResponseCode, IReadOnlyList<SelectedItem> SelectedItems) : CallbackMessage(Head)
{
    public override string Kind => "event.template_card_event";
}

/// <summary>A tap in the corner menu of a card (D90240).</summary>
public sealed record TemplateCardMenuEvent(
    CallbackHead Head, string EventKey, string TaskId, string CardType, string ResponseCode, IReadOnlyList<SelectedItem> SelectedItems) : CallbackMessage(Head)
{
    public override string Kind => "event.template_card_menu_event";
}

/// <summary>A relation between a member and a customer changed (D92130). Changes made through the API cause no such event.</summary>
/// <param name="Head">The sender is always <c>sys</c>.</param>
/// <param name="ChangeType">add_external_contact, edit_external_contact, add_half_external_contact, del_external_contact, del_follow_user, transfer_fail, msg_audit_approved, or a newer one.</param>
/// <param name="UserId">The member.</param>
/// <param name="ExternalUserId">The customer.</param>
/// <param name="State">The channel of the way by which the customer came.</param>
/// <param name="WelcomeCode">Valid 20 seconds, once.</param>
/// <param name="FailReason">customer_refused or customer_limit_exceed, for transfer_fail.</param>
/// <param name="Source">DELETE_BY_TRANSFER when a transfer removed the relation.</param>
public sealed record ExternalContactEvent(
    CallbackHead Head, string ChangeType, string UserId, string ExternalUserId, string? State, string? WelcomeCode, string? FailReason, string? Source) : CallbackMessage(Head)
{
    public override string Kind => $"event.change_external_contact.{ChangeType}";

    public override string OrderKey => ExternalUserId.Length > 0 ? ExternalUserId : base.OrderKey;
}

/// <summary>A customer group changed (D92130). groupchat/get may lag behind: compare its member_version with <paramref name="CurMemVer"/>.</summary>
/// <param name="Head">The sender is always <c>sys</c>.</param>
/// <param name="ChangeType">create, update or dismiss.</param>
/// <param name="ChatId">The group.</param>
/// <param name="UpdateDetail">add_member, del_member, change_owner, change_name, change_notice; null unless updated.</param>
/// <param name="JoinScene">0 invited, 3 scanned the group's code.</param>
/// <param name="QuitScene">0 left, 1 removed.</param>
/// <param name="MemChangeCnt">How many members came or went.</param>
/// <param name="MemChangeList">Who came or went.</param>
/// <param name="LastMemVer">Member version before.</param>
/// <param name="CurMemVer">Member version after.</param>
public sealed record ExternalChatEvent(
    CallbackHead Head, string ChangeType, string ChatId, string? UpdateDetail, long? JoinScene, long? QuitScene,
    long? MemChangeCnt, IReadOnlyList<string> MemChangeList, string? LastMemVer, string? CurMemVer) : CallbackMessage(Head)
{
    public override string Kind => $"event.change_external_chat.{ChangeType}";

    public override string OrderKey => ChatId.Length > 0 ? ChatId : base.OrderKey;
}

/// <summary>A corp tag changed (D92130). <paramref name="TagType"/> is tag or tag_group, null for shuffle.</summary>
public sealed record ExternalTagEvent(CallbackHead Head, string ChangeType, string Id, string? TagType, string? StrategyId) : CallbackMessage(Head)
{
    public override string Kind => $"event.change_external_tag.{ChangeType}";
}

/// <summary>The directory changed (D90970, D90971). A hint only: names and the rest are fetched, newer callbacks carry ids alone.</summary>
/// <param name="Head">The sender is always <c>sys</c>.</param>
/// <param name="ChangeType">create_user, update_user, delete_user, create_party, update_party, delete_party, update_tag.</param>
/// <param name="UserId">The member, for user changes.</param>
/// <param name="NewUserId">Set when the member's id itself changed.</param>
/// <param name="Departments">The member's departments after the change.</param>
/// <param name="Id">The department, for party changes.</param>
/// <param name="ParentId">Its parent.</param>
/// <param name="TagId">The tag, for update_tag.</param>
public sealed record ContactEvent(
    CallbackHead Head, string ChangeType, string? UserId, string? NewUserId, IReadOnlyList<long> Departments, long? Id, long? ParentId, long? TagId) : CallbackMessage(Head)
{
    public override string Kind => $"event.change_contact.{ChangeType}";
}

/// <summary>New messages wait in the archive (D95039); at most one such event per 15 seconds.</summary>
public sealed record ArchiveEvent(CallbackHead Head) : CallbackMessage(Head)
{
    public override string Kind => "event.msgaudit_notify";
}

/// <summary>WeCom warns that the app is little used, or has disabled or restored it (D90240).</summary>
/// <param name="Head">The usual head.</param>
/// <param name="Name">inactive_alert, close_inactive_agent, reopen_inactive_agent, low_active_alert, low_active, active_restored.</param>
/// <param name="EffectTime">When it takes effect, seconds since 1970; null unless announced.</param>
public sealed record ActivityEvent(CallbackHead Head, string Name, long? EffectTime) : CallbackMessage(Head)
{
    public override string Kind => $"event.{Name}";
}
