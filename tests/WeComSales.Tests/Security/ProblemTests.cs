using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.People;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>Whatever the API refuses, and whoever refuses it, the answer is a problem document with a Chinese title (contract).</summary>
public sealed class ProblemTests
{
    const string Reading = "/api/customers/wmWang/reading";

    [Theory]
    [InlineData("POST", Reading, "{ \"text\": ", "application/json", 400, Problems.Unreadable)]
    [InlineData("POST", Reading, "[]", "application/json", 400, Problems.Unreadable)]
    [InlineData("POST", Reading, "", "application/json", 400, Problems.Unreadable)]
    [InlineData("GET", "/api/nothing/here", null, null, 404, Refusals.NotYours)]
    [InlineData("POST", "/api/operations/doctor", "{}", "application/json", 404, Refusals.NotYours)]
    public async Task What_somebody_signed_in_sends_wrongly(string method, string path, string? body, string? kind, int status, string title)
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");

        await Refused(await rep.Send(Asking(method, path, body, kind)), status, title);
    }

    /// <summary>A route that nobody opened is closed, so somebody signed in may be told that there is nothing instead.</summary>
    [Theory]
    [InlineData("DELETE", null, 405, Problems.NotThisWay)]
    [InlineData("POST", "text/plain", 415, Problems.WrongKind)]
    public async Task A_method_or_a_kind_of_content_that_a_route_does_not_take(string method, string? kind, int status, string title)
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");

        using var answer = await rep.Send(Asking(method, Reading, kind is null ? null : "text", kind));

        await ((int)answer.StatusCode == status ? Refused(answer, status, title) : Refused(answer, 404, Refusals.NotYours));
    }

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/nothing/here")]
    public async Task Who_is_not_signed_in(string path)
    {
        await using var house = await House.Open();
        using var stranger = await Desk.Of(house, null);

        await Refused(await stranger.Get(path), 401, Refusals.SignInAgain);
    }

    [Fact]
    public async Task More_than_a_megabyte()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        using var huge = Asking("POST", Reading, JsonSerializer.Serialize(new { text = new string('a', 2 << 20) }), "application/json");
        huge.Headers.ExpectContinue = true;

        await Refused(await rep.Send(huge), 413, Problems.TooLarge);
    }

    [Theory]
    [InlineData(400, Problems.Unreadable)]
    [InlineData(401, Refusals.SignInAgain)]
    [InlineData(403, Refusals.NotYours)]
    [InlineData(404, Refusals.NotYours)]
    [InlineData(405, Problems.NotThisWay)]
    [InlineData(408, Problems.TooSlow)]
    [InlineData(409, Problems.Unreadable)]
    [InlineData(413, Problems.TooLarge)]
    [InlineData(415, Problems.WrongKind)]
    [InlineData(429, AskingLimit.TooMany)]
    [InlineData(500, Problems.Broken)]
    [InlineData(503, Problems.Broken)]
    public async Task Any_status_without_words_and_one_with_its_own(int status, string title)
    {
        await using var web = await Answering(status);
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        await Refused(await http.GetAsync(new Uri("/api/bare", UriKind.Relative)), status, title);
        await Refused(await http.GetAsync(new Uri("/api/told", UriKind.Relative)), status, "自己的话");
        using var page = await http.GetAsync(new Uri("/elsewhere", UriKind.Relative));
        (await page.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_breaks_inside_is_told_without_its_reason()
    {
        await using var web = await Answering(500);
        using var http = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) };

        using var answer = await http.GetAsync(new Uri("/api/broken", UriKind.Relative));

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("what broke");
        await Refused(answer, 500, Problems.Broken);
    }

    /// <summary>The one place that words them, around routes that say nothing.</summary>
    static async Task<WebApplication> Answering(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Problems.InChinese(context.ProblemDetails));
        var web = builder.Build();
        web.UseExceptionHandler();
        web.UseProblems();
        web.MapGet("/api/bare", () => Microsoft.AspNetCore.Http.Results.StatusCode(status));
        web.MapGet("/api/told", () => Microsoft.AspNetCore.Http.Results.Problem(title: "自己的话", statusCode: status));
        web.MapGet("/api/broken", string () => throw new InvalidOperationException("what broke"));
        web.MapGet("/elsewhere", () => Microsoft.AspNetCore.Http.Results.StatusCode(status));
        await web.StartAsync();
        return web;
    }

    static async Task Refused(HttpResponseMessage answer, int status, string title)
    {
        using (answer)
        {
            ((int)answer.StatusCode).ShouldBe(status);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            (problem.GetProperty("title").GetString(), problem.GetProperty("status").GetInt32()).ShouldBe((title, status));
        }
    }

    static HttpRequestMessage Asking(string method, string path, string? body, string? kind) => new(new HttpMethod(method), path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, kind!),
    };
}
