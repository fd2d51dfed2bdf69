using System.Security.Cryptography;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Acts;

/// <summary>Follow-up, visit, stage move, new opportunity, plan: each one transaction that ends on the timeline.</summary>
public sealed class ActFlow(Db db, TimeProvider time)
{
    static readonly ActOutcome refused = new ActOutcome.Refused();

    public Task<ActOutcome> FollowUp(CurrentUser user, string customer, FollowUpRequest request) => Act(user, customer, request.OpportunityId, "follow-up", async (tx, opportunity, now) =>
    {
        var log = new FollowUp(
            request.Id!, customer, request.OpportunityId, Words(request.Goal), request.NextContactAt, Words(request.DecisionProgress),
            Words(request.Obstacle), Words(request.SupportNeeded), user.Userid, now);
        return !log.SaysSomething ? new ActOutcome.Wrong(ActTexts.NothingFilled)
            : !IsSoon(log.NextContactAt, now) ? new ActOutcome.Wrong(ActTexts.WrongTime)
            : await PlansForAnother(tx, opportunity, log) ? new ActOutcome.Wrong(ActTexts.PlanIsOwners)
            : await tx.FollowUps.Add(log) || await tx.FollowUps.ById(log.Id) is { } same && same.By == user.Userid ? new ActOutcome.Done(log.Id)
            : refused;
    });

    public Task<ActOutcome> Visit(CurrentUser user, string customer, VisitRequest request) => Act(user, customer, request.OpportunityId, "visit", async (tx, _, now) =>
    {
        if (Words(request.Learned) is not { } learned)
        {
            return new ActOutcome.Wrong(ActTexts.LearnedMissing);
        }

        if (request.RoleMet is { } role && !Domain.Visit.Roles.Contains(role))
        {
            return new ActOutcome.Wrong(ActTexts.WrongRole);
        }

        var visit = new Visit(request.Id!, customer, request.OpportunityId, learned, request.RoleMet, Words(request.Place), user.Userid, now);
        return await tx.Visits.Add(visit) || await tx.Visits.ById(visit.Id) is { } same && same.By == user.Userid ? new ActOutcome.Done(visit.Id) : refused;
    });

    /// <summary>Only who owns the opportunity moves it.</summary>
    public Task<ActOutcome> MoveStage(CurrentUser user, string customer, StageMoveRequest request) => Act(user, customer, request.OpportunityId, "stage", async (tx, opportunity, now) =>
    {
        if (opportunity is null || !IsTheirs(opportunity, user))
        {
            return refused;
        }

        if (await tx.StageMoves.By(request.Id!) is { } mover)
        {
            return mover == user.Userid ? new ActOutcome.Done(request.Id!) : refused;
        }

        if (request.Stage is not { } stage || !Stages.Default.Knows(stage))
        {
            return new ActOutcome.Wrong(ActTexts.WrongStage);
        }

        if (Stages.Default.IsClosed(stage) && Words(request.Reason) is null)
        {
            return new ActOutcome.Wrong(ActTexts.ClosedReason);
        }

        if (opportunity.MoveTo(stage, Stages.Default, user.Userid, now, Words(request.Reason)) is not var (moved, move))
        {
            return new ActOutcome.Wrong(ActTexts.SameStage);
        }

        await tx.Opportunities.Update(opportunity, moved);
        await tx.StageMoves.Add(request.Id!, moved, move, now);
        return new ActOutcome.Done(request.Id!);
    });

