using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WeComSales.Simulator;

/// <summary>What stands beside the phones: the clock (which the service follows too), the fault switches and the log.</summary>
sealed class BoardEndpoints(World world, SimulatorServer server)
{
    readonly FaultSwitches switches = new(server.Faults);
    readonly WireLog log = new(server);

    public void Map(IEndpointRouteBuilder routes)
    {
        var sim = routes.MapGroup("/sim");
        sim.MapGet("/clock", Clock);
        sim.MapGet("/clock/wait", WaitForMove);
        sim.MapPost("/clock", Move);
        sim.MapGet("/faults", () => Json(switches.All()));
        sim.MapPost("/faults/{key}", Switch);
        sim.MapGet("/log", (int? calls, int? callbacks) => Json(log.After(calls ?? 0, callbacks ?? 0)));
        sim.MapGet("/log/{kind}/{number:int}", (string kind, int number) => log.Detail(kind, number) is { } detail ? Json(detail) : Results.NotFound());
        sim.MapGet("/personas", Personas);
        sim.MapGet("/live", Live);
    }

    IResult Clock() => Json(new { now = world.Now, moves = world.Clock.Moves });

    /// <summary>Answers as soon as the clock has jumped more often than <paramref name="moves"/> times, or after half a minute without a jump.</summary>
    async Task<IResult> WaitForMove(int moves, CancellationToken gone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await world.Clock.WaitForMove(moves, patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return Clock();
    }

    /// <summary><c>{"advance":"1.00:00:00"}</c> or <c>{"to":"18:00"}</c>.</summary>
    IResult Move(JsonElement body)
    {
        if (TimeSpan.TryParse(body.Text("advance"), CultureInfo.InvariantCulture, out var by) && by > TimeSpan.Zero)
        {
            world.Clock.Advance(by);
        }
        else if (TimeOnly.TryParse(body.Text("to"), CultureInfo.InvariantCulture, out var timeOfDay))
        {
            world.Clock.AdvanceTo(timeOfDay);
        }
        else
        {
            return Results.BadRequest();
        }

        world.Feed.Tell(Feed.Clock);
        return Clock();
    }

    IResult Switch(string key, JsonElement body)
    {
        if (!switches.Set(key, body.Member("on") is { ValueKind: JsonValueKind.True }))
        {
            return Results.NotFound();
        }

        world.Feed.Tell(Feed.Faults);
        return Json(switches.All());
    }

    IResult Personas()
    {
        lock (world.Gate)
        {
            return Json(world.Company.Personas.Select(pair => new
            {
                label = pair.Key,
                name = world.Company.People.TryGetValue(pair.Value, out var person) ? person.Name : world.Company.Customers[pair.Value].Follows.Values.First().Remark,
                title = person?.Position ?? world.Company.Customers[pair.Value].Corp,
                member = person is not null,
            }).ToList());
        }
    }

    async Task Live(HttpContext http)
    {
        using var watcher = world.Feed.Watch();
        await watcher.Send(http, topic => topic is Feed.Clock or Feed.Faults or Feed.Calls);
    }

    static IResult Json(object value) => Results.Text(JsonSerializer.Serialize(value, JsonReading.Raw), "application/json");
}
