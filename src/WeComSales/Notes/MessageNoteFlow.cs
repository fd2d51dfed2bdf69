using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Notes;

/// <summary>Archived messages that a rep chose, as they will stand in the note.</summary>
public sealed record ChosenNote(string Text, Pasted Pasted, IReadOnlyList<ContextLine> Context, IReadOnlyList<Proposal> Lines);

/// <param name="Id">Made by the page.</param>
/// <param name="Messages">Ids of messages of one chat of this customer.</param>
public sealed record MessageNote(
    string Id, IReadOnlyList<string> Messages, string? PlaceId, IReadOnlyList<string> Struck, IReadOnlyList<string> Added, string? OpportunityTitle, string? OpportunityInView);

/// <summary>
/// Long-pressed messages of the archive become one note with the words around them (F2b). The text is taken from the
/// archive and never from the page: what is confirmed was really said.
/// </summary>
public sealed class MessageNoteFlow(Db db, LiveReader signals, NotePlacing placing, TimeProvider time)
{
    /// <summary>What would go in; nothing is stored. Null when a message or the customer is none of this viewer's.</summary>
    public Task<ChosenNote?> Read(CurrentUser user, string externalUserid, IReadOnlyList<string> messages, string? opportunityInView) =>
        db.Read(tx => Chosen(tx, user, externalUserid, messages, opportunityInView));

    /// <returns>The note's id, the same for a repeat; null as in <see cref="Read"/>.</returns>
    public Task<string?> Confirm(CurrentUser user, string externalUserid, MessageNote asked) => db.Write<string?>(async tx =>
    {
        var now = time.GetUtcNow();
        if (await tx.NoteDrafts.ById(asked.Id) is not null)
        {
            return await tx.Customers.Seen(user.Viewer, externalUserid) is null ? null : (await NotePlacing.Made(tx, asked.Id, user.Userid, externalUserid))?.Id;
        }

        if (await Chosen(tx, user, externalUserid, asked.Messages, asked.OpportunityInView) is not { } chosen)
        {
            return null;
        }

        var draft = new NoteDraft(
            asked.Id, user.Userid, NoteSource.Archive, NoteContent.Text, chosen.Text, chosen.Pasted.At, chosen.Pasted.Reading, chosen.Lines, TimeIsKnown: true);
        var decision = new Decision(draft.Id, user.Userid, asked.PlaceId, asked.Struck, asked.Added, null, asked.OpportunityTitle);
        if (await placing.Enter(tx, draft, externalUserid, decision, now) is not { } note)
        {
            return null;
        }

        await tx.NoteContexts.Add(draft.Id, externalUserid, chosen.Context);
        return note.Id;
    });

    async Task<ChosenNote?> Chosen(Tx tx, CurrentUser user, string externalUserid, IReadOnlyList<string> messages, string? opportunityInView)
    {
        if (await TypedNoteFlow.Seen(tx, user, externalUserid) is not { } customer
            || await tx.ChatMessages.ChatOf(externalUserid, messages[0]) is not { } chat)
        {
            return null;
        }

        var lines = await tx.ChatMessages.Chosen(externalUserid, chat, messages);
        if (lines.Count != messages.Distinct().Count())
        {
            return null;
        }

        var (first, last) = (lines[0], lines[^1]);
        var before = await tx.ChatMessages.Page(chat, first.At, first.Seq, ChosenMessages.Around);
        var between = await tx.ChatMessages.Behind(chat, first.At, first.Seq - 1, ChosenMessages.Most + ChosenMessages.Around);
        var behind = await tx.ChatMessages.Behind(chat, last.At, last.Seq, ChosenMessages.Around);
        var isChosen = lines.Select(line => line.Msgid).ToHashSet(StringComparer.Ordinal);
        var around = before.Concat(between).Concat(behind).Concat(lines).DistinctBy(line => line.Msgid)
            .Where(line => line.RecalledAt is null || isChosen.Contains(line.Msgid)).OrderBy(line => line.At).ThenBy(line => line.Seq).ToList();
        var names = await tx.Staff.ByUserids([.. around.Where(line => !line.Theirs).Select(line => line.Sender).Distinct()]);
        string Name(ChatLine line) => line.Theirs ? customer.Name : names.GetValueOrDefault(line.Sender)?.Name ?? line.Sender;
        var (text, pasted) = ChosenMessages.Read(signals, [.. lines.Select(line => new SaidInChat(line.Msgid, Name(line), !line.Theirs, line.At, line.Text))]);
        return new(
            text, pasted,
            [.. around.Select(line => new ContextLine(Name(line), !line.Theirs, line.At, line.Text, isChosen.Contains(line.Msgid)))],
            Proposals.ForChat(customer, await tx.Opportunities.OpenOf(externalUserid), opportunityInView));
    }
}
