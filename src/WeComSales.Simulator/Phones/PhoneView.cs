using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>What the page of one phone needs to draw itself. Called under the simulator's lock.</summary>
sealed class PhoneView(World world, string owner)
{
    readonly Company company = world.Company;

    bool IsMember => company.People.ContainsKey(owner);

    public object Me() => new
    {
        id = owner,
        name = company.People.TryGetValue(owner, out var person) ? person.Name : company.Customers[owner].Name,
        title = person?.Position ?? $"{company.Customers[owner].Corp} {company.Customers[owner].Position}".Trim(),
        member = IsMember,
        counter = person?.StoreCode is not null,
        company = company.Name,
        app = world.Options.AppName,
        bot = world.Options.BotName,
        now = world.Now,
    };

    /// <summary>The app stands on top, as if somebody had pinned it; then the newest first.</summary>
    public object Chats() => company.Chats.Values.Where(chat => chat.Members.Contains(owner)).Select(Summary)
        .OrderBy(chat => chat.Kind != Kind(ChatKind.App)).ThenByDescending(chat => chat.At).ToList();

    /// <summary>Everybody whom this phone can write to without having written yet.</summary>
    public object Contacts() => IsMember
        ? new
        {
            customers = company.Customers.Values.Where(customer => customer.Follows.ContainsKey(owner)).Select(customer => new
            {
                chat = company.ChatBetween(owner, customer.ExternalUserId).Id, name = company.NameOf(customer.ExternalUserId, owner), corp = customer.Corp, external = true,
            }).ToList(),
            colleagues = company.People.Values.Where(person => person.Active && person.UserId != owner).Select(person => new { name = person.Name, title = person.Position }).ToList(),
        }
        : new { customers = Array.Empty<object>(), colleagues = Array.Empty<object>() };

    public object Messages(Chat chat) => new
    {
        id = chat.Id,
        kind = Kind(chat.Kind),
        name = NameOf(chat),
        corp = CorpOf(chat),
        external = IsMember && chat.Kind == ChatKind.Customer,
        people = chat.Members.Count,
        lost = IsMember && chat.Kind == ChatKind.Customer && company.Customers[chat.Members[1]].Follows.GetValueOrDefault(owner) is null or { LostAt: not null },
        messages = chat.Messages.ConvertAll(Message),
    };

    ChatSummary Summary(Chat chat)
    {
        var last = chat.Messages.Count > 0 ? chat.Messages[^1] : null;
        var said = last is null ? "" : chat.Kind == ChatKind.Group && last.From != owner ? $"{SenderOf(last)}：{Short(last)}" : Short(last);
        return new(chat.Id, Kind(chat.Kind), NameOf(chat), CorpOf(chat), IsMember && chat.Kind == ChatKind.Customer, said, last?.At, chat.Unread(owner));
    }

    object Message(ChatMessage message) => new
    {
        id = message.Id,
        at = message.At,
        from = message.From,
        name = SenderOf(message),
        mine = message.From == owner,
        kind = message.Recalled ? "recalled" : message.Kind,
        text = message.Text,
        title = message.Title,
        url = message.Url,
        picture = message.Picture is { } name ? $"/pictures/{name}" : message.MediaId is { } media && message.Kind == Bubble.Image ? $"/media/{media}" : null,
        seconds = message.Seconds,
        quote = message.Quoted is { } quoted ? new { name = SenderOf(quoted), text = Short(quoted) } : null,
        card = message.Cards.GetValueOrDefault(owner) is { } card ? Card(card) : null,
    };

    static object Card(Card card) => new { content = card.Content, replaced = card.ReplacedBy, version = card.Version, chosen = card.Chosen };

    static string Kind(ChatKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    string NameOf(Chat chat) => chat.Kind switch
    {
        ChatKind.App => world.Options.AppName,
        ChatKind.Group => chat.Name,
        _ => company.NameOf(chat.Members.First(member => member != owner), owner),
    };

    string CorpOf(Chat chat) => chat.Kind switch
    {
        ChatKind.Customer when IsMember => company.Customers[chat.Members[1]].Corp,
        ChatKind.Customer => company.Name,
        _ => "",
    };

    string SenderOf(ChatMessage message) => message.From switch
    {
        Chat.AppSender => world.Options.AppName,
        Chat.BotSender => world.Options.BotName,
        var sender => company.NameOf(sender, owner),
    };

    static string Short(ChatMessage message) => message.Recalled ? "消息已撤回" : message.Kind switch
    {
        Bubble.Text or Bubble.Markdown => message.Text,
        Bubble.Image => "[图片]",
        Bubble.Voice => "[语音]",
        Bubble.Video => "[视频]",
        Bubble.File => $"[文件] {message.Text}",
        Bubble.Link => $"[链接] {message.Title}",
        Bubble.Location => $"[位置] {message.Text}",
        Bubble.Record => "[聊天记录]",
        _ => message.Cards.Values.FirstOrDefault()?.Content.Member("main_title").Text("title") ?? message.Title ?? "[卡片]",
    };

    sealed record ChatSummary(string Id, string Kind, string Name, string Corp, bool External, string Last, DateTimeOffset? At, int Unread);
}
