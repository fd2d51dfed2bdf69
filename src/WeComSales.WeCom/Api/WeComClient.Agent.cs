namespace WeComSales.WeCom;

/// <summary>The app as the admin console has it: whether it is on, and who may see it (D90227).</summary>
/// <param name="RedirectDomain">The trusted domain for sign-in and JS-SDK (可信域名); null where none is entered.</param>
public sealed record WeComAgent(string Name, bool IsOn, int Users, int Departments, int Tags, string? RedirectDomain)
{
    /// <summary>Nobody can receive anything from an app that nobody sees.</summary>
    public bool IsVisible => Users + Departments + Tags > 0;
}

sealed record AgentAnswer(string? Name, int Close, AgentUsers? AllowUserinfos, AgentDepartments? AllowPartys, AgentTags? AllowTags, string? RedirectDomain);

sealed record AgentUsers(IReadOnlyList<AgentUser>? User);

sealed record AgentUser(string? Userid);

sealed record AgentDepartments(IReadOnlyList<long>? Partyid);

sealed record AgentTags(IReadOnlyList<long>? Tagid);

public sealed partial class WeComClient
{
    /// <summary>agent/get (D90227): the app that this secret belongs to; 301002 when the id is another app's.</summary>
    public async Task<ApiResult<WeComAgent>> GetAgent(int agentId, CancellationToken stop) =>
        (await Get("agent/get", Number("agentid", agentId), WireJson.Types.AgentAnswer, stop)).Select(answer => new WeComAgent(
            answer.Name ?? "", answer.Close == 0,
            answer.AllowUserinfos?.User?.Count ?? 0, answer.AllowPartys?.Partyid?.Count ?? 0, answer.AllowTags?.Tagid?.Count ?? 0,
            string.IsNullOrWhiteSpace(answer.RedirectDomain) ? null : answer.RedirectDomain.Trim()));

    /// <summary>What time WeCom says it is, to the second: the Date of an answer to get_api_domain_ip (D92520). Null when the answer has none.</summary>
    public Task<ApiResult<DateTimeOffset?>> AskTime(CancellationToken stop) => WithToken(
        token => http.Stream(
            new(HttpMethod.Get, "get_api_domain_ip"), token,
            (response, _) => Task.FromResult(new ApiResult<DateTimeOffset?>(response.Headers.Date)), stop),
        stop);
}
