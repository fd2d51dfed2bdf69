using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Reports;

/// <summary>Who gets a team's brief: leaders may say no for themselves, an administrator puts others on the list.</summary>
static class BriefWishes
{
    public static void MapBriefWishes(this IEndpointRouteBuilder app)
    {
        var wishes = app.MapGroup("/api/brief-recipients").WithTags("briefs");
        wishes.MapGet("", List).ForStaff();
        wishes.MapPut("/{departmentId:long}", Change).ForStaff();
    }

    /// <summary>One's own teams; an administrator sees all.</summary>
    static Task<IReadOnlyList<WishView>> List(CurrentUser user, Db db) => db.Read(async tx =>
    {
        var teams = user.Role == Role.Admin ? await tx.Reports.Teams() : await tx.Departments.LedBy(user.Userid);
        var list = new List<WishView>();
        foreach (var team in teams)
        {
            list.AddRange((await tx.Reports.Wishes(team.Id))
                .Where(wish => user.Role == Role.Admin || wish.Userid == user.Userid)
                .Select(wish => new WishView(team.Id, team.Path, wish.Userid, wish.Name, wish.Leads, wish.Wanted)));
        }

        return (IReadOnlyList<WishView>)list;
    });

    static Task<IResult> Change(long departmentId, WishChange change, CurrentUser user, Db db, TimeProvider time) => db.Write(async tx =>
    {
        var (userid, now) = (change.Userid ?? user.Userid, time.GetUtcNow());
        var isOwn = userid == user.Userid && (await tx.Departments.LedBy(user.Userid)).Any(team => team.Id == departmentId);
        if (!isOwn && (user.Role != Role.Admin || (await tx.Reports.Teams()).All(team => team.Id != departmentId)))
        {
            return Refusals.NotFound();
        }

        if (await tx.Staff.ByUserid(userid) is not { Active: true } staff)
        {
            return Results.Problem(title: BriefTexts.NotMember, statusCode: StatusCodes.Status400BadRequest);
        }

        await tx.Reports.Wish(departmentId, staff.Userid, change.Wanted, user.Userid, now);
        await tx.Audit.Add(new(Ids.New(now), now, user.Userid, change.Wanted ? "brief.add" : "brief.remove", staff.Userid, null));
        return Results.NoContent();
    });
}
