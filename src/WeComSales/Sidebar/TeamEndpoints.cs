using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Sidebar;

/// <summary>What the next brief will say, as far as it is known now: made in the same way, so that no two numbers differ.</summary>
/// <param name="Since">The end of the brief before.</param>
/// <param name="OpenOpportunities">The sum of the brief's funnel.</param>
public sealed record TeamFigures(DateTimeOffset Since, int Notes, int FollowUps, int Forward, int LongCalls, int Visits, int OpenOpportunities);

public sealed record TeamPerson(string Userid, string Name, string? Department, int Opportunities, int Stalls, DateTimeOffset? LastActAt, bool Left);

public sealed record TeamPage(Person Me, TeamFigures Figures, IReadOnlyList<TeamPerson> People);

public sealed record TeamCustomer(string ExternalUserid, string Name, string? Company, HealthView Health, int Opportunities);

/// <param name="Next">The id to ask for the next page with; null at the end.</param>
public sealed record TeamPersonPage(Person Me, string Userid, string Name, IReadOnlyList<TeamCustomer> Customers, string? Next);

/// <summary>Somebody looked at one's customers or work.</summary>
public sealed record LookView(string Id, DateTimeOffset At, string By, string Action, string? Customer);

/// <param name="Next">Null at the end.</param>
public sealed record LookList(IReadOnlyList<LookView> Items, TimelineCursor? Next);

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
        var members = await tx.TeamFacts.Members(user.Viewer, MostPeople);
        return new TeamPage(
            People.Person.Of(user),
            await Running(tx, user, settings, time.GetUtcNow()),
            [.. members.Select(one => new TeamPerson(one.Userid, one.Name, one.Department, one.Opportunities, one.Stalls, one.LastActAt, one.LeftAt is not null))]);
    });

    /// <summary>The brief that is to come, of each team that stands under no other team of the same leader.</summary>
    static async Task<TeamFigures> Running(Tx tx, CurrentUser user, AppSettings settings, DateTimeOffset now)
    {
        var calendar = new WorkCalendar(await tx.WorkYears.All(), WorkHours.Default, settings.TimeZone);
        var days = new BriefDays(calendar, settings.Reports.At, settings.Reports.EveryDay);
        var day = days.After(days.Newest(now));
        var since = await tx.Reports.EndBefore(day) ?? days.EndOf(days.Before(day));
        var briefs = new List<Brief>();
        foreach (var team in await tx.Departments.TopmostLedBy(user.Userid))
        {
            var facts = await tx.Reports.Facts(new(team.Id, team.Name, team.Path), day, since, now, calendar.NextWorkingDay(day), days.DueUntil(day));
            briefs.Add(BriefMaking.Make(facts, Stages.Default, settings.Reports.LongCall));
        }

        int Sum(Figure figure) => briefs.Sum(brief => brief.Figures[figure]);
        return new(
            since, Sum(Figure.Notes), Sum(Figure.FollowUps), Sum(Figure.Forward), Sum(Figure.LongCalls), Sum(Figure.Visits),
            briefs.Sum(brief => brief.Funnel.Sum(step => step.Open)));
    }

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
            var called = await tx.Called.As(user.Viewer, [.. rows.Select(row => row.ExternalUserid)]);
            return new TeamPersonPage(
                People.Person.Of(user), userid, name, [.. rows.Take(PageLength).Select(row => Shown(row, called[row.ExternalUserid], now))],
                rows.Count > PageLength ? rows[PageLength - 1].ExternalUserid : null);
        });
        if (page is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "person.open", userid, userid);
        return Results.Ok(page);
    }

    static TeamCustomer Shown(CustomerState row, CalledCustomer called, DateTimeOffset now)
    {
        var health = Health.Of(row.LastContactAt, row.Since, now);
        return new(row.ExternalUserid, called.Name, called.Company, new(health.Hours, health.EverContacted, health.IsRed), row.Opportunities);
    }

    static Task<LookList> LooksAtMe(DateTimeOffset? before, string? beforeId, CurrentUser user, Db db, TimeProvider time) => db.Read(async tx =>
    {
        var found = await tx.Audit.About(user.Userid, before ?? time.GetUtcNow().AddYears(1), beforeId ?? "", PageLength + 1);
        var entries = found.Take(PageLength).ToList();
        var names = await tx.Staff.ByUserids([.. entries.Select(entry => entry.Userid).Distinct()]);
        var customers = await tx.Called.As(
            user.Viewer, [.. entries.Where(entry => entry.Action.StartsWith("customer.", StringComparison.Ordinal)).Select(entry => entry.Subject).Distinct()]);
        return new LookList(
            [.. entries.Select(entry => new LookView(
                entry.Id, entry.At, names.GetValueOrDefault(entry.Userid)?.Name ?? entry.Userid, entry.Action, customers.GetValueOrDefault(entry.Subject)?.Name))],
            found.Count > PageLength ? new(entries[^1].At, entries[^1].Id) : null);
    });
}
