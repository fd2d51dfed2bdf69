using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <param name="Seconds">How long the oldest new row has waited.</param>
public sealed record QueueLine(string Name, long Waiting, long Dead, double Seconds);

public sealed record ClosedApi(string Api, DateTimeOffset Until, string Reason);

/// <summary>How the service is doing, on one page.</summary>
public sealed record OperationsView(
    string Engine, IReadOnlyList<QueueLine> Queues, IReadOnlyList<ClosedApi> Closed, IReadOnlyList<string> Instances,
    IReadOnlyList<DeadLine> Dead);

/// <summary>The administrator's page of the running service: queues, what was given up, jobs, instances, and the doctor.</summary>
public static class OperationsEndpoints
{
    const int MostDead = 100;

    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        var operations = app.MapGroup("/api/operations").WithTags("operations").ForRoles(Role.Admin);
        operations.MapGet("/", View);
        operations.MapPost("/dead/{id}/retry", async (string id, DeadFlow flow) => await flow.Retry(id) ? Results.NoContent() : Refusals.NotFound());
        operations.MapPost("/dead/{id}/drop", async (string id, CurrentUser user, DeadFlow flow) => await flow.Drop(id, user.Userid) ? Results.NoContent() : Refusals.NotFound());
        operations.MapPost("/doctor", (Doctor doctor, CancellationToken stop) => doctor.Run(stop));
        operations.MapPut("/test-cards/{id}", SendTestCard);
        operations.MapGet("/test-cards/{id}", async (string id, CurrentUser user, TestCardFlow flow) =>
            await flow.State(user, id) is { } view ? Results.Ok(view) : Refusals.NotFound()).Produces<TestCardView>();
        app.MapGet("/api/jobs", (JobOverview overview) => overview.All()).ForRoles(Role.Admin).WithTags("operations");
    }

    static async Task<IResult> SendTestCard(string id, CurrentUser user, TestCardFlow flow)
    {
        if (!PageId.IsMatch(id))
        {
            return Refusals.Wrong(TestCards.WrongId);
        }

        await flow.Send(user, id);
        return Results.NoContent();
    }

    static async Task<OperationsView> View(Db db, DeadFlow dead, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var state = await DatabaseState.Of(db, HealthEndpoints.Instance);
        var (queues, closed) = await db.Read(async tx => (await tx.Queues.All(), await tx.SendLanes.Closed(now)));
        return new(
            db.Engine,
            [.. queues.Select(queue => new QueueLine(queue.Name, queue.Waiting, queue.Dead, queue.AgeSeconds(now)))],
            [.. closed.Select(lane => new ClosedApi(lane.Api, lane.ClosedUntil, lane.Reason))],
            state.Instances, await dead.List(MostDead));
    }
}
