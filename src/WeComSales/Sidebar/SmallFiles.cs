using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace WeComSales.Sidebar;

/// <summary>Scripts and style sheets that the build has compressed are sent as they lie there, to browsers that take them.</summary>
static class SmallFiles
{
    const string Suffix = ".br";

    /// <summary>Knows what a compressed file is inside.</summary>
    public static FileExtensionContentTypeProvider Types { get; } = new() { Mappings = { [Suffix] = "application/octet-stream" } };

    public static void UseSmallFiles(this IApplicationBuilder app, IFileProvider files, string prefix) => app.Use((http, next) =>
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments(prefix, out var file) && (file.Value!.EndsWith(".js", StringComparison.Ordinal) || file.Value.EndsWith(".css", StringComparison.Ordinal))
            && TakesBrotli(http.Request) && files.GetFileInfo(file.Value + Suffix).Exists)
        {
            http.Request.Path = path + Suffix;
        }

        return next(http);
    });

    public static void Describe(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.EndsWith(Suffix, StringComparison.Ordinal))
        {
            http.Response.ContentType = path.EndsWith(".js" + Suffix, StringComparison.Ordinal) ? "text/javascript" : "text/css";
            http.Response.Headers.ContentEncoding = "br";
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }
    }

    static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding?.Any(coding => coding.Value == "br" && coding.Quality is not 0) == true;
}
