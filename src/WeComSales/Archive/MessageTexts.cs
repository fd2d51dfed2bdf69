using System.Globalization;
using System.Text.Json;
using WeComSales.WeCom;

namespace WeComSales.Archive;

/// <summary>What a person reads of an archived message, whatever its kind: the one place that puts them into words.</summary>
public static class MessageTexts
{
    const string QuoteMark = "这是一条引用/回复消息：";
    const string QuoteEnd = "\n------\n";
    const int MostItems = 30;
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The words of a message, and those that it answers (reference 3.2: a quoted reply arrives as text with a marker).</summary>
    public static (string Text, string? Quoted) Of(ArchivedMessage message)
    {
        if (message.Kind != "text")
        {
            return (Readable(message), null);
        }

        var text = message["content"] ?? "";
        if (!text.StartsWith(QuoteMark, StringComparison.Ordinal) || text.IndexOf(QuoteEnd, StringComparison.Ordinal) is not (> 0 and var end))
        {
            return (text.Length == 0 ? "[空消息]" : text, null);
        }

        var quoted = text[QuoteMark.Length..end].Trim().Trim('"', '“', '”').Trim();
        return (text[(end + QuoteEnd.Length)..].Trim(), quoted.Length == 0 ? null : quoted);
    }

    static string Readable(ArchivedMessage message) => message.Kind switch
    {
        "image" => "[图片]",
        "emotion" => "[表情]",
        "voice" => $"[语音 {Length(message.Count("play_length"))}]",
        "video" => $"[视频 {Length(message.Count("play_length"))}]",
        "file" => Line("[文件]", message["filename"]),
        "link" => Lines(Line("[链接]", message["title"]), message["description"], message["link_url"]),
        "weapp" => Lines(Line("[小程序]", message["displayname"]), message["title"]),
        "card" => Line("[名片]", message["corpname"]),
        "location" => Lines(Line("[位置]", message["title"]), message["address"]),
        "mixed" => Joined(message.Parts().Select(Readable)),
        "chatrecord" => Record(message),
        "markdown" => message["content"] ?? "[消息]",
        "news" => Lines([.. message.Items().Select(item => Line("[图文]", ArchivedMessage.Text(item, "title")))]),
        "calendar" => Lines(Line("[日程]", message["title"]), Span(message)),
        "meeting" => Lines(Line("[会议]", message["topic"]), Span(message)),
        "meeting_voice_call" => $"[语音通话 {Length(message.Count("endtime") - message.At?.ToUnixTimeSeconds())}]",
        "voiptext" => $"[语音通话 {Length(message.Count("callduration"))}]",
        "voip_doc_share" => Line("[通话中共享文件]", message["filename"]),
        "docmsg" => Line("[文档]", message["title"]),
        "redpacket" or "external_redpacket" => Line("[红包]", message["wish"]),
        "collect" => Lines(Line("[填表]", message["title"]), message["room_name"]),
        "vote" => Line("[投票]", message["votetitle"]),
        "todo" => Lines(Line("[待办]", message["title"]), message["content"]),
        "sphfeed" => Lines(Line("[视频号]", message["sph_name"]), message["feed_desc"]),
        _ => "[这种消息暂时不能显示]",
    };

    static string Readable(ArchivedPart part) => part.Kind switch
    {
        "text" => part["content"]?.TrimEnd('\n') ?? "",
        "image" => "[图片]",
        "emotion" => "[表情]",
        "voice" => "[语音]",
        "video" => "[视频]",
        "file" => Line("[文件]", part["filename"]),
        "link" => Line("[链接]", part["title"]),
        "location" => Line("[位置]", part["title"] ?? part["address"]),
        "mixed" => "[图文混排]",
        "chatrecord" => Line("[聊天记录]", part["title"]),
        _ => "[消息]",
    };

    static string Record(ArchivedMessage message)
    {
        var items = message.Parts().ToList();
        var lines = items.Take(MostItems).Select(item =>
            item.At is { } at ? $"{at.ToOffset(Shanghai).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)} {Readable(item)}" : Readable(item));
        return Lines([Line("[聊天记录]", message["title"]), .. lines, items.Count > MostItems ? $"……共 {items.Count} 条" : null]);
    }

    static string? Span(ArchivedMessage message) => message.Count("starttime") is { } start and > 0 && message.Count("endtime") is { } end && end >= start
        ? $"{Clock(start, "MM-dd HH:mm")} 至 {Clock(end, Day(start) == Day(end) ? "HH:mm" : "MM-dd HH:mm")}"
        : null;

    static int Day(long seconds) => (int)((seconds + (long)Shanghai.TotalSeconds) / 86400);

    static string Clock(long seconds, string form) =>
        DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, 250_000_000_000)).ToOffset(Shanghai).ToString(form, CultureInfo.InvariantCulture);

    /// <summary>10 秒, 3 分 20 秒, 1 小时 5 分.</summary>
    static string Length(long? seconds) => seconds switch
    {
        null or < 0 => "时长未知",
        < 60 => $"{seconds} 秒",
        < 3600 => $"{seconds / 60} 分 {seconds % 60} 秒",
        _ => $"{seconds / 3600} 小时 {seconds % 3600 / 60} 分",
    };

    static string Line(string kind, string? words) => string.IsNullOrWhiteSpace(words) ? kind : $"{kind} {words.Trim()}";

    static string Lines(params ReadOnlySpan<string?> lines)
    {
        var kept = new List<string>();
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                kept.Add(line.Trim());
            }
        }

        return string.Join('\n', kept);
    }

    static string Joined(IEnumerable<string> parts) => Lines([.. parts]) is { Length: > 0 } text ? text : "[图文混排]";
}
