using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace WeComSales.Simulator;

/// <summary>The files of the pages, and the guard in front of them: only names of this machine, and only JSON may change something.</summary>
static class Pages
{
    static readonly string root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void Use(WebApplication app, PhoneEndpoints phones, World world)
    {
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/cgi-bin"), pages => pages.Use(Guard));
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(root),
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.MapGet("/", (HttpContext http) => Results.File(Path.Combine(root, phones.Owner(http) is null ? "board.html" : "phone.html"), "text/html; charset=utf-8"));
        app.MapGet("/pictures/{name}", (string name) => Samples.Pictures.TryGetValue(name, out var bytes) ? Results.Bytes(bytes, "image/png") : Results.NotFound());
        app.MapGet("/media/{id}", (string id) => Media(world, id));
    }

    static IResult Media(World world, string id)
    {
        lock (world.Gate)
        {
            return world.Media.Find(id, world.Now) is { } file ? Results.Bytes(file.Bytes, file.ContentType, file.FileName) : Results.NotFound();
        }
    }

    static Task Guard(HttpContext http, RequestDelegate next)
    {
        var host = http.Request.Host.Host;
        var local = host is "127.0.0.1" or "[::1]" or "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        // What is passed through is guarded by the service itself.
        var passed = PassThrough.Prefixes.Any(prefix => http.Request.Path.StartsWithSegments(prefix));
        if (!local || (HttpMethods.IsPost(http.Request.Method) && !passed && !http.Request.HasJsonContentType()))
        {
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: http: https:; frame-src http: https:";
        return next(http);
    }
}