    public Task<ActOutcome> NewOpportunity(CurrentUser user, string customer, OpportunityRequest request) => Act(user, customer, null, "opportunity", async (tx, _, now) =>
    {
        if (await tx.Opportunities.ById(request.Id!) is { } known)
        {
            return known.OwnerUserid == user.Userid && known.ExternalUserid == customer ? new ActOutcome.Done(known.Id) : refused;
        }

        if (Words(request.Title) is not { } title || request.Amount is <= 0 or > Opportunity.LargestAmount)
        {
            return new ActOutcome.Wrong(request.Amount switch { <= 0 => ActTexts.WrongAmount, > Opportunity.LargestAmount => ActTexts.AmountTooLarge, _ => ActTexts.TitleMissing });
        }

        var opportunity = Opportunity.New(
            request.Id!, OpportunityCode.From(RandomNumberGenerator.GetBytes(OpportunityCode.Bytes)), customer, title, user.Userid, Stages.Default, now) with
        {
            Amount = request.Amount,
            ExpectedClose = request.ExpectedClose,
        };
        if (!await tx.Opportunities.Add(opportunity))
        {
            throw new InvalidOperationException($"The code {opportunity.Code} is taken; the next try draws another.");
        }

        await tx.StageMoves.Add(opportunity.Id, opportunity, StageMove.Opened(opportunity, user.Userid), now);
        return new ActOutcome.Done(opportunity.Id);
    });

    public Task<ActOutcome> PlanContact(CurrentUser user, string customer, NextContactRequest request) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        if (await tx.Customers.Seen(user.Viewer, customer) is null)
        {
            return refused;
        }

        if (!IsSoon(request.At, now))
        {
            return new ActOutcome.Wrong(ActTexts.WrongTime);
        }

        if (request.OpportunityId is not { } id)
        {
            await tx.Customers.Plan(customer, request.At, user.Userid);
            return new ActOutcome.Done(customer);
        }

        if (await tx.Opportunities.ById(id) is not { } opportunity || opportunity.ExternalUserid != customer || !await MayPlan(tx, opportunity, user.Userid))
        {
            return refused;
        }

        await tx.Opportunities.Plan(id, request.At);
        return new ActOutcome.Done(id);
    });

    /// <summary>What the newest note of this customer proposes for a log.</summary>
    public Task<FollowUpFields?> Proposed(CurrentUser user, string customer, TimeZoneInfo zone) => db.Read<FollowUpFields?>(async tx =>
    {
        if (await tx.Customers.Seen(user.Viewer, customer) is null)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        return await tx.Notes.OfCustomer(customer, 1) is [var note]
            ? Prefill.From(new(note.Signals, note.Entities, note.NextAction), today)
            : new FollowUpFields(null, null, null, null, null);
    });

    /// <summary>What every act has in common: the id, the customer, the opportunity, and the typed words that are over with it.</summary>
    Task<ActOutcome> Act(
        CurrentUser user, string customer, string? opportunityId, string form, Func<Tx, Opportunity?, DateTimeOffset, Task<ActOutcome>> act) => db.Write(async tx =>
    {
        var opportunity = opportunityId is null ? null : await tx.Opportunities.ById(opportunityId);
        if (await tx.Customers.Seen(user.Viewer, customer) is null || (opportunityId is not null && opportunity?.ExternalUserid != customer))
        {
            return refused;
        }

        var outcome = await act(tx, opportunity, time.GetUtcNow());
        if (outcome is ActOutcome.Done)
        {
            await tx.TypedTexts.Forget(user.Userid, customer, form);
        }

        return outcome;
    });

    /// <summary>A log that was taken before is no new plan.</summary>
    static async Task<bool> PlansForAnother(Tx tx, Opportunity? opportunity, FollowUp log) =>
        log.NextContactAt is not null && opportunity is not null && !await MayPlan(tx, opportunity, log.By) && await tx.FollowUps.ById(log.Id) is null;

    /// <summary>A plan pauses the opportunity's clock: whose it is makes it, or the rep to whom its open episode was handed.</summary>
    static async Task<bool> MayPlan(Tx tx, Opportunity opportunity, string userid) =>
        opportunity.OwnerUserid is null || opportunity.OwnerUserid == userid
        || (await tx.Stalls.OpenOf([opportunity.Id])).Values.Any(stall => stall.Rep == userid);

    static bool IsTheirs(Opportunity opportunity, CurrentUser user) => opportunity.OwnerUserid is null || opportunity.OwnerUserid == user.Userid;

    static bool IsSoon(DateTimeOffset? at, DateTimeOffset now) => at is null || (at > now.AddDays(-1) && at < now.AddYears(1));

    static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
