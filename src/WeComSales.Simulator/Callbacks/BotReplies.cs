using System.Security.Cryptography;
using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>What the bot says: inside the five seconds of a callback, or once within an hour through its response_url (D101031, D101463, D101138).</summary>
sealed class BotReplies(World world, CardRules rules)
{
    static readonly TimeSpan life = TimeSpan.FromHours(1);

    readonly Dictionary<string, (Chat Chat, DateTimeOffset Until)> urls = [];

    public string NewResponseUrl(Chat chat)
    {
        var code = RandomNumberGenerator.GetHexString(32, lowercase: true);
        urls[code] = (chat, world.Now + life);
        return new Uri(world.BaseUrl, $"/cgi-bin/aibot/response?response_code={code}").ToString();
    }

    /// <summary>Takes the reply to a message or a tap; says why it was ignored, or null.</summary>
    public string? Take(string reply, Chat chat, Card? tapped)
    {
        lock (world.Gate)
        {
            try
            {
                using var document = JsonDocument.Parse(reply);
                return Apply(document.RootElement.Clone(), chat, tapped);
            }
            catch (JsonException)
            {
                return "the reply is no JSON inside";
            }
        }
    }

    /// <summary>POST to a response_url: markdown only, as cards are for single chats. Which code an old or used one answers is not documented.</summary>
    public ApiAnswer Later(ApiRequest call)
    {
        if (call.Query("response_code") is not { } code || !urls.TryGetValue(code, out var url) || call.Now >= url.Until)
        {
            return new Refusal(60140, "response_code is unknown, used or expired");
        }

        if (call.Json.Text("msgtype") is not Bubble.Markdown || call.Json.Member(Bubble.Markdown).Text("content") is not { } words)
        {
            return new Refusal(40008, "invalid message type");
        }

        Say(url.Chat, Bubble.Markdown, words);
        urls.Remove(code);
        return ApiAnswer.Ok();
    }

    string? Apply(JsonElement json, Chat chat, Card? tapped)
    {
        if (tapped is not null)
        {
            return json.Text("response_type") == "update_template_card" ? Update(json, chat, tapped) : "a tap is answered by update_template_card only";
        }

        var (words, card) = (json.Member("stream"), json.Member("template_card"));
        return json.Text("msgtype") switch
        {
            "stream" when words is { } stream => Stream(chat, stream),
            Bubble.Card when card is { } shown => Show(chat, shown),
            "stream_with_template_card" when words is { } stream && card is { } shown => Stream(chat, stream) ?? Show(chat, shown),
            _ => "a message is answered by stream, template_card or both",
        };
    }

    string? Stream(Chat chat, JsonElement stream)
    {
        if (stream.Member("finish") is not { ValueKind: JsonValueKind.True })
        {
            return "this WeCom does not poll: stream.finish must be true";
        }

        Say(chat, Bubble.Markdown, stream.Text("content") ?? "");
        return null;
    }

    string? Show(Chat chat, JsonElement card)
    {
        var taskId = card.Text("task_id");
        var refusal = rules.Check(card, bot: true) ?? Refusal.Unless(!CardRules.CallsBack(card) || CardRules.IsTaskId(taskId), 42014, "task_id is empty or illegal");
        if (refusal is null)
        {
            Say(chat, Bubble.Card, "", chat.Members.ToDictionary(member => member, member => new Card(member, taskId ?? "", card)));
        }

        return Words(refusal);
    }

    string? Update(JsonElement json, Chat chat, Card tapped)
    {
        if (json.Member("template_card") is not { } card)
        {
            return "template_card missing";
        }

        if (rules.Check(card, bot: true) is { } refusal)
        {
            return Words(refusal);
        }

        if (card.Text("task_id") != tapped.TaskId)
        {
            return "an update repeats the task_id of the card";
        }

        // Nobody named is everybody who has the card (D101031).
        var named = json.Texts("userids");
        foreach (var one in chat.Messages.SelectMany(message => message.Cards.Values).Where(one => one.TaskId == tapped.TaskId && (named.Count == 0 || named.Contains(one.UserId))))
        {
            one.Replace(card);
        }

        world.Feed.Tell(chat.Id);
        return null;
    }

    void Say(Chat chat, string kind, string words, IReadOnlyDictionary<string, Card>? cards = null) => world.Post(chat, new ChatMessage
    {
        Id = world.Company.NextMessageId(),
        At = world.Now,
        From = Chat.BotSender,
        Kind = kind,
        Text = words,
        Cards = cards ?? new Dictionary<string, Card>(),
    });

    static string? Words(Refusal? refusal) => refusal is null ? null : $"{refusal.Code} {refusal.Words}";
}
