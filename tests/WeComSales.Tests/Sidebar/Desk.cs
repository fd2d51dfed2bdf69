using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.Sidebar;

/// <summary>Somebody at the sidebar's API, signed in by a session of their own.</summary>
sealed class Desk(HttpClient http) : IDisposable
{
    /// <summary>A member's session; the role as an import would have set it.</summary>
    public static async Task<Desk> Of(House house, string? userid, Role? role = null)
    {
        var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Address };
        if (userid is not null)
        {
            var session = SessionCookie.NewValue();
            await house.Db.Write(async tx =>
            {
                var now = house.WeCom.Clock.GetUtcNow();
                if (role is { } given)
                {
                    var staff = await tx.Staff.ByUserid(userid) ?? Staff.New(userid, userid);
                    await tx.Staff.Put(staff with { Role = given, RoleSource = RoleSource.Import }, null);
                }

                await tx.Sessions.Open(new(SessionCookie.Hash(session), userid, now, now.AddDays(30), null, null, null));
            });
            http.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={session}");
        }

        return new(http);
    }

    public static string NewId() => Guid.NewGuid().ToString("N");

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> Read(string path)
    {
        using var answer = await Get(path);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object body) => http.SendAsync(new(method, path) { Content = JsonContent.Create(body) });

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    public Task<HttpResponseMessage> Put(string path, byte[] bytes) => http.PutAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(bytes));

    public async Task<JsonElement> Post(string path, object body, int status = 200)
    {
        using var answer = await Send(HttpMethod.Post, path, body);
        ((int)answer.StatusCode).ShouldBe(status, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<IReadOnlyList<string>> Timeline(string customer) =>
        [.. (await Read($"/api/customers/{customer}")).GetProperty("timeline").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString()!)];

    public static IReadOnlyList<RouteEndpoint> Routes(House house) =>
        [.. house.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public void Dispose() => http.Dispose();
}
