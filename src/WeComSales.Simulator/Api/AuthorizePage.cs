using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace WeComSales.Simulator;

/// <summary>/connect/oauth2/authorize (D91022): silent for the phone whose page asks, told by the first label of the host it returns to; everywhere else a page that asks who is there.</summary>
sealed partial class AuthorizePage(World world, SignIn signIn)
{
    public Task Handle(HttpContext http)
    {
        string Query(string name) => http.Request.Query[name].ToString();
        if (Fault(Query, out var back) is { } fault)
        {
            return Page(http, $"<h1>{WebUtility.HtmlEncode(fault)}</h1>");
        }

        if (CodeFor(Query("sim_as") is { Length: > 0 } chosen ? chosen : LabelOf(back!.Host), Query("agentid")) is not { } code)
        {
            return Page(http, Picker(http.Request));
        }

        var joint = back!.Query.Length == 0 ? "?" : "&";
        http.Response.Redirect($"{back.GetLeftPart(UriPartial.Query)}{joint}code={code}&state={Query("state")}{back.Fragment}");
        return Task.CompletedTask;
    }

    string? CodeFor(string? label, string agentId)
    {
        lock (world.Gate)
        {
            return label is not null && world.Company.Persona(label) is { } who ? signIn.NewCode(who, Agent(agentId).AgentId) : null;
        }
    }

    string? Fault(Func<string, string> query, out Uri? back)
    {
        back = null;
        return query("appid") != world.Options.CorpId ? "40013 invalid corpid"
            : query("response_type") != "code" ? "response_type is code"
            : query("scope") is not ("snsapi_base" or "snsapi_privateinfo") ? "scope is snsapi_base or snsapi_privateinfo"
            : query("scope") == "snsapi_privateinfo" && query("agentid").Length == 0 ? "snsapi_privateinfo needs agentid"
            : !State().IsMatch(query("state")) ? "state is at most 128 letters and digits"
            : !Uri.TryCreate(query("redirect_uri"), UriKind.Absolute, out back) || !IsTrusted(back) ? "50001 redirect_uri is not under the trusted domain"
            : null;
    }

    // Host and port must equal the trusted domain; on a laptop every loopback name is one.
    bool IsTrusted(Uri back) => world.Options.TrustedDomains is { } domains
        ? domains.Contains(back.Authority, StringComparer.OrdinalIgnoreCase)
        : back.IsLoopback || back.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    static string? LabelOf(string host) => host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? host[..^".localhost".Length] : null;

    SimulatorApp Agent(string agentId) => world.Apps.Find(app => $"{app.AgentId}" == agentId) ?? world.Apps[0];

    string Picker(HttpRequest request)
    {
        var list = new StringBuilder("<h1>选择身份</h1><p>企业微信会静默完成这一步；在浏览器里请选一位成员。</p><ul>");
        foreach (var person in Visible())
        {
            var address = $"{request.Path}{request.QueryString}&sim_as={Uri.EscapeDataString(person.UserId)}";
            list.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(person.Name)}</a> {WebUtility.HtmlEncode(person.Position)}</li>");
        }

        return list.Append("</ul>").ToString();
    }

    List<Person> Visible()
    {
        lock (world.Gate)
        {
            return [.. world.Company.People.Values.Where(person => person.Active && world.Company.Sees(person))];
        }
    }

    static Task Page(HttpContext http, string content)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($"<!doctype html><html lang=\"zh-CN\"><meta name=\"viewport\" content=\"width=device-width\"><title>企业微信登录</title><style>body{{font:16px/1.6 system-ui,sans-serif;margin:24px}}li{{margin:12px 0}}</style>{content}");
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9]{0,128}\z")]
    private static partial Regex State();
}
