using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>A department of the person, or a team that they lead.</summary>
public sealed record MyDepartment(long Id, string Name, string Path);

/// <summary>Who is signed in, and what the pages may offer them.</summary>
/// <param name="OnlyLooks">Chat text comes masked and nothing can be changed.</param>
public sealed record Me(
    string Userid, string Name, string Role, bool OnlyLooks, IReadOnlyList<MyDepartment> Departments, IReadOnlyList<MyDepartment> Teams);

public static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/me", async (CurrentUser user, Db db) => await Describe(user, db)).ForStaff().WithName("me").WithTags("people");

    static Task<Me> Describe(CurrentUser user, Db db) => db.Read(async tx => new Me(
        user.Userid,
        user.Name,
        Roles.Word(user.Role),
        user.Viewer.OnlyLooks,
        [.. (await tx.Staff.DepartmentsOf(user.Userid)).Select(Shown)],
        [.. (await tx.Departments.LedBy(user.Userid)).Select(Shown)]));

    static MyDepartment Shown(Team team) => new(team.Id, team.Name, team.Path);
}
