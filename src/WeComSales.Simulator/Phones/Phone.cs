using static WeComSales.Simulator.EventXml;

namespace WeComSales.Simulator;

/// <summary>The phone of one member of the company: everything that a thumb can do on it. Each verb ends when the callback that it causes was delivered or given up.</summary>
public sealed partial class Phone
{
    static long lastMsgId = 7_300_000_000_000_000_000;

    readonly World world;
    readonly CallbackPump pump;
    readonly AppReplies appReplies;
    readonly BotReplies botReplies;

    internal Phone(World world, CallbackPump pump, AppReplies appReplies, BotReplies botReplies, Person owner) =>
        (this.world, this.pump, this.appReplies, this.botReplies, Owner) = (world, pump, appReplies, botReplies, owner);

    public Person Owner { get; }

    /// <summary>The conversation with the app, oldest first.</summary>
    public IReadOnlyList<ChatMessage> AppMessages
    {
        get
        {
            lock (world.Gate)
            {
                return [.. AppChat.Messages];
            }
        }
    }

    /// <summary>Every card in the conversation with the app as it looks now, oldest first.</summary>
    public IReadOnlyList<CardView> Cards => CardsIn(world => AppChat);

    /// <summary>The newest card in the conversation with the app as it looks now.</summary>
    public CardView LastCard => Cards is [.., var last] ? last : throw new InvalidOperationException($"{Owner.Name} has no card.");

    Chat AppChat => world.Company.AppChat(Owner.UserId);

    public Task SendToApp(string text) =>
        ToApp(Bubble.Text, message => message with { Text = text }, ("Content", text));

    /// <summary>Sends a PNG or JPEG; without one, a sample.</summary>
    public Task SendImageToApp(byte[]? picture = null)
    {
        var media = Keep(Bubble.Image, "image.png", "image/png", picture ?? Samples.Picture);
        return ToApp(Bubble.Image, message => message with { MediaId = media.Id, Url = PictureUrl(media) }, ("PicUrl", PictureUrl(media)), ("MediaId", media.Id));
    }

    /// <summary>Sends an AMR recording; WeCom gives an app the file and never the words.</summary>
    public Task SendVoiceToApp(byte[]? recording = null, int seconds = 3)
    {
        var media = Keep(Bubble.Voice, "voice.amr", "voice/amr", recording ?? Samples.Voice);
        return ToApp(Bubble.Voice, message => message with { MediaId = media.Id, Seconds = seconds }, ("MediaId", media.Id), ("Format", "amr"));
    }

    public Task SendVideoToApp()
    {
        var (video, thumb) = (Keep(Bubble.Video, "video.mp4", "video/mp4", Samples.Video), Keep(Bubble.Image, "thumb.png", "image/png", Samples.Picture));
        return ToApp(Bubble.Video, message => message with { MediaId = video.Id }, ("MediaId", video.Id), ("ThumbMediaId", thumb.Id));
    }

    public Task SendLinkToApp(string title, string description, string url) => ToApp(
        Bubble.Link, message => message with { Title = title, Text = description, Url = url }, ("Title", title), ("Description", description), ("Url", url), ("PicUrl", ""));

    /// <param name="latitude">Goes into Location_X.</param>
    /// <param name="longitude">Goes into Location_Y.</param>
    public Task SendLocationToApp(string label, double latitude, double longitude) => ToApp(
        Bubble.Location, message => message with { Text = label },
        ("Location_X", latitude), ("Location_Y", longitude), ("Scale", 15), ("Label", label), ("AppType", "wxwork"));

    /// <summary>Long-press → 转发 → the app. Only the content travels: no sender, no time, no chat.</summary>
    public Task Forward(ChatMessage message) => message.Kind switch
    {
        Bubble.Text => SendToApp(message.Text),
        Bubble.Image => SendImageToApp(MediaOf(message)),
        Bubble.Voice => SendVoiceToApp(MediaOf(message), message.Seconds),
        Bubble.Video => SendVideoToApp(),
        Bubble.Link => SendLinkToApp(message.Title ?? "", message.Text, message.Url ?? ""),
        Bubble.Location => SendLocationToApp(message.Text, 31.2304, 121.4737),
        _ => SendUnknownToApp(message.Kind, message.Text),
    };

    public Task Forward(string text) => SendToApp(text);

    /// <summary>Something for which no callback type is documented (a file, a merged record): it arrives with a type that an app does not know.</summary>
    public Task SendUnknownToApp(string type, string title) => ToApp(type, message => message with { Text = title }, ("Title", title));

    /// <summary>Opens the app's conversation; WeCom reports every time.</summary>
    public Task EnterApp() => Raise(EventXml.Write(world, Owner.UserId, "event", ("Event", "enter_agent"), ("EventKey", ""), ("AgentID", world.Options.AgentId)), "enter_agent");

    /// <summary>Scans a code from the app's menu, without any page (D90240): the app is told what the camera saw.</summary>
    public Task ScanFromMenu(string code, string type = "qrcode") => Raise(
        EventXml.Write(
            world, Owner.UserId, "event", ("Event", "scancode_waitmsg"), ("EventKey", "scan-member"),
            ("ScanCodeInfo", EventXml.Group(("ScanType", type), ("ScanResult", code))), ("AgentID", world.Options.AgentId)),
        "scancode_waitmsg");

    Task ToApp(string type, Func<NewMessage, NewMessage> fill, params (string, object?)[] fields)
    {
        string xml;
        lock (world.Gate)
        {
            world.Post(AppChat, fill(new NewMessage(type)).By(Owner.UserId, world));
            xml = EventXml.Write(world, Owner.UserId, type, [.. fields, ("MsgId", Interlocked.Increment(ref lastMsgId)), ("AgentID", world.Options.AgentId)]);
        }

        return Raise(xml, null);
    }

    Task Raise(string xml, string? @event, Card? card = null) => pump.ToApp(xml, reply => appReplies.Take(reply, Owner.UserId, @event, card));

    MediaFile Keep(string type, string fileName, string contentType, byte[] bytes)
    {
        lock (world.Gate)
        {
            return world.Media.Add(type, fileName, contentType, bytes, world.Now);
        }
    }

    string PictureUrl(MediaFile media) => new Uri(world.BaseUrl, $"/media/{media.Id}").ToString();

    byte[]? MediaOf(ChatMessage message)
    {
        lock (world.Gate)
        {
            return message.Picture is { } name ? Samples.Pictures[name]
                : message.MediaId is { } id ? world.Media.Find(id, world.Now)?.Bytes : null;
        }
    }

    IReadOnlyList<CardView> CardsIn(Func<World, Chat> chat)
    {
        lock (world.Gate)
        {
            return [.. chat(world).Messages.Where(message => !message.Recalled).Select(message => message.Cards.GetValueOrDefault(Owner.UserId)).OfType<Card>().Select(card => new CardView(card))];
        }
    }
}
