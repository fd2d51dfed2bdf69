using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Somebody's role and where it comes from.</summary>
public sealed record StaffRole(string Userid, string Name, string Role, RoleSource Source, string? Position);

public sealed record StaffRoles(IReadOnlyList<StaffRole> Items);

/// <param name="Role">Null gives the role back to what the directory says.</param>
public sealed record RoleChange(string? Role);

/// <summary>The administrator's page of roles. Nobody is made administrator here: that takes an import or the settings (product.md).</summary>
public static class RoleEndpoints
{
    const int Most = 50;

    public static void MapRoles(this IEndpointRouteBuilder app)
    {
        var roles = app.MapGroup("/api/admin/roles").WithTags("admin").ForRoles(Role.Admin);
        roles.MapGet("/", List);
        roles.MapPut("/{userid}", Change).Produces<StaffRole>();
    }

    static Task<StaffRoles> List(string? search, Db db, AppSettings settings) => db.Read(async tx =>
        new StaffRoles([.. (await tx.Staff.Search(search ?? "", Most)).Select(staff => Shown(staff, settings))]));

    static async Task<IResult> Change(string userid, RoleChange change, CurrentUser user, Db db, OrganisationFlow organisation, AppSettings settings, TimeProvider time)
    {
        var role = Roles.Parse(change.Role);
        if ((change.Role is not null && role is null) || role == Role.Admin)
        {
            return Refusals.Wrong(Refusals.NoSuchRole);
        }

        var now = time.GetUtcNow();
        var known = await db.Write(async tx =>
        {
            if (await tx.Staff.ByUserid(userid) is not { Active: true } staff)
            {
                return false;
            }

            await tx.Staff.Put(
                role is { } given ? staff with { Role = given, RoleSource = RoleSource.Import } : staff with { Role = Role.Rep, RoleSource = RoleSource.Derived }, null);
            await tx.Audit.Add(new(Ids.New(now), now, user.Userid, "role.change", userid, change.Role, userid));
            return true;
        });
        if (!known)
        {
            return Refusals.NotFound();
        }

        await organisation.Settle();
        return Results.Ok(await db.Read(async tx => Shown((await tx.Staff.ByUserid(userid))!, settings)));
    }

    /// <summary>Whoever the settings name is an administrator, whatever the directory says.</summary>
    static StaffRole Shown(Staff staff, AppSettings settings) => settings.IsAdmin(staff.Userid)
        ? new(staff.Userid, staff.Name, Roles.Word(Role.Admin), RoleSource.Import, staff.Position)
        : new(staff.Userid, staff.Name, Roles.Word(staff.Role), staff.RoleSource, staff.Position);
}
