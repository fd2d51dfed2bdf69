using Microsoft.Extensions.FileProviders;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>The web app at <c>/sidebar/</c>: hashed assets that never change, and one page for every deep link from a card.</summary>
public static class SidebarEndpoints
{
    const string Forever = "public, max-age=31536000, immutable";

    public static void MapSidebar(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "sidebar");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = "/sidebar",
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/sidebar/assets", StringComparison.Ordinal) ? Forever : "no-cache",
        });
        // Names of files are left to the files: a route that matches first would answer a script with the page.
        app.MapGet("/sidebar/{**page:nonfile}", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.File(files.GetFileInfo("index.html").PhysicalPath!, "text/html; charset=utf-8");
        }).ForAnyone().ExcludeFromDescription();
    }
}
