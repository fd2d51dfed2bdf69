namespace WeComSales.Simulator;

public enum ChatKind
{
    /// <summary>One member and one customer.</summary>
    Customer,

    /// <summary>Members only; the bot can be mentioned here.</summary>
    Group,

    /// <summary>One member and the app.</summary>
    App,
}

/// <summary>The kinds of bubbles; the words are those of the protocol where it has one.</summary>
public static class Bubble
{
    public const string Text = "text";
    public const string Image = "image";
    public const string Voice = "voice";
    public const string Video = "video";
    public const string File = "file";
    public const string Link = "link";
    public const string Location = "location";
    public const string Card = "template_card";
    public const string Markdown = "markdown";
    public const string TextCard = "textcard";
    public const string News = "news";

    /// <summary>Several messages forwarded as one record; no callback type is documented for it.</summary>
    public const string Record = "chatrecord";
}

/// <summary>One message as a phone shows it.</summary>
public sealed class ChatMessage
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A userid, an external_userid, <see cref="Chat.AppSender"/> or <see cref="Chat.BotSender"/>.</summary>
    public required string From { get; init; }

    /// <summary>One of <see cref="Bubble"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The words; for media the transcript or file name.</summary>
    public string Text { get; set; } = "";

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? MediaId { get; init; }

    /// <summary>File name of a picture of the demo.</summary>
    public string? Picture { get; init; }

    /// <summary>Latitude and longitude of a location.</summary>
    public (double X, double Y)? Place { get; init; }

    /// <summary>Length of a voice message in seconds.</summary>
    public int Seconds { get; init; }

    public ChatMessage? Quoted { get; init; }

    /// <summary>The msgid that message/send answered.</summary>
    public string? MsgId { get; init; }

    public bool Recalled { get; set; }

    /// <summary>The card, one state per person who sees it.</summary>
    public IReadOnlyDictionary<string, Card> Cards { get; init; } = new Dictionary<string, Card>();
}

/// <summary>A conversation. Changed only under the simulator's lock.</summary>
public sealed class Chat(string id, ChatKind kind, string name)
{
    public const string AppSender = "@app";
    public const string BotSender = "@bot";

    public string Id => id;

    public ChatKind Kind => kind;

    /// <summary>The name of a group; other chats are named by the other side.</summary>
    public string Name => name;

    /// <summary>userids and external_userids.</summary>
    public List<string> Members { get; } = [];

    public List<ChatMessage> Messages { get; } = [];

    /// <summary>The last message each member has seen.</summary>
    public Dictionary<string, long> ReadUpTo { get; } = [];

    public int Unread(string viewer)
    {
        var seen = ReadUpTo.GetValueOrDefault(viewer);
        return Messages.Count(message => message.Id > seen && message.From != viewer);
    }
}
