namespace WeComSales.Operations;

/// <summary>What every answer tells the browser: nothing runs here that did not come from here.</summary>
public static class SafeHeaders
{
    const string OneYear = "max-age=31536000";

    public static void UseSafeHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AppSettings>();
        var policy =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + $"base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors {Framers(settings)}";
        var isSecure = settings.PublicBaseUrl.Scheme == Uri.UriSchemeHttps;
        app.Use((http, next) =>
        {
            // At the very start of the answer: a failure on the way empties what was set before.
            http.Response.OnStarting(static state => Put((Told)state), new Told(http.Response.Headers, policy, isSecure));
            return next(http);
        });
    }

    static Task Put(Told told)
    {
        var headers = told.Headers;
        headers.ContentSecurityPolicy = told.Policy;
        headers.XContentTypeOptions = "nosniff";
        // Signing in says more: its code may not travel on at all.
        headers.TryAdd("Referrer-Policy", "same-origin");
        if (told.IsSecure)
        {
            headers.StrictTransportSecurity = OneYear;
        }

        // What does not say how long it may be kept is somebody's data.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    /// <summary>WeCom opens the pages at top level; only the simulator's phones, on the same machine, show them in a frame.</summary>
    static string Framers(AppSettings settings)
    {
        var simulator = settings.WeCom.OpenBaseUrl;
        return settings.PublicBaseUrl.IsLoopback && simulator.IsLoopback
            ? $"'self' {simulator.GetLeftPart(UriPartial.Authority)} http://*.localhost:{simulator.Port}"
            : "'none'";
    }

    sealed record Told(IHeaderDictionary Headers, string Policy, bool IsSecure);
}
