using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Tests.Sidebar;

/// <summary>Nobody gets at what is somebody else's, by whatever route, role or id (goal 19).</summary>
public sealed class MatrixTests
{
    /// <summary>What a manager decides by right: answers to an episode that was brought to them, their own team's brief, their own sessions.</summary>
    static readonly string[] theirs = ["/stalls/{id}/answers", "/brief-recipients/", "/briefs/{id}/link", "/me/sign-out"];

    [Fact]
    public async Task Nobody_gets_somebody_elses_object_by_any_route_and_all_are_told_the_same()
    {
        // More than a person may ask in a minute.
        await using var house = await House.Open(null, ("Operations:PeoplePerMinute", "0"));
        var foreign = await Foreign.In(house);
        var before = await foreign.AsItIs();
        before.ShouldContain(Foreign.Secret);
        var matrix = new Matrix(house, foreign);

        (await matrix.Complaints(Enum.GetValues<Role>())).ShouldBeEmpty();

        matrix.Told.ShouldHaveSingleItem().ShouldContain(Refusals.NotYours);
        matrix.Tried.ShouldBeGreaterThan(700);
        (await foreign.AsItIs()).ShouldBe(before);
    }

    [Fact]
    public async Task Control_a_route_that_leaks_by_path_or_body_judges_the_body_first_or_stands_in_no_list_is_reported()
    {
        await using var house = await House.With(routes =>
        {
            routes.MapGet("/api/customers/{id}/leaking", (string id, Db db) => db.Read(tx => tx.Notes.OfCustomer(id, 1))).ForStaff();
            routes.MapPost("/api/customers/{id}/judging", (string id) => Refusals.Wrong(id)).ForStaff();
            routes.MapPost("/api/taking", () => Results.NoContent()).ForStaff();
            routes.MapGet("/api/asking", (string? customer) => Results.Ok(customer)).ForStaff();
            routes.MapGet("/files/visits/{id}", async (string id, Db db) => Results.Text((await db.Read(tx => tx.Visits.ById(id)))!.Learned)).ForAnyone();
        });
        var foreign = await Foreign.In(house);

        var complaints = await new Matrix(house, foreign).Complaints(Role.Rep);

        complaints.ShouldBe(
            [
                "rep GET /api/customers/wmWang/leaking: 200 tells what is somebody else's",
                "rep POST /api/customers/wmWang/judging: 400 is not the refusal",
                "rep POST /api/taking: 204 is not the refusal",
                "rep GET /api/asking: 200 is not the refusal",
                $"rep GET /files/visits/{foreign.Visit}: 200 tells what is somebody else's",
                "POST /api/customers/{id}/judging has no body here that it would take",
                "POST /api/taking has no body here that it would take",
                "GET /api/asking has no ids in its path and is not listed",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Who_may_only_look_has_no_route_that_changes_somebody_elses_data()
    {
        await using var house = await House.Open();
        var foreign = await Foreign.In(house);
        using var manager = await Desk.Of(house, "zhoulei");
        (await manager.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var writes = new Matrix(house, foreign).Attempts().Where(attempt => attempt.Method != HttpMethod.Get && !theirs.Any(attempt.Route.Contains)).ToList();
        writes.Count.ShouldBeGreaterThan(50);

        foreach (var attempt in writes)
        {
            ((int)(await manager.Send(attempt.Method, attempt.Path, attempt.Body ?? new { })).StatusCode).ShouldBe(404, $"{attempt.Method} {attempt.Path}");
        }
    }

    [Fact]
    public async Task Nobody_without_a_session_reaches_a_route_of_the_api()
    {
        await using var house = await House.Open();
        var foreign = await Foreign.In(house);
        using var nobody = await Desk.Of(house, null);

        foreach (var attempt in new Matrix(house, foreign).Attempts())
        {
            (await nobody.Send(attempt.Method, attempt.Path, attempt.Body ?? new { })).StatusCode
                .ShouldBe(attempt.Path.StartsWith("/api/", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, $"{attempt.Method} {attempt.Path}");
        }
    }

    [Fact]
    public async Task Every_route_says_who_may_use_it()
    {
        await using var house = await House.Open();

        Access.Unguarded(Desk.Routes(house)).ShouldBeEmpty();
        Desk.Routes(house).Where(Matrix.IsApi).Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBeEmpty();
    }
}
