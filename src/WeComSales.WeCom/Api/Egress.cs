using System.Text;

namespace WeComSales.WeCom;

/// <summary>
/// The one place where a way out by HTTP is made: to named addresses only, without redirects and cookies, so that nothing that
/// comes in can send this process anywhere else (reliability rule 24).
/// </summary>
/// <param name="addresses">What may be called: scheme, host and port count, any path.</param>
public sealed class Egress(params Uri[] addresses)
{
    public bool Allows(Uri address) => addresses.Any(allowed =>
        allowed.Scheme == address.Scheme && allowed.Port == address.Port && string.Equals(allowed.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase));

    /// <summary>A client for these addresses. Asked for another one it throws <see cref="HttpRequestException"/> before a name is looked up; a redirect is an answer like any other.</summary>
    /// <param name="deadline">For each call, connect and read included.</param>
    public HttpClient Client(TimeSpan deadline) => new(new Gate(this, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !addresses.All(address => address.IsLoopback),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    }))
    {
        Timeout = deadline,
    };

    void Check(HttpRequestMessage request)
    {
        if (request.RequestUri is not { } address || !Allows(address))
        {
            throw new HttpRequestException("This host is not on the list of hosts that may be called.");
        }
    }

    sealed class Gate(Egress egress, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            egress.Check(request);
            return base.SendAsync(request, cancellationToken);
        }

        // A collector's exporter calls without waiting.
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            egress.Check(request);
            return base.Send(request, cancellationToken);
        }
    }
}
