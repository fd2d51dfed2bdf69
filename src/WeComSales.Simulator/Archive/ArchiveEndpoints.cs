using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WeComSales.Simulator;

/// <summary>Where this simulator's own reader pulls; the real one asks WeCom through a native library.</summary>
static class ArchiveEndpoints
{
    public const string Path = "/sim/archive";

    public static void MapArchive(this IEndpointRouteBuilder routes, World world, ChatArchive archive) =>
        routes.MapPost(Path, (JsonElement body) => Pull(world, archive, body));

    static IResult Pull(World world, ChatArchive archive, JsonElement body)
    {
        lock (world.Gate)
        {
            var errcode = body.Text("corpid") != world.Options.CorpId || body.Text("secret") != world.Options.ArchiveSecret ? 40001 : archive.Errcode;
            var messages = errcode == 0 ? archive.After(body.Long("after") ?? 0, (int)Math.Clamp(body.Long("limit") ?? 100, 1, 1000)) : [];
            return Results.Text(
                new JsonObject { ["errcode"] = errcode, ["messages"] = new JsonArray([.. messages]) }.ToJsonString(JsonReading.Raw), "application/json");
        }
    }
}
