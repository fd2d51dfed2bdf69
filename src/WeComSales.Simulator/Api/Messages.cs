using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static WeComSales.Simulator.Refusal;

namespace WeComSales.Simulator;

/// <summary>message/send and message/recall (D90236, D94867).</summary>
sealed class Messages(World world)
{
    const int TextBytes = 2048;
    static readonly TimeSpan longestDuplicateCheck = TimeSpan.FromSeconds(14_400);
    static readonly TimeSpan recallWindow = TimeSpan.FromHours(24);

    readonly Receivers receivers = new(world);
    readonly MemberLimits limits = new(world.Options, world.Clock);
    readonly HashSet<(int AgentId, string TaskId)> tasks = [];
    readonly Dictionary<string, (DateTimeOffset Until, string MsgId)> seen = [];
    readonly Dictionary<string, (int AgentId, DateTimeOffset At, List<ChatMessage> Messages, SentCard? Card)> sent = [];
    readonly CardRules rules = new(id => world.Media.Find(id, world.Now) is not null, world.Company.People.ContainsKey);

    public CardRules Rules => rules;

    public ApiAnswer Send(ApiRequest call)
    {
        var json = call.Json;
        if ((Agent(call) ?? Receivers.CheckShape(json) ?? Content(call)) is { } wrong)
        {
            return wrong;
        }

        var fingerprint = Convert.ToHexString(SHA256.HashData(call.Body)) + call.App.AgentId;
        if (json.Number("enable_duplicate_check") == 1 && seen.TryGetValue(fingerprint, out var earlier) && call.Now < earlier.Until)
        {
            call.Duplicate = true;
            return ApiAnswer.Ok(("msgid", earlier.MsgId));
        }

        var named = receivers.Find(json);
        var card = json.Text("msgtype") == Bubble.Card ? json.Member("template_card") : null;
        if ((Unless(named.People.Count > 0 || named.Unlicensed.Count > 0, 81013, "user & party & tag all invalid")
            ?? Unless(limits.TakeFromDay(call.App.AgentId, named.People.Count), 45009, "api freq out of limit")
            ?? (card is { } given ? TakeTask(call, given) : null)) is { } refusal)
        {
            return refusal;
        }

        var msgId = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 64);
        var code = Deliver(call, named.People, msgId, card);
        seen[fingerprint] = (call.Now + DuplicateWindow(json), msgId);
        return ApiAnswer.Ok([("msgid", msgId), .. named.Fields, .. code is null ? [] : new (string, System.Text.Json.Nodes.JsonNode?)[] { ("response_code", code) }]);
    }

    public ApiAnswer Recall(ApiRequest call)
    {
        if (call.Json.Text("msgid") is not { } msgId || !sent.TryGetValue(msgId, out var message)
            || message.AgentId != call.App.AgentId || call.Now > message.At + recallWindow)
        {
            return new Refusal(40058, "msgid is unknown, of another app or older than 24 hours");
        }

        message.Messages.ForEach(one => one.Recalled = true);
        if (message.Card is { } card)
        {
            card.Recalled = true;
        }

        world.Feed.Tell(Feed.Everything);
        return ApiAnswer.Ok();
    }

    /// <summary>message/get_statistics (D92369): messages of each app today (0) or yesterday (1).</summary>
    public ApiAnswer Statistics(ApiRequest call) => new BehaviourCalendar(call.Now).DayOf(call.Json.Number("time_type") ?? 0) is not { } day
        ? new Refusal(40058, "time_type is 0 or 1")
        : ApiAnswer.Ok(("statistics", new System.Text.Json.Nodes.JsonArray([.. world.Apps.Where(app => !app.IsContactSync).Select(app => new System.Text.Json.Nodes.JsonObject
        {
            ["agentid"] = app.AgentId,
            ["app_name"] = app.Name,
            ["count"] = sent.Values.Where(message => message.AgentId == app.AgentId && day.Contains(message.At)).Sum(message => message.Messages.Count),
        })])));

    static Refusal? Agent(ApiRequest call) => call.Json.Number("agentid") is not { } agentId
        ? new Refusal(40056, "invalid agentid")
        : Unless(agentId == call.App.AgentId, 301002, "agentid does not belong to the token");

    Refusal? Content(ApiRequest call)
    {
        var type = call.Json.Text("msgtype") ?? "";
        var content = call.Json.Member(type);
        return type switch
        {
            Bubble.Text or Bubble.Markdown => Words(call, content),
            Bubble.TextCard => Unless(content.Text("title") is not null && content.Text("description") is not null && content.Text("url") is not null, 40063, "textcard.title, description and url"),
            Bubble.News => Unless(content?.Items("articles") is { Count: >= 1 and <= 8 } articles && articles.All(article => article.Text("title") is not null), 40063, "news.articles"),
            Bubble.Image or Bubble.Voice or Bubble.Video or Bubble.File =>
                Unless(content.Text("media_id") is { } id && world.Media.Find(id, call.Now)?.Type == type, 40007, "invalid media_id"),
            Bubble.Card => content is { } card ? CardContent(call, card) : new Refusal(42031, "template_card missing"),
            _ => new Refusal(40008, "invalid msgtype"),
        };
    }

    static Refusal? Words(ApiRequest call, JsonElement? content)
    {
        if (content.Text("content") is { } words && Encoding.UTF8.GetByteCount(words) > TextBytes)
        {
            call.Warnings.Add($"content is longer than {TextBytes} bytes and was cut");
        }

        return Unless(content.Text("content") is not null, 44004, "empty content");
    }

    Refusal? CardContent(ApiRequest call, JsonElement card)
    {
        call.Warnings.AddRange(CardAdvice.For(card));
        return rules.Check(card) ?? Unless(!CardRules.CallsBack(card) || call.App.HasCallback, 43012, "the app has no callback url");
    }

    Refusal? TakeTask(ApiRequest call, JsonElement card)
    {
        var taskId = card.Text("task_id");
        return taskId is null && !CardRules.CallsBack(card)
            ? null
            : Unless(CardRules.IsTaskId(taskId) && tasks.Add((call.App.AgentId, taskId!)), 42014, "task_id is empty, illegal or was used before");
    }

    string? Deliver(ApiRequest call, IReadOnlyList<Person> people, string msgId, JsonElement? template)
    {
        var allowed = people.Where(person => limits.TakeFromMember(call.App.AgentId, person.UserId)).ToList();
        call.Dropped.AddRange(people.Except(allowed).Select(person => person.UserId));
        var taskId = template?.Text("task_id") ?? "";
        var cards = template is { } content ? allowed.ToDictionary(person => person.UserId, person => new Card(person.UserId, taskId, content)) : [];
        var messages = allowed.ConvertAll(person =>
            world.Post(world.Company.AppChat(person.UserId), AppMessages.From(world, call.Json, call.Now, msgId, cards.GetValueOrDefault(person.UserId))));
        var card = template is { } one && CardRules.CallsBack(one) ? new SentCard(call.App.AgentId, taskId, one.Text("card_type")!, cards) : null;
        sent[msgId] = (call.App.AgentId, call.Now, messages, card);
        return card is null ? null : world.Codes.Issue(card);
    }

    static TimeSpan DuplicateWindow(JsonElement json)
    {
        var asked = TimeSpan.FromSeconds(json.Number("duplicate_check_interval") ?? 1800);
        return asked < longestDuplicateCheck ? asked : longestDuplicateCheck;
    }
}
