using System.Net;
using System.Net.Sockets;

namespace WeComSales.Tests.People;

/// <summary>What a browser does with redirects and cookies; every name under localhost is this machine.</summary>
/// <param name="agent">What it says of itself; null: nothing.</param>
sealed class Browser(string? agent = null) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    readonly Dictionary<(string Host, string Name), string> cookies = [];

    /// <summary>Every address so far, in order.</summary>
    public List<Uri> Visited { get; } = [];

    /// <summary>The Set-Cookie lines as they came.</summary>
    public List<string> SetCookies { get; } = [];

    public string? Cookie(string host, string name) => cookies.GetValueOrDefault((host, name));

    public void ForgetCookies() => cookies.Clear();

    public static Browser Fresh(string? agent = null) => new(agent);

    /// <summary>One request, no redirect followed.</summary>
    public async Task<HttpResponseMessage> Get(Uri address)
    {
        Visited.Add(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }

        var mine = cookies.Where(cookie => cookie.Key.Host == address.Host).Select(cookie => $"{cookie.Key.Name}={cookie.Value}").ToList();
        if (mine.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", mine));
        }

        var answer = await http.SendAsync(request);
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            SetCookies.Add(line);
            var (name, value) = line.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : throw new FormatException(line);
            cookies[(address.Host, name)] = value;
        }

        return answer;
    }

    /// <summary>Follows redirects until a page comes, or as long as <paramref name="until"/> lets it.</summary>
    public async Task<HttpResponseMessage> Open(Uri address, Func<Uri, bool>? until = null)
    {
        var answer = await Get(address);
        for (var hops = 0; hops < 10 && answer.Headers.Location is { } location; hops++)
        {
            address = new Uri(address, location);
            if (until?.Invoke(address) == true)
            {
                break;
            }

            answer = await Get(address);
        }

        return answer;
    }

    public void Dispose() => http.Dispose();
}
