using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WeComSales.Simulator;

/// <summary>The page's own API: whose phone it is, the host says (rep.localhost), so that two phones never mix. A verb answers before its callback is delivered, as a thumb does not wait either.</summary>
sealed class PhoneEndpoints
{
    readonly World world;
    readonly SimulatorServer server;
    readonly ConcurrentDictionary<string, string> clipboards = new();

    public PhoneEndpoints(World world, SimulatorServer server, Tickets tickets)
    {
        (this.world, this.server) = (world, server);
        Js = new(world, server, tickets, clipboards);
    }

    /// <summary>The client's side of the JS-SDK.</summary>
    public JsHost Js { get; }

    public void Map(IEndpointRouteBuilder routes)
    {
        var phone = routes.MapGroup("/phone");
        phone.MapGet("/me", (HttpContext http) => Show(http, view => view.Me()));
        phone.MapGet("/chats", (HttpContext http) => Show(http, view => view.Chats()));
        phone.MapGet("/contacts", (HttpContext http) => Show(http, view => view.Contacts()));
        phone.MapGet("/chats/{id}", (HttpContext http, string id) => Show(http, view => ChatOf(http, id) is { } chat ? view.Messages(chat) : null));
        phone.MapGet("/live", Live);
        phone.MapGet("/clipboard", (HttpContext http) => Results.Json(new { text = clipboards.GetValueOrDefault(Owner(http) ?? "", "") }, JsonReading.Raw));
        phone.MapPost("/clipboard", (HttpContext http, JsonElement body) => clipboards[Owner(http) ?? ""] = body.Text("text") ?? "");
        phone.MapPost("/js", (HttpContext http, JsonElement body) => Owner(http) is { } owner
            ? Results.Text(Js.Invoke(owner, body.Text("page") ?? "", body.Text("api") ?? "", body.Member("params") ?? default).ToJsonString(JsonReading.Raw), "application/json")
            : Results.NotFound());
        phone.MapPost("/panel", Open);
        phone.MapGet("/scan", (HttpContext http) => Show(http, _ => new { next = Js.Panel(Owner(http)!).NextScan, codes = world.Company.Desk.Codes }));
        phone.MapPost("/scan", Scan);
        phone.MapPost("/chats/{id}/read", Read);
        phone.MapPost("/chats/{id}/say", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) => thumb.Say(chat, body.Text("text") ?? "", body.Long("quote"))));
        phone.MapPost("/chats/{id}/sample", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) => thumb.Sample(chat, body.Text("kind") ?? "")));
        phone.MapPost("/chats/{id}/forward", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) =>
            ChatOf(http, body.Text("to") ?? "") is { } target ? thumb.Forward(chat, Ids(body), target, body.Member("merged") is { ValueKind: JsonValueKind.True }) : null));
        phone.MapPost("/chats/{id}/tap", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) => thumb.Tap(chat, body.Long("message") ?? 0, body.Text("key") ?? "")));
        phone.MapPost("/chats/{id}/select", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) =>
            thumb.Select(chat, body.Long("message") ?? 0, body.Text("question") ?? "", body.Text("option") ?? "")));
        phone.MapPost("/chats/{id}/scan", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) => thumb.Scan(chat, body.Text("code") ?? "")));
        phone.MapPost("/chats/{id}/enter", (HttpContext http, string id) => Act(http, id, (thumb, _) => thumb.Enter()));
        phone.MapPost("/chats/{id}/remark", (HttpContext http, string id, JsonElement body) => Act(http, id, (thumb, chat) => thumb.Remark(chat, body.Text("remark") ?? "")));
        phone.MapPost("/chats/{id}/delete", (HttpContext http, string id) => Act(http, id, (thumb, chat) => thumb.Delete(chat)));
    }

    /// <summary>Whose phone answers under this host, by userid or external_userid; null where it is nobody's.</summary>
    public string? Owner(HttpContext http)
    {
        const string Loopback = ".localhost";
        var host = http.Request.Host.Host;
        var label = host.EndsWith(Loopback, StringComparison.OrdinalIgnoreCase) ? host[..^Loopback.Length] : "";
        lock (world.Gate)
        {
            return world.Company.Persona(label);
        }
    }

    IResult Show(HttpContext http, Func<PhoneView, object?> show)
    {
        if (Owner(http) is not { } owner)
        {
            return Results.NotFound();
        }

        lock (world.Gate)
        {
            return show(new PhoneView(world, owner)) is { } shown ? Results.Text(JsonSerializer.Serialize(shown, JsonReading.Raw), "application/json") : Results.NotFound();
        }
    }

    IResult Act(HttpContext http, string chatId, Func<PhoneThumb, Chat, Task?> act)
    {
        if (Owner(http) is not { } owner || ChatOf(http, chatId) is not { } chat)
        {
            return Results.NotFound();
        }

        // The callback goes its own way; its fate stands in the log.
        return act(new PhoneThumb(world, server, owner), chat) is null ? Results.BadRequest() : Results.NoContent();
    }

    /// <summary>The toolbar of a chat was tapped, or a page was opened elsewhere: what the page's SDK will be told.</summary>
    IResult Open(HttpContext http, JsonElement body)
    {
        if (Owner(http) is not { } owner)
        {
            return Results.NotFound();
        }

        var chat = body.Text("chat") is { } id ? ChatOf(http, id) : null;
        var panel = Js.Panel(owner);
        (panel.ChatId, panel.Entry) = chat is null ? (null, "normal")
            : (chat.Id, chat.Kind == ChatKind.Customer ? "single_chat_tools" : chat.Kind == ChatKind.Group ? "internal_group_chat_board" : "normal");
        return Results.NoContent();
    }

    /// <summary>What somebody holds in front of this phone's camera; null takes it away.</summary>
    IResult Scan(HttpContext http, JsonElement body)
    {
        if (Owner(http) is not { } owner)
        {
            return Results.NotFound();
        }

        Js.Panel(owner).NextScan = body.Text("code");
        return Results.NoContent();
    }

    IResult Read(HttpContext http, string id)
    {
        if (Owner(http) is not { } owner || ChatOf(http, id) is not { } chat)
        {
            return Results.NotFound();
        }

        lock (world.Gate)
        {
            chat.ReadUpTo[owner] = chat.Messages.Count > 0 ? chat.Messages[^1].Id : 0;
        }

        return Results.NoContent();
    }

    Chat? ChatOf(HttpContext http, string id)
    {
        var owner = Owner(http);
        lock (world.Gate)
        {
            return world.Company.Chats.GetValueOrDefault(id) is { } chat && chat.Members.Contains(owner ?? "") ? chat : null;
        }
    }

    async Task Live(HttpContext http)
    {
        using var watcher = world.Feed.Watch();
        await watcher.Send(http, topic => topic is Feed.Clock or Feed.Everything || ChatOf(http, topic) is not null);
    }

    static List<long> Ids(JsonElement body) => [.. body.Items("messages").Where(id => id.ValueKind == JsonValueKind.Number).Select(id => id.GetInt64())];
}
