using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>The console's proof that a domain is the company's, at the address at which WeCom looks for it.</summary>
public static class DomainFile
{
    public static void MapDomainFile(this WebApplication app)
    {
        if (app.Services.GetRequiredService<AppSettings>().WeCom.DomainFile is { } path)
        {
            var full = Path.GetFullPath(path);
            app.MapGet($"/{Path.GetFileName(path)}", () => Results.File(full, "text/plain")).ForAnyone().ExcludeFromDescription();
        }
    }
}
