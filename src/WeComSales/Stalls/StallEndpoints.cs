using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Stalls;

/// <summary>What the page offers to do with an episode.</summary>
public sealed record StallChoices(
    IReadOnlyList<StallAnswer> Answers, IReadOnlyList<int> PostponeDays, IReadOnlyList<string> PostponeReasons, IReadOnlyList<StallColleague> Colleagues);

public sealed record StallColleague(string Userid, string Name);

public sealed record StallPageView(StallExplanation Why, StallChoices Choices);

public sealed record StallAnswerRequest(StallAnswer Answer, int? Days, string? Reason, string? To);

public sealed record StallAnswered(string Line, bool Done);

/// <summary>The page behind a card, the answers on it, and 为什么.</summary>
public static class StallEndpoints
{
    public static void MapStalls(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("stalls");
        api.MapGet("/stalls/{id}", Page).ForCustomerData().Produces<StallPageView>();
        api.MapGet("/opportunities/{id}/stall", Why).ForCustomerData().Produces<StallPageView>();
        api.MapPost("/stalls/{id}/answers", Answer).ForCustomerData().Produces<StallAnswered>();
        app.MapStallBoard();
        app.MapStallRules();
    }

    static async Task<IResult> Page(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var view = await db.Read(async tx =>
            await tx.Stalls.ById(id) is { } stall && await tx.Opportunities.ById(stall.OpportunityId) is { } opportunity && await MaySee(tx, user, stall, opportunity)
                ? await View(tx, explain, opportunity, stall, user, now)
                : null);
        return await Shown(view, user, db, looks);
    }

    static async Task<IResult> Why(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var view = await db.Read(async tx =>
            await tx.Opportunities.ById(id) is { } opportunity && await tx.Customers.Seen(user.Viewer, opportunity.ExternalUserid) is not null
                ? await View(tx, explain, opportunity, (await tx.Stalls.OfOpportunity(id, 1)).FirstOrDefault(stall => stall.IsOpen), user, now)
                : null);
        return await Shown(view, user, db, looks);
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

    static async Task<IResult> Shown(StallPageView? view, CurrentUser user, Db db, Looks looks)
    {
        if (view is null)
        {
            return Refusals.NotFound();
        }

        if (user.Viewer.OnlyLooks)
        {
            var opportunity = await db.Read(tx => tx.Opportunities.ById(view.Why.OpportunityId));
            await looks.Record(user, "stall.why", view.Why.OpportunityId, opportunity?.OwnerUserid);
        }

        return Results.Ok(view);
    }
}
