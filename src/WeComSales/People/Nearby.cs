using System.Net;

namespace WeComSales.People;

/// <summary>Who may see how the service is doing: this machine, and the networks of <c>Operations:AllowFrom</c>.</summary>
public static class Nearby
{
    /// <summary>What came through a reverse proxy came from elsewhere, however near the proxy is.</summary>
    public static bool IsNear(HttpContext http, AppSettings settings) =>
        http.Connection.RemoteIpAddress is { } from
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded")
        && (IPAddress.IsLoopback(from) || settings.Operations.AllowFrom.Any(network => network.Contains(from)));
}
