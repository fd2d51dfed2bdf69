using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>The two tickets of the JS-SDK (D90506): one for the corp, one for the app; mixing them up is a known trap.</summary>
sealed class Tickets
{
    static readonly TimeSpan life = TimeSpan.FromHours(2);

    readonly Dictionary<int, (string Ticket, DateTimeOffset Until)> open = [];

    public ApiAnswer Corp(ApiRequest call) => Ticket(0, call);

    public ApiAnswer App(ApiRequest call) => call.Query("type") == "agent_config" ? Ticket(call.App.AgentId, call) : new Refusal(40058, "type is agent_config");

    /// <summary>The ticket that is given out now; null when nobody has asked for one.</summary>
    public string? Current(int agentId, DateTimeOffset now) => open.TryGetValue(agentId, out var entry) && now < entry.Until ? entry.Ticket : null;

    ApiAnswer Ticket(int agentId, ApiRequest call)
    {
        if (!open.TryGetValue(agentId, out var entry) || call.Now >= entry.Until)
        {
            open[agentId] = entry = (RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-", 86), call.Now + life);
        }

        return ApiAnswer.Ok(("ticket", entry.Ticket), ("expires_in", JsonValue.Create((int)(entry.Until - call.Now).TotalSeconds)));
    }
}
