using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.Tests.Settings;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>Goal 20: whatever a browser asks for, the answer says what may run, who may show it and that nobody keeps it.</summary>
public sealed partial class HeaderTests
{
    [Fact]
    public async Task Every_route_answers_with_all_headers_to_strangers_and_to_an_administrator()
    {
        await using var house = await House.Open();
        using var stranger = await Desk.Of(house, null);
        using var administrator = await Desk.Of(house, "zhoulei", Role.Admin);
        var complaints = new List<string>();
        var asked = 0;

        foreach (var (method, path) in Desk.Routes(house).SelectMany(Asking).Append(("GET", "/nothing/here")).Append(("GET", "/sidebar/index.html")))
        {
            using var refused = await Ask(stranger, method, path);
            complaints.AddRange(Complaints(refused).Select(complaint => $"{method} {path} for a stranger, {(int)refused.StatusCode}: {complaint}"));
            if (method == "GET")
            {
                using var answer = await Ask(administrator, method, path);
                complaints.AddRange(Complaints(answer).Select(complaint => $"{method} {path}, {(int)answer.StatusCode}: {complaint}"));
            }

            asked++;
        }

        complaints.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(80);
    }

    /// <summary>The handler of failures empties an answer before it writes its own.</summary>
    [Fact]
    public async Task An_answer_that_failed_on_the_way_has_them_too()
    {
        await using var web = await Broken("https://crm.example.com", "https://open.weixin.qq.com");
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        using var answer = await http.GetAsync(new Uri("/broken", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        Complaints(answer).ShouldBeEmpty();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("what broke");
    }

    [Fact]
    public async Task Nobody_gets_a_request_echoed()
    {
        await using var house = await House.Open();
        using var http = new HttpClient { BaseAddress = house.Address };
        using var request = new HttpRequestMessage(HttpMethod.Trace, "/api/me");
        request.Headers.Add("X-Mark", "echo-me");

        using var answer = await http.SendAsync(request);

        answer.IsSuccessStatusCode.ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("echo-me");
    }

    [Theory]
    [InlineData("https://crm.example.com", "https://open.weixin.qq.com", "'none'", "max-age=31536000")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5081", "'self' http://127.0.0.1:5081 http://*.localhost:5081", null)]
    public async Task Only_the_simulators_phones_may_show_a_page_in_a_frame_and_https_is_remembered(string own, string weCom, string framers, string? remembered)
    {
        await using var web = await Broken(own, weCom);
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));

        Header(answer, "Content-Security-Policy").ShouldEndWith($"frame-ancestors {framers}");
        Header(answer, "Strict-Transport-Security").ShouldBe(remembered);
    }

    [Theory]
    [InlineData("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", "unsafe")]
    [InlineData("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'", "frame-ancestors")]
    [InlineData("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors *", "everybody")]
    [InlineData("X-Content-Type-Options", "", "nosniff")]
    [InlineData("Referrer-Policy", "unsafe-url", "referrer")]
    [InlineData("Cache-Control", "private", "no-store")]
    public void A_weak_header_is_seen(string name, string value, string complaint)
    {
        using var answer = new HttpResponseMessage { RequestMessage = new(HttpMethod.Get, "http://127.0.0.1/api/me") };
        answer.Headers.TryAddWithoutValidation("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        answer.Headers.TryAddWithoutValidation("X-Content-Type-Options", "nosniff");
        answer.Headers.TryAddWithoutValidation("Referrer-Policy", "same-origin");
        answer.Headers.TryAddWithoutValidation("Cache-Control", "no-store");
        Complaints(answer).ShouldBeEmpty();

        answer.Headers.Remove(name);
        answer.Headers.TryAddWithoutValidation(name, value);

        Complaints(answer).ShouldHaveSingleItem().ShouldContain(complaint);
    }

    static IEnumerable<string> Complaints(HttpResponseMessage answer)
    {
        var policy = Header(answer, "Content-Security-Policy") ?? "";
        if (policy.Contains("unsafe-", StringComparison.Ordinal)) yield return "unsafe code may run";
        if (!policy.Contains("default-src 'self'", StringComparison.Ordinal) || !policy.Contains("object-src 'none'", StringComparison.Ordinal) || !policy.Contains("base-uri 'none'", StringComparison.Ordinal)) yield return "no policy of contents";
        if (!policy.Contains("frame-ancestors ", StringComparison.Ordinal)) yield return "no frame-ancestors";
        if (policy.Contains("frame-ancestors *", StringComparison.Ordinal)) yield return "everybody may frame it";
        if (Header(answer, "X-Content-Type-Options") != "nosniff") yield return "no nosniff";
        var isSignIn = answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/auth/", StringComparison.Ordinal);
        if (Header(answer, "Referrer-Policy") is not ("same-origin" or "no-referrer")) yield return "no referrer policy";
        if (isSignIn && Header(answer, "Referrer-Policy") != "no-referrer") yield return "the code of a sign-in may travel on";
        if (policy.Contains("https:", StringComparison.Ordinal)) yield return "pictures may come from anywhere";
        var isPage = answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/sidebar", StringComparison.Ordinal);
        var kept = Header(answer, "Cache-Control") ?? "";
        if (answer.Content.Headers is { ContentLength: not 0, ContentType: null } && answer.StatusCode != HttpStatusCode.NoContent) yield return "no content type";
        if (!kept.Contains("no-store", StringComparison.Ordinal) && !(isPage && kept.Length > 0)) yield return $"not no-store, but “{kept}”";
    }

    static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    static IEnumerable<(string Method, string Path)> Asking(RouteEndpoint route)
    {
        var path = "/" + Parameter().Replace(route.RoutePattern.RawText!, "x").TrimStart('/');
        return (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, path));
    }

    static Task<HttpResponseMessage> Ask(Desk desk, string method, string path) =>
        method == "GET" ? desk.Get(path) : desk.Send(new HttpMethod(method), path, new { });

    static async Task<WebApplication> Broken(string own, string weCom)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(Given.With(("PublicBaseUrl", own), ("WeCom:OpenBaseUrl", weCom)).Settings!);
        var web = builder.Build();
        web.UseExceptionHandler();
        web.UseSafeHeaders();
        web.MapGet("/", () => "");
        web.MapGet("/broken", string () => throw new InvalidOperationException("what broke"));
        await web.StartAsync();
        return web;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
