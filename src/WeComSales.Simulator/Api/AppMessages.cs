using System.Text;
using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>Turns the body of message/send into the bubble that a phone shows.</summary>
static class AppMessages
{
    const int TextBytes = 2048;

    public static ChatMessage From(World world, JsonElement json, DateTimeOffset now, string msgId, Card? card)
    {
        var kind = json.Text("msgtype")!;
        var content = json.Member(kind)!.Value;
        var media = content.Text("media_id") is { } id ? world.Media.Find(id, now) : null;
        var article = kind == Bubble.News ? content.Items("articles")[0] : content;
        return new ChatMessage
        {
            Id = world.Company.NextMessageId(),
            At = now,
            From = Chat.AppSender,
            Kind = kind,
            Text = media?.FileName ?? Cut(content.Text("content") ?? article.Text("description") ?? ""),
            Title = article.Text("title"),
            Url = article.Text("url"),
            MediaId = media?.Id,
            MsgId = msgId,
            Cards = card is null ? new Dictionary<string, Card>() : new Dictionary<string, Card> { [card.UserId] = card },
        };
    }

    static string Cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= TextBytes)
        {
            return text;
        }

        var end = TextBytes;
        while ((bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Encoding.UTF8.GetString(bytes, 0, end);
    }
}
