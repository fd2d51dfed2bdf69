using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>A bubble of a phone as the archive writes it (D91774).</summary>
static class ArchivedForm
{
    public static JsonObject Of(World world, Chat chat, ChatMessage message)
    {
        var (kind, body) = Body(world, message);
        var to = new JsonArray([.. chat.Members.Where(member => member != message.From).Select(member => (JsonNode)member)]);
        return new()
        {
            ["action"] = "send",
            ["from"] = message.From,
            ["tolist"] = to,
            ["roomid"] = "",
            ["msgtime"] = message.At.ToUnixTimeMilliseconds(),
            ["msgtype"] = kind,
            [kind] = body,
        };
    }

    static (string Kind, JsonObject Body) Body(World world, ChatMessage message) => message.Kind switch
    {
        Bubble.Image => ("image", new() { ["filesize"] = 70961, ["sdkfileid"] = message.Picture ?? message.MediaId ?? "" }),
        Bubble.Voice => ("voice", new() { ["voice_size"] = message.Seconds * 680, ["play_length"] = message.Seconds, ["sdkfileid"] = message.MediaId ?? "" }),
        Bubble.Video => ("video", new() { ["play_length"] = message.Seconds, ["sdkfileid"] = message.MediaId ?? "" }),
        Bubble.File => ("file", new() { ["filename"] = message.Text, ["sdkfileid"] = message.MediaId ?? "" }),
        Bubble.Link or Bubble.News => ("link", new() { ["title"] = message.Title ?? message.Text, ["description"] = message.Title is null ? "" : message.Text, ["link_url"] = message.Url ?? "" }),
        Bubble.Location => ("location", new() { ["title"] = message.Text, ["address"] = message.Text, ["latitude"] = message.Place?.X ?? 0, ["longitude"] = message.Place?.Y ?? 0, ["zoom"] = 15 }),
        Bubble.Record => ("chatrecord", new() { ["title"] = message.Title ?? "聊天记录", ["item"] = Items(message) }),
        _ => ("text", new() { ["content"] = message.Quoted is { } quoted ? $"这是一条引用/回复消息：\"\n{Name(world, quoted)}：{quoted.Text}\n\"\n------\n{message.Text}" : message.Text }),
    };

    static JsonArray Items(ChatMessage message) => new([.. message.Text.Split('\n').Select(line => (JsonNode)new JsonObject
    {
        ["type"] = "ChatRecordText",
        ["msgtime"] = message.At.ToUnixTimeSeconds(),
        ["content"] = new JsonObject { ["content"] = line }.ToJsonString(JsonReading.Raw),
        ["from_chatroom"] = false,
    })]);

    static string Name(World world, ChatMessage message) => world.Company.NameOf(message.From, message.From);
}
