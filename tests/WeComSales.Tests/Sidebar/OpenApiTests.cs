using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeComSales.Tests.Sidebar;

public sealed class OpenApiTests
{
    /// <summary>The pages' types are generated from this file: when it differs, copy the new document there and run <c>npm run types</c>.</summary>
    [Fact]
    public async Task The_document_from_which_the_pages_types_are_made_is_the_one_that_is_served()
    {
        await using var house = await House.Open();
        using var anyone = await Desk.Of(house, null);
        var served = JsonNode.Parse(await (await anyone.Get("/openapi/v1.json")).Content.ReadAsStringAsync())!.AsObject();
        served.Remove("servers");
        var text = served.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        var file = Path.Combine(Root(), "sidebar-web", "openapi.json");
        var kept = await File.ReadAllTextAsync(file);
        if (Environment.GetEnvironmentVariable("WECOMSALES_WRITE_OPENAPI") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(file, text);
            return;
        }

        kept.ShouldBe(text);
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        return folder.FullName;
    }
}
