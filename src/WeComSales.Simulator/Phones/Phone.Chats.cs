using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

public sealed partial class Phone
{
    /// <summary>The chat with this customer, by name, remark or external_userid.</summary>
    public Chat ChatWith(string customer)
    {
        lock (world.Gate)
        {
            return world.Company.ChatBetween(Owner.UserId, world.Company.CustomerNamed(customer).ExternalUserId);
        }
    }

    /// <summary>The group of this name in which the owner is.</summary>
    public Chat Group(string name)
    {
        lock (world.Gate)
        {
            return world.Company.Chats.Values.FirstOrDefault(chat => chat.Kind == ChatKind.Group && chat.Name == name && chat.Members.Contains(Owner.UserId))
                ?? throw new ArgumentException($"{Owner.Name} is in no group called {name}.", nameof(name));
        }
    }

    /// <summary>Writes into a chat with a customer or a group; WeCom tells nobody of it, unless it mentions the bot.</summary>
    public ChatMessage Say(Chat chat, string text, ChatMessage? quoted = null)
    {
        lock (world.Gate)
        {
            return world.Post(chat, new NewMessage(Bubble.Text) { Text = text, Quoted = quoted }.By(Owner.UserId, world));
        }
    }

    /// <summary>Forwards a message into another chat.</summary>
    public ChatMessage Copy(ChatMessage message, Chat target)
    {
        lock (world.Gate)
        {
            var copy = new NewMessage(message.Kind)
            {
                Text = message.Text, Title = message.Title, Url = message.Url, MediaId = message.MediaId, Picture = message.Picture, Seconds = message.Seconds,
            };
            return world.Post(target, copy.By(Owner.UserId, world));
        }
    }

    /// <summary>Quotes a message of a group and mentions the bot with these words. The bot learns the quoted content, and neither its sender nor its time.</summary>
    public Task QuoteToBot(Chat chat, ChatMessage message, string words) => Mention(chat, words, message);

    /// <summary>Mentions the bot in a group; a group of one is the owner's own chat with the bot.</summary>
    public Task AskBot(Chat chat, string words) => Mention(chat, words, null);

    Task Mention(Chat chat, string words, ChatMessage? quoted)
    {
        var text = $"@{world.Options.BotName} {words}".TrimEnd();
        Say(chat, text, quoted);
        return ToBot(chat, BotJson(chat, Bubble.Text, json =>
        {
            json["text"] = new JsonObject { ["content"] = text };
            if (quoted is not null)
            {
                json["quote"] = Quote(quoted);
            }
        }));
    }

    Task ToBot(Chat chat, string json, Card? tapped = null) => pump.ToBot(json, reply => botReplies.Take(reply, chat, tapped));

    string BotJson(Chat chat, string type, Action<JsonObject> fill)
    {
        lock (world.Gate)
        {
            var json = new JsonObject
            {
                ["msgid"] = Guid.CreateVersion7().ToString("N"),
                ["aibotid"] = world.Options.BotId,
                ["chatid"] = chat.Id,
                ["chattype"] = chat.Members.Count == 1 ? "single" : "group",
                ["from"] = new JsonObject { ["userid"] = Owner.UserId },
                ["response_url"] = botReplies.NewResponseUrl(chat),
                ["msgtype"] = type,
            };
            fill(json);
            return json.ToJsonString(JsonReading.Raw);
        }
    }

    JsonObject Quote(ChatMessage message) => message.Kind switch
    {
        Bubble.Image or Bubble.File or Bubble.Video => new JsonObject
        {
            ["msgtype"] = message.Kind,
            [message.Kind] = new JsonObject { ["url"] = new Uri(world.BaseUrl, $"/media/{message.MediaId}").ToString() },
        },
        var kind => new JsonObject { ["msgtype"] = kind == Bubble.Voice ? kind : Bubble.Text, [kind == Bubble.Voice ? kind : Bubble.Text] = new JsonObject { ["content"] = message.Text } },
    };
}
