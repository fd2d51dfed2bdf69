namespace WeComSales.Simulator;

/// <summary>Turns what somebody does on the page of a phone into the verbs of <see cref="Phone"/> and <see cref="CustomerPhone"/>. Null: there is no such thing to do.</summary>
sealed class PhoneThumb(World world, SimulatorServer server, string owner)
{
    bool IsMember => world.Company.People.ContainsKey(owner);

    Phone Phone => server.Phone(owner);

    public Task? Say(Chat chat, string text, long? quote)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!IsMember)
        {
            server.Customer(owner).SayTo(chat.Members[0], text);
            return Task.CompletedTask;
        }

        var quoted = quote is { } id ? Message(chat, id) : null;
        var mention = $"@{world.Options.BotName}";
        if (chat.Kind == ChatKind.Group && text.StartsWith(mention, StringComparison.Ordinal))
        {
            var words = text[mention.Length..].Trim();
            return quoted is null ? Phone.AskBot(chat, words) : Phone.QuoteToBot(chat, quoted, words);
        }

        if (chat.Kind == ChatKind.App)
        {
            return Phone.SendToApp(text);
        }

        Phone.Say(chat, text, quoted);
        return Task.CompletedTask;
    }

    public Task? Sample(Chat chat, string kind) => (chat.Kind, kind) switch
    {
        (ChatKind.App, Bubble.Image) => Phone.SendImageToApp(Samples.QuoteSheet),
        (ChatKind.App, Bubble.Voice) => Phone.SendVoiceToApp(seconds: 4),
        (ChatKind.App, Bubble.Location) => Phone.SendLocationToApp("仁和医院 门诊楼", 31.2243, 121.4768),
        _ => null,
    };

    /// <summary>One after the other, or merged into one record, for which an app has no message type.</summary>
    public Task? Forward(Chat chat, IReadOnlyList<long> ids, Chat target, bool merged)
    {
        var messages = ids.Select(id => Message(chat, id)).OfType<ChatMessage>().OrderBy(message => message.Id).ToList();
        if (messages.Count == 0 || !IsMember)
        {
            return null;
        }

        if (target.Kind != ChatKind.App)
        {
            messages.ForEach(message => Phone.Copy(message, target));
            return Task.CompletedTask;
        }

        return merged ? Phone.SendUnknownToApp(Bubble.Record, "聊天记录") : OneByOne(messages);
    }

    public Task? Tap(Chat chat, long messageId, string key)
    {
        if (CardOf(chat, messageId) is not { } card)
        {
            return null;
        }

        return card.Buttons.FirstOrDefault(button => button.Key == key) is { } button ? Phone.Tap(card, button.Text)
            : card.Menu.FirstOrDefault(item => item.Key == key) is { } item ? Phone.TapMenu(card, item.Text)
            : null;
    }

    public Task? Select(Chat chat, long messageId, string question, string option)
    {
        var asked = CardOf(chat, messageId)?.Questions.FirstOrDefault(one => one.Key == question && !one.Disabled);
        if (asked?.Options.FirstOrDefault(one => one.Id == option) is not { } chosen)
        {
            return null;
        }

        Phone.Select(CardOf(chat, messageId)!, chosen.Text, asked.Title);
        return Task.CompletedTask;
    }

    /// <summary>The app's menu scans without any page.</summary>
    public Task? Scan(Chat chat, string code) => IsMember && chat.Kind == ChatKind.App && code.Length > 0
        ? Phone.ScanFromMenu(code, code.Contains(',', StringComparison.Ordinal) ? "barcode" : "qrcode")
        : null;

    public Task? Enter() => IsMember ? Phone.EnterApp() : null;

    public Task? Remark(Chat chat, string remark) => IsMember && chat.Kind == ChatKind.Customer && remark.Length is > 0 and <= 20 && Follows(chat)
        ? Phone.EditCustomer(chat.Members[1], remark)
        : null;

    public Task? Delete(Chat chat) => chat.Kind != ChatKind.Customer || !Follows(chat) ? null
        : IsMember ? Phone.DeleteCustomer(chat.Members[1])
        : server.Customer(owner).Delete(chat.Members[0]);

    bool Follows(Chat chat) => world.Company.Customers[chat.Members[1]].Follows.ContainsKey(chat.Members[0]);

    async Task OneByOne(List<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            await Phone.Forward(message);
        }
    }

    CardView? CardOf(Chat chat, long messageId)
    {
        lock (world.Gate)
        {
            return Message(chat, messageId)?.Cards.GetValueOrDefault(owner) is { } card ? new CardView(card) : null;
        }
    }

    ChatMessage? Message(Chat chat, long id)
    {
        lock (world.Gate)
        {
            return chat.Messages.Find(message => message.Id == id);
        }
    }
}
