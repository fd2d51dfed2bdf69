using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace WeComSales.WeCom;

/// <summary>
/// WeCom's server API for one secret. Expected troubles are results, never exceptions; only the caller's own cancellation throws.
/// Safe for many threads; one per process and secret.
/// </summary>
public sealed partial class WeComClient : IDisposable
{
    readonly WeComAccount account;
    readonly WireHttp http;
    readonly AccessTokens tokens;
    readonly AccessTokens corpTicket;
    readonly AccessTokens agentTicket;

    /// <param name="account">The secret and where to call.</param>
    /// <param name="vault">Where tokens are shared with other instances.</param>
    /// <param name="clock">Says when a token is due.</param>
    public WeComClient(WeComAccount account, ITokenVault vault, TimeProvider clock)
        : this(account, vault, clock, new WireHttp(account))
    {
    }

    internal WeComClient(WeComAccount account, ITokenVault vault, TimeProvider clock, WireHttp http)
    {
        (this.account, this.http) = (account, http);
        var name = $"{account.CorpId}/{account.App}/";
        tokens = new(name + "access_token", vault, clock, FetchToken);
        corpTicket = new(name + "jsapi_ticket", vault, clock, stop => FetchTicket(new(HttpMethod.Get, "get_jsapi_ticket"), stop));
        agentTicket = new(name + "agent_ticket", vault, clock, stop => FetchTicket(new(HttpMethod.Get, "ticket/get", "type=agent_config"), stop));
    }

    public void Dispose() => http.Dispose();

    /// <summary>Whether WeCom knows this corp and secret: fetches or finds the access token (D91039).</summary>
    public async Task<ApiResult<DateTimeOffset>> CheckSecret(CancellationToken stop) => (await tokens.Get(stop)).Select(token => token.ExpiresAt);

    Task<ApiResult<T>> Get<T>(string path, string query, JsonTypeInfo<T> type, CancellationToken stop) =>
        WithToken(token => http.Api(new(HttpMethod.Get, path, query), token, type, stop), stop);

    Task<ApiResult<T>> Post<T>(string path, ReadOnlyMemory<byte> body, bool changes, JsonTypeInfo<T> type, CancellationToken stop) =>
        WithToken(token => http.Api(new(HttpMethod.Post, path, Content: () => Json(body), Changes: changes), token, type, stop), stop);

    // The token that was refused is renewed and the same call made again, once.
    async Task<ApiResult<T>> WithToken<T>(Func<string, Task<ApiResult<T>>> call, CancellationToken stop)
    {
        var first = await tokens.Get(stop);
        if (!first.TryGet(out var token))
        {
            return new(Unsent(first.Failure!));
        }

        var result = await call(token.Value);
        if (result.Failure?.Reaction.Class != ErrorClass.Token)
        {
            return result;
        }

        var second = await tokens.Renew(token, stop);
        return second.TryGet(out var renewed) ? await call(renewed.Value) : new(Unsent(second.Failure!));
    }

    async Task<ApiResult<FreshToken>> FetchToken(CancellationToken stop)
    {
        var query = $"corpid={Uri.EscapeDataString(account.CorpId)}&corpsecret={Uri.EscapeDataString(account.Secret)}";
        var answer = await http.Api(new(HttpMethod.Get, "gettoken", query), token: null, WireJson.Types.TokenAnswer, stop);
        return Fresh(answer, answer.TryGet(out var given) ? given.AccessToken : null);
    }

    async Task<ApiResult<FreshToken>> FetchTicket(WireCall call, CancellationToken stop)
    {
        var answer = await WithToken(token => http.Api(call, token, WireJson.Types.TokenAnswer, stop), stop);
        return Fresh(answer, answer.TryGet(out var given) ? given.Ticket : null);
    }

    static ApiResult<FreshToken> Fresh(ApiResult<TokenAnswer> answer, string? value) => answer.TryGet(out var given)
        ? value is { Length: > 0 } && given.ExpiresIn > 0 ? new(new FreshToken(value, given.ExpiresIn)) : new(ApiFailure.Lost("The answer holds no token.", changes: false))
        : new(answer.Failure!);

    // Whatever happened to the token, the call itself was not made.
    static ApiFailure Unsent(ApiFailure failure) => failure with { Outcome = CallOutcome.NotSent };

    static ReadOnlyMemoryContent Json(ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }
}
