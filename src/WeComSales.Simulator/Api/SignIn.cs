using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace WeComSales.Simulator;

/// <summary>auth/getuserinfo (D91023) and the codes it takes: five minutes, once, and only with the token of the app they were made for.</summary>
sealed class SignIn(World world)
{
    static readonly TimeSpan life = TimeSpan.FromMinutes(5);

    readonly Dictionary<string, Code> codes = [];

    sealed record Code(string Who, int AgentId, DateTimeOffset Until)
    {
        public bool Used { get; set; }
    }

    /// <summary>A code for this member (userid) or customer (external_userid).</summary>
    public string NewCode(string who, int agentId)
    {
        var code = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 43);
        codes[code] = new Code(who, agentId, world.Now + life);
        return code;
    }

    public ApiAnswer UserInfo(ApiRequest call)
    {
        if (call.Query("code") is not { } given || !codes.TryGetValue(given, out var code) || code.AgentId != call.App.AgentId)
        {
            return new Refusal(40029, "invalid code");
        }

        if (code.Used || call.Now >= code.Until)
        {
            return code.Used ? new Refusal(42022, "code was used") : new Refusal(42003, "code expired");
        }

        code.Used = true;
        return world.Company.People.ContainsKey(code.Who)
            ? ApiAnswer.Ok(("userid", code.Who))
            : ApiAnswer.Ok([("openid", $"o-{code.Who}"), .. world.Company.Customers.ContainsKey(code.Who) ? [("external_userid", JsonValue.Create(code.Who))] : Array.Empty<(string, JsonNode?)>()]);
    }
}
