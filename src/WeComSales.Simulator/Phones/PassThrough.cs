using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WeComSales.Simulator;

/// <summary>
/// A phone shows the service's pages under its own host name: /sidebar/, /api/, /auth/ and /files/ go through unchanged, and the page
/// gets one script more in front of all others, which makes the browser WeCom's web view (user agent, WeixinJSBridge).
/// </summary>
sealed class PassThrough(World world, PhoneEndpoints phones) : IDisposable
{
    const string HostScript = "<script src=\"/js/wecom-host.js\"></script>";

    // Names of the connection itself; they end at each side (RFC 9110, 7.6.1).
    static readonly HashSet<string> ofTheConnection = new(StringComparer.OrdinalIgnoreCase)
        { "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade" };

    readonly HttpMessageInvoker service = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseProxy = false });

    /// <summary>What is passed through, by its first part.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["/sidebar", "/api", "/auth", "/files"];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in Prefixes)
        {
            routes.Map(prefix + "/{**path}", Pass);
        }
    }

    async Task Pass(HttpContext http)
    {
        if (phones.Owner(http) is null || world.ServiceUrl is not { } target)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var request = Request(http.Request, target);
        HttpResponseMessage answer;
        try
        {
            answer = await service.SendAsync(request, http.RequestAborted);
        }
        catch (HttpRequestException)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }

        using (answer)
        {
            await Answer(http.Response, answer, http.RequestAborted);
        }
    }

    static HttpRequestMessage Request(HttpRequest from, Uri target)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(target, from.Path.ToUriComponent() + from.QueryString.ToUriComponent()));
        if (from.ContentLength is > 0 || from.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(from.Body);
        }

        foreach (var (name, values) in from.Headers)
        {
            // A page is read here to put the script in, so it must come as text.
            if (!ofTheConnection.Contains(name) && !(name == "Accept-Encoding" && IsPage(from))
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.Host = from.Host.Value;
        return request;
    }

    static bool IsPage(HttpRequest request) => request.Path.StartsWithSegments("/sidebar", StringComparison.Ordinal) && !Path.HasExtension(request.Path.Value);

    static async Task Answer(HttpResponse to, HttpResponseMessage answer, CancellationToken stop)
    {
        to.StatusCode = (int)answer.StatusCode;
        // The page's own rules hold, not those of the phone around it.
        to.Headers.Remove("Content-Security-Policy");
        foreach (var (name, values) in answer.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers))
        {
            if (!ofTheConnection.Contains(name))
            {
                to.Headers[name] = new(Enumerable.ToArray(values));
            }
        }

        if (answer.Content.Headers.ContentType is not { MediaType: "text/html" })
        {
            await answer.Content.CopyToAsync(to.Body, stop);
            return;
        }

        var html = await answer.Content.ReadAsStringAsync(stop);
        var bytes = Encoding.UTF8.GetBytes(html.Replace("<head>", "<head>" + HostScript, StringComparison.Ordinal));
        to.ContentLength = bytes.Length;
        await to.Body.WriteAsync(bytes, stop);
    }

    public void Dispose() => service.Dispose();
}
