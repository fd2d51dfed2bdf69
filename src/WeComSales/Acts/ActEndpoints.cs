using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Acts;

/// <summary>The acts of a rep. No route here is open to those who only look, so nothing of theirs can be changed by a look.</summary>
public static class ActEndpoints
{
    public static void MapActs(this IEndpointRouteBuilder app)
    {
        var acts = app.MapGroup("/api/customers/{id}").WithTags("acts").ForRoles(Role.Rep);
        acts.MapPost("/follow-ups", (string id, FollowUpRequest body, CurrentUser user, ActFlow flow) =>
            Told(body.Id, [body.Goal, body.DecisionProgress, body.Obstacle, body.SupportNeeded], () => flow.FollowUp(user, id, body))).Produces<ActDone>();
        acts.MapPost("/visits", (string id, VisitRequest body, CurrentUser user, ActFlow flow) =>
            Told(body.Id, [body.Learned, body.Place], () => flow.Visit(user, id, body))).Produces<ActDone>();
        acts.MapPost("/stage-moves", (string id, StageMoveRequest body, CurrentUser user, ActFlow flow) =>
            Told(body.Id, [body.Reason], () => flow.MoveStage(user, id, body))).Produces<ActDone>();
        acts.MapPost("/opportunities", (string id, OpportunityRequest body, CurrentUser user, ActFlow flow) =>
            Told(body.Id, [body.Title], () => flow.NewOpportunity(user, id, body))).Produces<ActDone>();
        acts.MapPost("/support-requests", (string id, SupportRequestBody body, CurrentUser user, SupportFlow flow) =>
            Told(body.Id, [body.What], () => flow.Ask(user, id, body))).Produces<ActDone>();
        acts.MapPut("/next-contact", async (string id, NextContactRequest body, CurrentUser user, ActFlow flow) =>
            Result(await flow.PlanContact(user, id, body))).Produces<ActDone>();
        acts.MapGet("/follow-up-prefill", Prefill).Produces<FollowUpPrefillView>();
        app.MapGet("/api/act-choices", () => new ActChoices(Stages.Default.Names, Visit.Roles)).ForRoles(Role.Rep).WithTags("acts");
        app.MapPost("/api/support-requests/{id}/answer", (string id, SupportAnswerBody body, CurrentUser user, SupportFlow flow) =>
            Told(body.Id, [body.Answer], () => flow.Answer(user, id, body))).ForRoles(Role.Ops, Role.Presales).WithTags("acts").Produces<ActDone>();
        app.MapVisitPhotos();
    }

    static async Task<IResult> Prefill(string id, CurrentUser user, ActFlow flow, AppSettings settings) =>
        await flow.Proposed(user, id, settings.TimeZone) is { } found
            ? Results.Ok(new FollowUpPrefillView(found.Goal, found.NextContact, found.DecisionChain, found.Obstacle, found.Support))
            : Refusals.NotFound();

    static async Task<IResult> Told(string? id, IEnumerable<string?> texts, Func<Task<ActOutcome>> act) =>
        !PageId.IsMatch(id) ? Refusals.Wrong(ActTexts.WrongId)
        : FieldLimit.IsOver(texts) ? Refusals.Wrong(Refusals.TooLong)
        : Result(await act());

    static IResult Result(ActOutcome outcome) => outcome switch
    {
        ActOutcome.Done done => Results.Ok(new ActDone(done.Id)),
        ActOutcome.Wrong wrong => Refusals.Wrong(wrong.Title),
        _ => Refusals.NotFound(),
    };
}
