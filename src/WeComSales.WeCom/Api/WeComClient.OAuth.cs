using System.Security.Cryptography;
using System.Text;

namespace WeComSales.WeCom;

/// <summary>Who stands behind an OAuth code (D91023): a member of the corp, or somebody else with an openid.</summary>
/// <param name="Userid">The member; null for others.</param>
/// <param name="Openid">Somebody who is not a member.</param>
/// <param name="ExternalUserid">The customer, where that is known.</param>
public sealed record SignedInUser(string? Userid, string? Openid, string? ExternalUserid);

/// <summary>What a page needs to register the JS-SDK for one address (D90506).</summary>
public sealed record JsSignature(string NonceStr, long Timestamp, string Signature);

public sealed partial class WeComClient
{
    /// <summary>auth/getuserinfo (D91023): exchanges a code, once and within 5 minutes. 40029, 42003 and 42022 mean: begin the sign-in again, once.</summary>
    public Task<ApiResult<SignedInUser>> GetUserInfo(string code, CancellationToken stop) =>
        Get("auth/getuserinfo", $"code={Uri.EscapeDataString(code)}", WireJson.Types.SignedInUser, stop);

    /// <summary>Signs an address for config with the corp's ticket, get_jsapi_ticket (D90506).</summary>
    public Task<ApiResult<JsSignature>> SignForCorp(string url, string nonce, DateTimeOffset now, CancellationToken stop) => Sign(corpTicket, url, nonce, now, stop);

    /// <summary>Signs an address for agentConfig with the app's ticket, ticket/get?type=agent_config (D90506): another ticket than the corp's.</summary>
    public Task<ApiResult<JsSignature>> SignForAgent(string url, string nonce, DateTimeOffset now, CancellationToken stop) => Sign(agentTicket, url, nonce, now, stop);

    /// <summary>The signature of an address, which counts up to its # (D90506): 40 lower-case hex digits.</summary>
    public static JsSignature Sign(string ticket, string url, string nonce, long timestamp)
    {
        var text = $"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.Split('#')[0]}";
#pragma warning disable CA5350 // WeCom's protocol prescribes SHA-1.
        return new(nonce, timestamp, Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text))));
#pragma warning restore CA5350
    }

    static async Task<ApiResult<JsSignature>> Sign(AccessTokens ticket, string url, string nonce, DateTimeOffset now, CancellationToken stop) =>
        (await ticket.Get(stop)).Select(kept => Sign(kept.Value, url, nonce, now.ToUnixTimeSeconds()));
}
