using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>The web app at <c>/sidebar/</c>: hashed assets that never change, and one page for every deep link from a card; and its API.</summary>
public static class SidebarEndpoints
{
    const string Forever = "public, max-age=31536000, immutable";

    public static void MapSidebar(this WebApplication app)
    {
        app.MapCustomers();
        app.MapToday();
        app.MapTeam();
        app.MapQuickReplies();
        app.MapOpenApi().ForAnyone();
    }

    /// <summary>Before any route asks who is speaking: files and the page itself are for anyone.</summary>
    public static void UseSidebarFiles(this WebApplication app)
    {
        if (!SidebarFiles.AreThere)
        {
            return;
        }

        // The page itself must not come from the files: its signature is made for each address.
        app.UseWhen(http => !http.Request.Path.Equals("/sidebar/index.html", StringComparison.Ordinal), files =>
        {
            files.UseSmallFiles(SidebarFiles.Provider, "/sidebar");
            files.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = SidebarFiles.Provider,
                RequestPath = "/sidebar",
                ContentTypeProvider = SmallFiles.Types,
                OnPrepareResponse = file =>
                {
                    SmallFiles.Describe(file.Context);
                    file.Context.Response.Headers.CacheControl =
                        file.Context.Request.Path.StartsWithSegments("/sidebar/assets", StringComparison.Ordinal) ? Forever : "no-cache";
                },
            });
        });
        // Names of files are left to the files: a route that matches first would answer a script with the page.
        app.MapGet("/sidebar/{**page:nonfile}", async (HttpContext http, SidebarFiles files) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Content(await files.Page(http), "text/html; charset=utf-8");
        }).ForAnyone().ExcludeFromDescription();
    }
}
