using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Acts;

/// <summary>Asking for support and answering: the addressees get a card, and so does who asked when somebody answers.</summary>
public sealed class SupportFlow(Db db, AppSettings settings, SupportCards cards, TimeProvider time)
{
    readonly Specialists specialists = new(settings);

    public Task<ActOutcome> Ask(CurrentUser user, string customerId, SupportRequestBody body) => db.Write<ActOutcome>(async tx =>
    {
        var now = time.GetUtcNow();
        var opportunity = body.OpportunityId is null ? null : await tx.Opportunities.ById(body.OpportunityId);
        if (await tx.Customers.Seen(user.Viewer, customerId) is null || (body.OpportunityId is not null && opportunity?.ExternalUserid != customerId))
        {
            return new ActOutcome.Refused();
        }

        if (await tx.SupportRequests.ById(body.Id!) is { } known)
        {
            return known.By == user.Userid ? new ActOutcome.Done(known.Id) : new ActOutcome.Refused();
        }

        if (string.IsNullOrWhiteSpace(body.What))
        {
            return new ActOutcome.Wrong(ActTexts.WhatMissing);
        }

        var helpers = await Helpers(tx, body.From == "presales" ? Role.Presales : Role.Ops, opportunity?.OwnerUserid ?? user.Userid);
        if (helpers.Count == 0)
        {
            return new ActOutcome.Wrong(ActTexts.NobodyToAsk);
        }

        var request = new SupportRequest(body.Id!, customerId, body.OpportunityId, body.What.Trim(), helpers, user.Userid, now);
        await tx.SupportRequests.Add(request);
        var customer = (await tx.Called.As(user.Viewer, customerId))!;
        foreach (var helper in helpers)
        {
            await tx.Outbox.Add(cards.Asked(request, helper, customer, opportunity, user.Name), now);
        }

        await tx.TypedTexts.Forget(user.Userid, customerId, "support");
        return new ActOutcome.Done(request.Id);
    });

    public Task<ActOutcome> Answer(CurrentUser user, string requestId, SupportAnswerBody body) => db.Write<ActOutcome>(async tx =>
    {
        var now = time.GetUtcNow();
        if (await tx.SupportRequests.ById(requestId) is not { } request || !request.Addressees.Contains(user.Userid))
        {
            return new ActOutcome.Refused();
        }

        if (string.IsNullOrWhiteSpace(body.Answer))
        {
            return new ActOutcome.Wrong(ActTexts.AnswerMissing);
        }

        if (!await tx.SupportRequests.Answer(body.Id!, request, user.Userid, body.Answer.Trim(), now))
        {
            return request.AnsweredBy == user.Userid ? new ActOutcome.Done(requestId) : new ActOutcome.Wrong(ActTexts.Answered);
        }

        // As the person knows them who reads the card.
        var customer = await tx.Called.As(new(request.By, Role.Rep), request.ExternalUserid);
        await tx.Outbox.Add(cards.Answered(request, customer, user.Name, body.Answer.Trim()), now);
        return new ActOutcome.Done(requestId);
    });

    async Task<IReadOnlyList<string>> Helpers(Tx tx, Role role, string owner)
    {
        var standbys = await specialists.Of(tx, role, (await tx.Staff.ByUserid(owner))?.DepartmentId);
        return standbys.FirstOrDefault(standby => standby.People.Count > 0)?.People ?? [];
    }
}
