namespace WeComSales.Operations;

/// <summary>What every answer tells the browser: nothing runs here that did not come from here.</summary>
public static class SafeHeaders
{
    public static void UseSafeHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AppSettings>();
        var policy =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
            + $"base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors {Framers(settings)}";
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(http);
        });
    }

    /// <summary>WeCom opens the pages at top level; only the simulator's phones, on the same machine, show them in a frame.</summary>
    static string Framers(AppSettings settings)
    {
        var simulator = settings.WeCom.OpenBaseUrl;
        return settings.PublicBaseUrl.IsLoopback && simulator.IsLoopback
            ? $"'self' {simulator.GetLeftPart(UriPartial.Authority)} http://*.localhost:{simulator.Port}"
            : "'none'";
    }
}
