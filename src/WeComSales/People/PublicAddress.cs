namespace WeComSales.People;

/// <summary>
/// Under which address a browser reaches this service. On a developer's machine every name under localhost with the
/// same port is the service too: each simulated phone has a name of its own, so that their sessions never mix.
/// </summary>
public sealed class PublicAddress(AppSettings settings)
{
    /// <summary>The address of the service as this request knows it, with a slash at the end.</summary>
    public Uri Of(HttpRequest request) =>
        settings.PublicBaseUrl is { IsLoopback: true } or { Host: "localhost" }
        && request.Host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port == settings.PublicBaseUrl.Port || request.Host.Port == SimulatorPort)
            ? new Uri($"{settings.PublicBaseUrl.Scheme}://{request.Host}/")
            : settings.PublicBaseUrl;

    /// <summary>The simulator's phones pass the pages through under their own names.</summary>
    int? SimulatorPort => settings.WeCom.OpenBaseUrl.IsLoopback ? settings.WeCom.OpenBaseUrl.Port : null;

    /// <summary>False for a request that a page of somebody else made a browser send.</summary>
    public bool IsOwn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
        || request.Headers.Origin.ToString() is var origin && (origin.Length == 0 || origin == Of(request).GetLeftPart(UriPartial.Authority));
}
