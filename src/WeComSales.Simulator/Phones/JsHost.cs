using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeComSales.WeCom;

namespace WeComSales.Simulator;

/// <summary>
/// The client's side of the JS-SDK on one phone (reference 7): registration is checked against this WeCom's own ticket, each
/// call against what was registered and where the page stands.
/// </summary>
sealed class JsHost(World world, SimulatorServer server, Tickets tickets, ConcurrentDictionary<string, string> clipboards)
{
    const string NoPermission = "fail no permission";
    const string NoContext = "fail without context of external contact";
    static readonly TimeSpan signatureLife = TimeSpan.FromHours(2);

    readonly ConcurrentDictionary<(string Owner, string Page), HashSet<string>> registered = new();
    readonly ConcurrentDictionary<string, JsPanel> panels = new();

    /// <summary>How the page on this phone was opened; the phone's own pages set it.</summary>
    public JsPanel Panel(string owner) => panels.GetOrAdd(owner, _ => new());

    /// <summary>One native call of the page at an address; the answer has the shape that the SDK expects (reference 7.2).</summary>
    public JsonObject Invoke(string owner, string page, string api, JsonElement args)
    {
        page = page.Split('#')[0];
        if (api == "agentConfig")
        {
            return Register(owner, page, args);
        }

        if (!registered.TryGetValue((owner, page), out var list) || !list.Contains(api))
        {
            return Answer(api, NoPermission);
        }

        var panel = Panel(owner);
        return api switch
        {
            "getContext" => Ok(api, ("entry", panel.Entry)),
            "getCurExternalContact" => Customer(owner, panel) is { } customer ? Ok(api, ("userId", customer)) : Answer(api, NoContext),
            "getClipboardData" => Ok(api, ("data", clipboards.GetValueOrDefault(owner, ""))),
            "setClipboardData" => Keep(owner, api, args),
            "sendChatMessage" => Send(owner, panel, api, args),
            "scanQRCode" => panel.NextScan is { } scanned ? Ok(api, ("resultStr", scanned)) : Answer(api, "cancel"),
            "geoLocation" => panel.Place is { } place
                ? Ok(api, ("latitude", place.Latitude), ("longitude", place.Longitude), ("accuracy", 30), ("speed", 0))
                : Answer(api, "fail auth denied"),
            "startRecord" => Ok(api),
            "stopRecord" => Ok(api, ("localId", "voice-1")),
            "onVoiceRecordEnd" => Ok(api),
            "translateVoice" => (panel.Spoken ?? world.Company.Desk.Hear()) is { } words ? Ok(api, ("translateResult", words)) : Answer(api, "fail"),
            _ => Answer(api, "fail_no_such_function"),
        };
    }

    /// <summary>agentConfig: the signature must be made with the app's own ticket, over exactly this address, not long ago (reference 7.4).</summary>
    JsonObject Register(string owner, string page, JsonElement args)
    {
        var (ticket, now) = (tickets.Current(world.Options.AgentId, world.Now), world.Now);
        var fresh = long.TryParse(args.Text("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() < signatureLife;
        if (args.Text("corpid") != world.Options.CorpId || args.Text("agentid") != world.Options.AgentId.ToString(CultureInfo.InvariantCulture))
        {
            return Answer("agentConfig", "fail_invalid agentid");
        }

        if (!fresh || ticket is null || WeComClient.Sign(ticket, page, args.Text("nonceStr") ?? "", seconds).Signature != args.Text("signature"))
        {
            return Answer("agentConfig", "fail_invalid signature");
        }

        registered[(owner, page)] = [.. args.Texts("jsApiList")];
        return Ok("agentConfig", ("checkResult", new JsonObject()));
    }

    JsonObject Keep(string owner, string api, JsonElement args)
    {
        clipboards[owner] = args.Text("data") ?? "";
        return Ok(api);
    }

    string? Customer(string owner, JsPanel panel)
    {
        lock (world.Gate)
        {
            return panel.Entry is "single_chat_tools" or "contact_profile" or "single_kf_tools" or "chat_attachment" && panel.ChatId is { } id
                && world.Company.Chats.GetValueOrDefault(id) is { Kind: ChatKind.Customer } chat && chat.Members[0] == owner
                ? chat.Members[1] : null;
        }
    }

    JsonObject Send(string owner, JsPanel panel, string api, JsonElement args)
    {
        if (Customer(owner, panel) is null)
        {
            return Answer(api, NoContext);
        }

        NewMessage? message = args.Text("msgtype") switch
        {
            "text" => new NewMessage(Bubble.Text) { Text = args.Member("text").Text("content") ?? "" },
            "news" => new NewMessage(Bubble.Link) { Title = args.Member("news").Text("title"), Text = args.Member("news").Text("desc") ?? "", Url = args.Member("news").Text("link") },
            _ => null,
        };
        if (message is null || (message.Text.Length == 0 && message.Title is null))
        {
            return Answer(api, "fail invalid msgtype");
        }

        lock (world.Gate)
        {
            world.Post(world.Company.Chats[panel.ChatId!], message.By(server.Phone(owner).Owner.UserId, world));
        }

        return Ok(api);
    }

    static JsonObject Ok(string api, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var answer = Answer(api, "ok");
        foreach (var (name, value) in fields)
        {
            answer[name] = value;
        }

        return answer;
    }

    static JsonObject Answer(string api, string result) => new() { ["err_msg"] = $"{api}:{result}" };
}

/// <summary>From where a page was opened on a phone, and what the phone will answer next.</summary>
public sealed class JsPanel
{
    /// <summary>One of reference 7.3: single_chat_tools, contact_profile, normal …</summary>
    public string Entry { get; set; } = "normal";

    /// <summary>The chat beside which the page stands.</summary>
    public string? ChatId { get; set; }

    /// <summary>What the camera will see; null: the person cancels.</summary>
    public string? NextScan { get; set; }

    /// <summary>Where the phone is; null: the person does not allow to tell.</summary>
    public (double Latitude, double Longitude)? Place { get; set; } = (31.2243, 121.4768);

    /// <summary>What will be heard in the next recording; null: nothing was understood.</summary>
    public string? Spoken { get; set; }
}
