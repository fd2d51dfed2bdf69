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

    static async Task<IResult> Page(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, AppSettings settings, TimeProvider time)
    {
        var (now, people) = (time.GetUtcNow(), new StallPeople(settings));
        var (view, ended) = await db.Read<(StallPageView?, string?)>(async tx =>
        {
            if (await tx.Stalls.ById(id) is not { } stall || await tx.Opportunities.ById(stall.OpportunityId) is not { } opportunity)
            {
                return default;
            }

            var wasTold = await WasTold(tx, people, user, stall);
            return await tx.Customers.Seen(user.Viewer, opportunity.ExternalUserid) is not null || (stall.IsOpen && wasTold) ? (await View(tx, explain, people, opportunity, stall, user, now), null)
                : wasTold ? (null, StallTexts.Ended(stall, stall.EndedBy is { } by ? await people.NameOf(tx, by) : null, settings.TimeZone))
                : default;
        });
        return ended is null ? await Shown(view, user, db, looks) : Results.Problem(title: ended, statusCode: StatusCodes.Status410Gone);
    }

    static async Task<IResult> Why(string id, CurrentUser user, Db db, StallExplainFlow explain, Looks looks, AppSettings settings, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var view = await db.Read(async tx =>
            await tx.Opportunities.ById(id) is { } opportunity && await tx.Customers.Seen(user.Viewer, opportunity.ExternalUserid) is not null
                ? await View(tx, explain, new StallPeople(settings), opportunity, (await tx.Stalls.OfOpportunity(id, 1)).FirstOrDefault(stall => stall.IsOpen), user, now)
                : null);
        return await Shown(view, user, db, looks);
    }

    static async Task<IResult> Answer(string id, StallAnswerRequest request, CurrentUser user, StallTapFlow taps)
    {
        if (FieldLimit.IsOver([request.Reason]))
        {
            return Refusals.Wrong(Refusals.TooLong);
        }

        var outcome = await taps.Answer(id, user.Userid, new(request.Answer, request.Days ?? 0, request.Reason, request.To));
        return outcome is null ? Refusals.NotFound()
            : outcome.Done ? Results.Ok(new StallAnswered(outcome.Line, true))
            : Results.Problem(title: outcome.Line, statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>Who got a card or a digest about the episode and is today what they were told as: they see its page while it is open; afterwards they are told how it ended, and no more.</summary>
    static async Task<bool> WasTold(Tx tx, StallPeople people, CurrentUser user, Stall stall)
    {
        var told = (await tx.StallAlerts.Of(stall.Id)).Where(alert => alert.Userid == user.Userid && alert.State is AlertState.Sent or AlertState.Digested).ToList();
        return told.Exists(alert => alert.Party is StallParty.Ops or StallParty.Missing)
            || (told.Exists(alert => alert.Party is StallParty.Manager or StallParty.Leader) && await people.StandsAbove(tx, user.Userid, stall.Owner));
    }

    static async Task<StallPageView?> View(
        Tx tx, StallExplainFlow explain, StallPeople people, Opportunity opportunity, Stall? stall, CurrentUser user, DateTimeOffset now)
    {
        // An ended episode is explained as of its last moment: afterwards there is nothing to explain.
        var at = stall?.EndedAt is { } ended ? ended.AddMilliseconds(-1) : now;
        if (await explain.Explain(tx, opportunity, at) is not { } why)
        {
            return null;
        }

        var leads = stall is { IsOpen: true } && await tx.Staff.ByUserid(user.Userid) is { } person && await StallActing.Leads(tx, people, stall, person);
        var colleagues = leads ? await StallActing.Receivers(tx, stall!, user.Userid) : [];
        return new(why, new(
            stall is { IsOpen: true } ? [.. Answers(stall, user, leads)] : [], Stall.PostponeDays, StallTexts.PostponeReasons,
            [.. colleagues.Select(one => new StallColleague(one.Userid, one.Name))]));
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
