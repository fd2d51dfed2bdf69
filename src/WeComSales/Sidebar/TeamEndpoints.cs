using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <param name="Logs">Notes, follow-ups, visits and calls since midnight.</param>
/// <param name="Moves">Stage moves since midnight.</param>
public sealed record TeamFigures(int Logs, int Moves, int OpenOpportunities);

public sealed record TeamPerson(string Userid, string Name, string? Department, int Opportunities, int Stalls, DateTimeOffset? LastActAt, bool Left);

public sealed record TeamPage(Person Me, TeamFigures Figures, IReadOnlyList<TeamPerson> People);

public sealed record TeamCustomer(string ExternalUserid, string Name, string? Company, HealthView Health, int Opportunities);

/// <param name="Next">The id to ask for the next page with; null at the end.</param>
public sealed record TeamPersonPage(Person Me, string Userid, string Name, IReadOnlyList<TeamCustomer> Customers, string? Next);

/// <summary>Somebody looked at one's customers or work.</summary>
public sealed record LookView(string Id, DateTimeOffset At, string By, string Action, string? Customer);

public sealed record LookList(IReadOnlyList<LookView> Items);

/// <summary>Team, person, customer: for those who lead, read-only, each look written down and shown to the person looked at (F5).</summary>
public static class TeamEndpoints
{
    const int MostPeople = 500;
    const int PageLength = 50;

    public static void MapTeam(this IEndpointRouteBuilder app)
    {
        var team = app.MapGroup("/api/team").WithTags("team").ForRoles(Role.Manager, Role.Director);
        team.MapGet("/", Team).Produces<TeamPage>();
        team.MapGet("/{userid}", Person).Produces<TeamPersonPage>();
        app.MapGet("/api/looks", LooksAtMe).ForStaff().WithTags("team").Produces<LookList>();
    }

    static Task<TeamPage> Team(CurrentUser user, Db db, AppSettings settings, TimeProvider time) => db.Read(async tx =>
    {
        var now = time.GetUtcNow();
        var midnight = TimeZoneInfo.ConvertTime(now, settings.TimeZone).Date;
        var counts = (await tx.TeamFacts.Acts(user.Viewer, new DateTimeOffset(midnight, settings.TimeZone.GetUtcOffset(midnight)).ToUniversalTime(), now.AddMilliseconds(1)))
            .ToDictionary(row => row.Kind, row => row.Count, StringComparer.Ordinal);
        var members = await tx.TeamFacts.Members(user.Viewer, MostPeople);
        return new TeamPage(
            People.Person.Of(user),
            new(counts.Where(pair => TimelineKinds.IsLog(pair.Key)).Sum(pair => pair.Value), counts.GetValueOrDefault(TimelineKinds.StageMove),
                await tx.TeamFacts.OpenOpportunities(user.Viewer)),
            [.. members.Select(one => new TeamPerson(one.Userid, one.Name, one.Department, one.Opportunities, one.Stalls, one.LastActAt, one.LeftAt is not null))]);
    });

    static async Task<IResult> Person(string userid, string? after, CurrentUser user, Db db, Looks looks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var page = await db.Read(async tx =>
        {
            if (await tx.TeamFacts.Name(user.Viewer, userid) is not { } name)
            {
                return null;
            }

            var rows = await tx.CustomerFacts.Of(user.Viewer, userid, after ?? "", PageLength + 1);
            return new TeamPersonPage(
                People.Person.Of(user), userid, name, [.. rows.Take(PageLength).Select(row => Shown(row, now))],
                rows.Count > PageLength ? rows[PageLength - 1].ExternalUserid : null);
        });
        if (page is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "person.open", userid, userid);
        return Results.Ok(page);
    }

    static TeamCustomer Shown(CustomerState row, DateTimeOffset now)
    {
        var health = Health.Of(row.LastContactAt, row.Since, now);
        return new(row.ExternalUserid, row.Name, row.Company, new(health.Hours, health.EverContacted, health.IsRed), row.Opportunities);
    }

    static Task<LookList> LooksAtMe(DateTimeOffset? before, string? beforeId, CurrentUser user, Db db, TimeProvider time) => db.Read(async tx =>
    {
        var entries = await tx.Audit.About(user.Userid, before ?? time.GetUtcNow().AddYears(1), beforeId ?? "", PageLength);
        var names = await tx.Staff.ByUserids([.. entries.Select(entry => entry.Userid).Distinct()]);
        var customers = await tx.Customers.ByExternalIds(
            [.. entries.Where(entry => entry.Action.StartsWith("customer.", StringComparison.Ordinal)).Select(entry => entry.Subject).Distinct()]);
        return new LookList([.. entries.Select(entry => new LookView(
            entry.Id, entry.At, names.GetValueOrDefault(entry.Userid)?.Name ?? entry.Userid, entry.Action, customers.GetValueOrDefault(entry.Subject)?.Name))]);
    });
}
