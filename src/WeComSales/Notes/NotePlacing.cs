using System.Security.Cryptography;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Notes;

/// <summary>Where a note goes: asked again when it is confirmed, and made where it does not exist yet.</summary>
public sealed class NotePlacing(AppSettings settings)
{
    /// <summary>
    /// Why the chosen line cannot be taken any more; null when it can. A draft waits as long as its owner likes, and
    /// meanwhile the customer may have gone to somebody else (decision 61).
    /// </summary>
    public static async Task<string?> Barred(Tx tx, NoteDraft draft, Proposal chosen)
    {
        if (await tx.Staff.ByUserid(draft.Owner) is not { Active: true, Role: Role.Rep } owner)
        {
            return NoteTexts.NotARep;
        }

        if (chosen.ExternalUserid is not { } customer)
        {
            return null;
        }

        return await tx.Customers.Seen(new Viewer(owner.Userid, owner.Role), customer) is null ? NoteTexts.NotYourCustomer
            : chosen.OpportunityId is { } id && (await tx.Opportunities.ById(id) is not { IsOpen: true } opportunity || opportunity.ExternalUserid != customer) ? NoteTexts.OpportunityOver
            : null;
    }

    /// <summary>A note made next to the chat goes in with its draft: the page's preview was the draft's only life.</summary>
    /// <returns>The note, or the one that an earlier request of this id made; null when that one is none of this person's or customer's.</returns>
    public async Task<Note?> Enter(Tx tx, NoteDraft draft, string externalUserid, Decision decision, DateTimeOffset now)
    {
        // The draft's row is the claim: the second of two requests waits here for the first, and then finds its note.
        if (!await tx.NoteDrafts.Add(draft))
        {
            return await Made(tx, draft.Id, draft.Owner, externalUserid);
        }

        var chosen = draft.Chosen(decision.ProposalId);
        var place = await Place(tx, draft, chosen, decision, now);
        var note = draft.Confirm(Ids.New(now), place, draft.Changed(chosen, [.. decision.Struck], [.. decision.Added]), draft.Owner, now);
        await tx.Notes.Add(note);
        await tx.NoteDrafts.Decide(draft.Id, DraftState.Open, DraftState.Confirmed, draft.Owner, now);
        return note;
    }

    /// <summary>What an earlier request of this id made; null when it is none of this person's or customer's.</summary>
    public static async Task<Note?> Made(Tx tx, string draftId, string by, string externalUserid) =>
        await tx.Notes.ByDraft(draftId) is { } made && made.ConfirmedBy == by && made.Place.ExternalUserid == externalUserid ? made : null;

    /// <summary>The customer and opportunity of the chosen line; what does not exist yet is made here, with the note.</summary>
    public async Task<NotePlace> Place(Tx tx, NoteDraft draft, Proposal chosen, Decision decision, DateTimeOffset now)
    {
        if (chosen.Kind == ProposalKind.Opportunity)
        {
            return new(chosen.ExternalUserid!, chosen.CustomerName, chosen.OpportunityId, chosen.Title);
        }

        if (chosen.Kind == ProposalKind.Customer)
        {
            return new(chosen.ExternalUserid!, chosen.CustomerName, null, null);
        }

        var name = chosen.Kind == ProposalKind.NewOpportunity
            ? chosen.CustomerName
            : NoteTexts.NewCustomerName(decision.CustomerName ?? chosen.CustomerName, TimeZoneInfo.ConvertTime(draft.At, settings.TimeZone));
        var customer = chosen.ExternalUserid ?? await AddCustomer(tx, name, draft.Owner, now);
        var title = NoteTexts.NewOpportunityTitle(decision.OpportunityTitle, name, draft.Reading);
        var opportunity = Opportunity.New(
            Ids.New(now), OpportunityCode.From(RandomNumberGenerator.GetBytes(OpportunityCode.Bytes)), customer, title,
            draft.Owner, Stages.Default, now);
        if (!await tx.Opportunities.Add(opportunity))
        {
            throw new InvalidOperationException($"The code {opportunity.Code} is taken; the next try draws another.");
        }

        await tx.StageMoves.Add(opportunity.Id, opportunity, StageMove.Opened(opportunity, draft.Owner), now);
        return new(customer, name, opportunity.Id, title);
    }

    /// <summary>A customer whom WeCom does not know (yet): the id says so.</summary>
    static async Task<string> AddCustomer(Tx tx, string name, string owner, DateTimeOffset now)
    {
        var id = "new-" + Ids.New(now);
        await tx.Customers.Put(new Customer(id, name, null, null, owner, [], now, now), null);
        return id;
    }
}
