using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>The built web app. Its one page carries the JS-SDK's signature for its address along, which saves a phone one journey.</summary>
public sealed class SidebarFiles(JsSignatures signatures)
{
    const string Place = "<meta name=\"js-config\" content=\"\">";
    static readonly string folder = Path.Combine(AppContext.BaseDirectory, "sidebar");

    readonly Lazy<(string Front, string Behind)> page = new(Read);

    /// <summary>False in a build without the web app.</summary>
    public static bool AreThere => File.Exists(Path.Combine(folder, "index.html"));

    public static PhysicalFileProvider Provider => new(folder);

    public async Task<string> Page(HttpContext http)
    {
        var (front, behind) = page.Value;
        var config = await signatures.For(signatures.AddressOf(http.Request), http.RequestAborted);
        var content = config is null ? "" : HtmlEncoder.Default.Encode(JsonSerializer.Serialize(config, JsonSerializerOptions.Web));
        return $"{front}<meta name=\"js-config\" content=\"{content}\">{behind}";
    }

    static (string Front, string Behind) Read()
    {
        var html = File.ReadAllText(Path.Combine(folder, "index.html"));
        var at = html.IndexOf(Place, StringComparison.Ordinal);
        return at < 0
            ? throw new InvalidDataException("The built page has no place for the JS-SDK's signature.")
            : (html[..at], html[(at + Place.Length)..]);
    }
}
