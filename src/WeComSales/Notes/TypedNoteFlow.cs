using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Notes;

/// <summary>A note made in the sidebar: pasted or typed next to the chat, so the customer is known (F2c). It ends in the same confirmation as every other.</summary>
public sealed class TypedNoteFlow(Db db, LiveReader signals, NotePlacing placing, TimeProvider time)
{
    /// <summary>Reads what stands in the field at this moment; nothing is stored. Null when the customer is none of this viewer's.</summary>
    public async Task<(Pasted Pasted, IReadOnlyList<Proposal> Lines)?> Read(CurrentUser user, string externalUserid, string text, string? opportunityInView)
    {
        var now = time.GetUtcNow();
        return await db.Read<(Pasted, IReadOnlyList<Proposal>)?>(async tx => await Seen(tx, user, externalUserid) is { } customer
            ? (await Read(tx, user, text, now), Proposals.ForChat(customer, await tx.Opportunities.OpenOf(externalUserid), opportunityInView))
            : null);
    }

    /// <summary>Makes the note. The page's id makes a repeat one note, also when the answer was lost on the way.</summary>
    /// <returns>The note's id; null when the customer or the id is none of this viewer's.</returns>
    public Task<string?> Confirm(CurrentUser user, string externalUserid, TypedNote typed) => db.Write<string?>(async tx =>
    {
        var now = time.GetUtcNow();
        if (await Seen(tx, user, externalUserid) is not { } customer)
        {
            return null;
        }

        if (await tx.NoteDrafts.ById(typed.Id) is not null)
        {
            return (await NotePlacing.Made(tx, typed.Id, user.Userid, externalUserid))?.Id;
        }

        var pasted = await Read(tx, user, typed.Text, now);
        var draft = new NoteDraft(
            typed.Id, user.Userid, NoteSource.Copy, NoteContent.Text, typed.Text, pasted.At, pasted.Reading,
            Proposals.ForChat(customer, await tx.Opportunities.OpenOf(externalUserid), typed.OpportunityInView), TimeIsKnown: pasted.TimeIsKnown);
        var decision = new Decision(draft.Id, user.Userid, typed.PlaceId, typed.Struck, typed.Added, null, typed.OpportunityTitle);
        if (await placing.Enter(tx, draft, externalUserid, decision, now) is not { } note)
        {
            return null;
        }

        await tx.TypedTexts.Forget(user.Userid, externalUserid, "note");
        return note.Id;
    });

    /// <summary>The customer as this rep calls them.</summary>
    internal static async Task<Customer?> Seen(Tx tx, CurrentUser user, string externalUserid)
    {
        if (await tx.Customers.Seen(user.Viewer, externalUserid) is not { } customer)
        {
            return null;
        }

        var called = (await tx.Called.As(user.Viewer, externalUserid))!;
        return customer with { Name = called.Name, Company = called.Company };
    }

    async Task<Pasted> Read(Tx tx, CurrentUser user, string text, DateTimeOffset now)
    {
        var speakers = CopiedThread.Of(text, now).Select(message => message.Name).Distinct().ToList();
        IReadOnlyCollection<string> ours = speakers.Count == 0 ? [] : [.. await tx.Staff.Names(speakers), user.Name];
        return Pasted.Read(signals, text, ours, now);
    }
}

/// <summary>What the page sends to make a note.</summary>
/// <param name="Id">Made by the page.</param>
/// <param name="PlaceId">The chosen line; null for the likely one.</param>
public sealed record TypedNote(
    string Id, string Text, string? PlaceId, IReadOnlyList<string> Struck, IReadOnlyList<string> Added, string? OpportunityTitle, string? OpportunityInView);
