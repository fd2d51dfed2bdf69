using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Stalls;

/// <summary>A row of the board.</summary>
/// <param name="Level">stalled or warned; said in words too.</param>
public sealed record BoardLine(
    string? StallId, string OpportunityId, string Code, string Title, string Customer, string ExternalUserid, string Stage, string Amount,
    string? Owner, string? OwnerUserid, string? Team, string Level, string Words, string? State, DateTimeOffset StallAt);

public sealed record BoardCount(string Name, int Stalled, int Warned);

public sealed record StallBoard(
    int Stalled, int Warned, bool More, string? CalendarDoubt, IReadOnlyList<BoardCount> Teams, IReadOnlyList<BoardCount> Stages, IReadOnlyList<BoardLine> Items);

/// <summary>What the page offers to do with an episode.</summary>
public sealed record StallChoices(
    IReadOnlyList<StallAnswer> Answers, IReadOnlyList<int> PostponeDays, IReadOnlyList<string> PostponeReasons, IReadOnlyList<StallColleague> Colleagues);

public sealed record StallColleague(string Userid, string Name);

public sealed record StallPageView(StallExplanation Why, StallChoices Choices);

public sealed record StallAnswerRequest(StallAnswer Answer, int? Days, string? Reason, string? To);

public sealed record StallAnswered(string Line, bool Done);

/// <summary>Boards, the page behind a card, the answers on it, and 为什么.</summary>
public static class StallEndpoints
{
    const int MostLines = 200;

    public static void MapStalls(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("stalls");
        api.MapGet("/stalls", Board).ForCustomerData();
        api.MapGet("/stalls/{id}", Page).ForCustomerData().Produces<StallPageView>();
        api.MapGet("/opportunities/{id}/stall", Why).ForCustomerData().Produces<StallPageView>();
        api.MapPost("/stalls/{id}/answers", Answer).ForCustomerData().Produces<StallAnswered>();
        app.MapStallRules();
    }

    static Task<StallBoard> Board(CurrentUser user, Db db, AppSettings settings, TimeProvider time) => db.Read(async tx =>
    {
        var now = time.GetUtcNow();
        var terms = await StallTerms.At(tx, settings, now);
        var found = await tx.Stalls.Board(user.Viewer, now, MostLines + 1);
        var lines = found.Take(MostLines).Select(line => Line(line, terms, now)).ToList();
        return new StallBoard(
            lines.Count(line => line.Level == "stalled"), lines.Count(line => line.Level == "warned"), found.Count > MostLines,
            terms.Calendar.Doubt(terms.Calendar.DayOf(now).Year),
            Counts(lines, line => line.Team ?? "没有团队"), Counts(lines, line => line.Stage), lines);
    });

    static IReadOnlyList<BoardCount> Counts(List<BoardLine> lines, Func<BoardLine, string> by) =>
    [
        .. lines.GroupBy(by).Select(group => new BoardCount(group.Key, group.Count(line => line.Level == "stalled"), group.Count(line => line.Level == "warned")))
            .OrderByDescending(count => count.Stalled).ThenByDescending(count => count.Warned).ThenBy(count => count.Name, StringComparer.Ordinal),
    ];

    static BoardLine Line(StallLine line, StallTerms terms, DateTimeOffset now)
    {
        var stalled = line.StallId is not null;
        var words = line.ClockBase is { } since && line.Hours is { } hours
            ? $"停滞 {StallTexts.Stalled(hours == HoursKind.Natural ? now - since : terms.Calendar.WorkedBetween(since, now), hours)}"
            : line.StallAt > now ? $"{StallTexts.Span(line.StallAt - now)}后停滞" : "即将提醒";
        return new(
            line.StallId, line.OpportunityId, line.Code, line.Title, line.Customer, line.ExternalUserid, line.Stage, StallTexts.Amount(line.Amount),
            line.OwnerName ?? line.OwnerUserid, line.OwnerUserid, line.Team, stalled ? "stalled" : "warned", words,
            line.State is { } state ? StallTexts.State(state) : null, line.StallAt);
    }

