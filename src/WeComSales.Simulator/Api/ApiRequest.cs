using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WeComSales.Simulator;

/// <summary>One call on its way through: what came in, and what the handler notes about it.</summary>
sealed class ApiRequest(HttpRequest http, byte[] body, JsonElement json, SimulatorApp app, DateTimeOffset now)
{
    public HttpRequest Http => http;

    public byte[] Body => body;

    /// <summary>The body of a POST; an undefined element for a GET.</summary>
    public JsonElement Json => json;

    public SimulatorApp App => app;

    public DateTimeOffset Now => now;

    public List<string> Warnings { get; } = [];

    public List<string> Dropped { get; } = [];

    public bool Duplicate { get; set; }

    /// <summary>A query parameter, or null when it is absent or empty.</summary>
    public string? Query(string name) => http.Query[name] is [{ Length: > 0 } value] ? value : null;
}

/// <summary>What goes back: an object with errcode, or the bytes of a file.</summary>
sealed record ApiAnswer(JsonObject? Json, MediaFile? File = null)
{
    public int ErrCode => Json?["errcode"]?.GetValue<int>() ?? 0;

    public static ApiAnswer Ok(params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var json = new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" };
        foreach (var (name, value) in fields)
        {
            json[name] = value;
        }

        return new ApiAnswer(json);
    }

    public static implicit operator ApiAnswer(Refusal refusal) => Refused(refusal);

    /// <summary>The words are free and change on the real platform too; only the code may be believed.</summary>
    public static ApiAnswer Refused(Refusal refusal, params ReadOnlySpan<string> emptyLists)
    {
        var hint = $"hint: [{Random.Shared.NextInt64():x16}]";
        var json = new JsonObject
        {
            ["errcode"] = refusal.Code,
            ["errmsg"] = $"{refusal.Words}, {hint}, more info at https://open.work.weixin.qq.com/devtool/query?e={refusal.Code}",
        };
        foreach (var name in emptyLists)
        {
            json[name] = new JsonArray();
        }

        return new ApiAnswer(json);
    }
}

/// <summary>One API: how it is called and who answers.</summary>
/// <param name="Lists">Lists of the success shape, which are there and empty on errors too.</param>
sealed record ApiRoute(string Method, Func<ApiRequest, ApiAnswer> Answer, params IReadOnlyList<string> Lists)
{
    /// <summary>Whether the contact-sync secret may call it as well.</summary>
    public bool ForContactSync { get; init; }

    /// <summary>True for the two that carry their own proof instead of a token.</summary>
    public bool WithoutToken { get; init; }
}
