using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace WeComSales.Simulator;

/// <summary>
/// A phone at a shop's counter that was without a network for two weeks and now sends its taps, signed in like any other: the
/// service dates what is older than it takes as early as it can, and those are what the region's page counts.
/// </summary>
public sealed class ShopPhone : IDisposable
{
    static readonly TimeSpan Offline = TimeSpan.FromDays(15);

    readonly HttpClient http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
    readonly Uri service;
    readonly string userid;
    string cookies = "";

    ShopPhone(string userid, Uri service) => (this.userid, this.service) = (userid, service);

    /// <summary>Sends everybody's taps, each person's from a phone of their own. Sent twice, they are the same taps.</summary>
    /// <exception cref="HttpRequestException">The service refused one.</exception>
    public static Task SendAll(IEnumerable<DemoTap> taps, Uri service, DateTimeOffset now) => Task.WhenAll(taps.GroupBy(tap => tap.Clerk).Select(async own =>
    {
        using var phone = new ShopPhone(own.Key, service);
        await phone.SignIn();
        foreach (var tap in own)
        {
            await phone.Send(tap, now - Offline);
        }
    }));

    public void Dispose() => http.Dispose();

    /// <summary>Silently, as inside WeCom: to the service, to WeCom, and back with a code.</summary>
    async Task SignIn()
    {
        var weCom = await Follow(new Uri(service, "/auth/start?return=%2Fsidebar%2Fcounter"));
        using var told = await http.GetAsync(weCom);
        var back = told.Headers.Location ?? throw new HttpRequestException($"{userid} could not sign in: {told.StatusCode}");
        await Follow(new Uri(service, back.PathAndQuery));
    }

    async Task<Uri> Follow(Uri address)
    {
        using var answer = await Ask(HttpMethod.Get, address, null);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            cookies = string.Join("; ", set.Select(one => one.Split(';')[0]).Prepend(cookies).Where(one => one.Length > 0));
        }

        return answer.Headers.Location ?? throw new HttpRequestException($"{userid} was not sent on by {address.AbsolutePath}: {answer.StatusCode}");
    }

    async Task Send(DemoTap tap, DateTimeOffset at)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tap.Member}/{tap.Product}")))[..32];
        await Done(HttpMethod.Post, "/api/counter/recommendations", new { id, memberCode = tap.Member, productCode = tap.Product, at });
        await Done(HttpMethod.Put, $"/api/counter/recommendations/{id}/reaction", new { reaction = tap.Reaction, at });
    }

    async Task Done(HttpMethod method, string path, object body)
    {
        using var answer = await Ask(method, new Uri(service, path), JsonContent.Create(body));
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{method} {path} by {userid}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    Task<HttpResponseMessage> Ask(HttpMethod method, Uri address, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, address) { Content = body };
        // Each phone has a name of its own, so that WeCom knows whose it is.
        request.Headers.Host = $"{userid}.localhost:{service.Port}";
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        return http.SendAsync(request);
    }
}