    static async Task<IResult> Page(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var view = await db.Read(async tx =>
            await tx.Stalls.ById(id) is { } stall && await tx.Opportunities.ById(stall.OpportunityId) is { } opportunity && await MaySee(tx, user, stall, opportunity)
                ? await View(tx, explain, opportunity, stall, user, now)
                : null);
        return await Shown(view, user, looks);
    }

    static async Task<IResult> Why(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var view = await db.Read(async tx =>
            await tx.Opportunities.ById(id) is { } opportunity && await tx.Customers.Seen(user.Viewer, opportunity.ExternalUserid) is not null
                ? await View(tx, explain, opportunity, (await tx.Stalls.OfOpportunity(id, 1)).FirstOrDefault(stall => stall.IsOpen), user, now)
                : null);
        return await Shown(view, user, looks);
    }

    static async Task<IResult> Answer(string id, StallAnswerRequest request, CurrentUser user, Db db, StallTapFlow taps)
    {
        var leads = await db.Read(async tx => await tx.Stalls.ById(id) is { } stall && await tx.Stalls.Leads(user.Userid, stall.Owner));
        var outcome = await taps.Answer(id, user.Userid, leads, new(request.Answer, request.Days ?? 0, request.Reason, request.To));
        return outcome is null ? Refusals.NotFound()
            : outcome.Done ? Results.Ok(new StallAnswered(outcome.Line, true))
            : Results.Problem(title: outcome.Line, statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>Whoever sees the customer, and whoever the episode is or was addressed to.</summary>
    static async Task<bool> MaySee(Tx tx, CurrentUser user, Stall stall, Opportunity opportunity) =>
        await tx.Customers.Seen(user.Viewer, opportunity.ExternalUserid) is not null
        || (await tx.StallAlerts.Of(stall.Id)).Any(alert => alert.Userid == user.Userid);

    static async Task<StallPageView?> View(Tx tx, StallExplainFlow explain, Opportunity opportunity, Stall? stall, CurrentUser user, DateTimeOffset now)
    {
        // An ended episode is explained as of its last moment: afterwards there is nothing to explain.
        var at = stall?.EndedAt is { } ended ? ended.AddMilliseconds(-1) : now;
        if (await explain.Explain(tx, opportunity, at) is not { } why)
        {
            return null;
        }

        var leads = stall is not null && (await tx.Stalls.Leads(user.Userid, stall.Owner) || stall.Manager == user.Userid || stall.Leader == user.Userid);
        var colleagues = leads && stall!.Owner is { } owner
            ? (await tx.Staff.Colleagues(owner)).Where(one => one.Userid != stall.Rep).Select(one => new StallColleague(one.Userid, one.Name)).ToList()
            : [];
        return new(why, new(stall is { IsOpen: true } ? [.. Answers(stall, user, leads)] : [], Stall.PostponeDays, StallTexts.PostponeReasons, colleagues));
    }

    static IEnumerable<StallAnswer> Answers(Stall stall, CurrentUser user, bool leads) =>
    [
        .. stall.Rep == user.Userid ? [StallAnswer.Asked] : (StallAnswer[])[],
        .. stall.Rep == user.Userid && stall.Postponements < Stall.MostPostponements ? [StallAnswer.Postponed] : (StallAnswer[])[],
        .. leads ? [StallAnswer.Urged, StallAnswer.Handed] : (StallAnswer[])[],
        .. stall.Ops == user.Userid ? [StallAnswer.Supporting, StallAnswer.Handled] : (StallAnswer[])[],
    ];

    static async Task<IResult> Shown(StallPageView? view, CurrentUser user, Looks looks)
    {
        if (view is null)
        {
            return Refusals.NotFound();
        }

        await looks.Record(user, "stall.why", view.Why.OpportunityId);
        return Results.Ok(view);
    }
}
