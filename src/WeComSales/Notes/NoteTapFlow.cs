using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Notes;

/// <summary>What a rep did with a draft: on the card, on the bot's card, or on the page.</summary>
/// <param name="ProposalId">The chosen line; null when the tap brought none.</param>
/// <param name="Struck">Labels the rep struck; <paramref name="Added"/> those that were added by hand.</param>
public sealed record Decision(
    string DraftId, string By, string? ProposalId, IReadOnlyList<string> Struck, IReadOnlyList<string> Added,
    string? CustomerName = null, string? OpportunityTitle = null)
{
    public static Decision FromCard(string draftId, string by, string? proposalId) => new(draftId, by, proposalId, [], []);
}

/// <summary>How it stands with a draft after somebody decided: told the same to the first tap and to the fifth.</summary>
public abstract record Outcome
{
    /// <param name="Note">What the first confirmation made.</param>
    /// <param name="ByName">Who confirmed, as colleagues know them.</param>
    public sealed record Saved(Note Note, string ByName) : Outcome;

    public sealed record Dropped(NoteDraft Draft, DateTimeOffset At) : Outcome;

    /// <param name="Why">Why it cannot go where it was to go, and what to do; the draft waits on.</param>
    public sealed record Barred(NoteDraft Draft, string Why) : Outcome;

    /// <summary>No such draft, or somebody else's: nobody can tell which.</summary>
    public sealed record Refused : Outcome;
}

/// <summary>Confirm, discard, restore: one decision per draft, whoever taps and however often (F2).</summary>
public sealed class NoteTapFlow(Db db, NoteCards cards, NotePlacing placing, TimeProvider time)
{
    /// <summary>A tap on the app's card. The card is then changed in place with the code that this tap brought.</summary>
    public Task Tapped(ClaimedCallback row, TemplateCardEvent tap) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var outcome = await Decide(tx, tap.EventKey, Choice(tap.TaskId, tap.FromUserName, tap.SelectedItems), now);
        await tx.Outbox.Add(cards.Update(outcome, tap.TaskId, tap.FromUserName ?? "", tap.ResponseCode, $"tap:{row.Seq}"), now);
        await tx.Inbox.Finish(row, Told(outcome), now);
    });

    /// <summary>A tap on the bot's card: it can be changed only inside the callback; later, one line with a link.</summary>
    public Task Tapped(ClaimedCallback row, BotTemplateCardEvent tap) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var outcome = await Decide(tx, tap.EventKey, Choice(tap.TaskId, tap.FromUserName, tap.SelectedItems), now);
        if (!await tx.BotReplies.Answer(row.DedupeKey, cards.BotUpdate(outcome, tap.TaskId, tap.FromUserName ?? "")) && tap.Chat.ResponseUrl is { } url)
        {
            await tx.Outbox.Add(cards.BotLate(outcome, tap.TaskId, tap.FromUserName ?? "", url, $"tap:{row.Seq}"), now);
        }

        await tx.Inbox.Finish(row, Told(outcome), now);
    });

    /// <summary>Confirms from the page, and changes the card that is still at the rep's phone.</summary>
    public Task<Outcome> Confirm(Decision decision) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var outcome = await Confirm(tx, decision, now);
        await UpdateSentCard(tx, outcome, decision, now);
        return outcome;
    });

    public Task<Outcome> Discard(string draftId, string by) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var outcome = await Discard(tx, draftId, by, now);
        await UpdateSentCard(tx, outcome, Decision.FromCard(draftId, by, null), now);
        return outcome;
    });

    /// <summary>Takes a discard back; false when there is nothing to take back.</summary>
    public Task<bool> Restore(string draftId, string by) => db.Write(async tx =>
        await Own(tx, draftId, by) is { Draft.State: DraftState.Discarded } && await tx.NoteDrafts.Restore(draftId));

    Task<Outcome> Decide(Tx tx, string eventKey, Decision decision, DateTimeOffset now) => eventKey switch
    {
        NoteCards.ConfirmKey => Confirm(tx, decision, now),
        NoteCards.DiscardKey => Discard(tx, decision.DraftId, decision.By, now),
        _ => Task.FromResult<Outcome>(new Outcome.Refused()),
    };

    async Task<Outcome> Confirm(Tx tx, Decision decision, DateTimeOffset now)
    {
        if (await Own(tx, decision.DraftId, decision.By) is not { } stored)
        {
            return new Outcome.Refused();
        }

        var draft = stored.Draft;
        if (draft.State == DraftState.Discarded)
        {
            return new Outcome.Dropped(draft, stored.DecidedAt!.Value);
        }

        if (draft.State == DraftState.Open)
        {
            var chosen = draft.Chosen(decision.ProposalId);
            if (await NotePlacing.Barred(tx, draft, chosen) is { } why)
            {
                return new Outcome.Barred(draft, why);
            }

            if (!await tx.NoteDrafts.Decide(draft.Id, DraftState.Open, DraftState.Confirmed, decision.By, now))
            {
                // Another instance decided between our look and our hand: what it did is what counts.
                return await Confirm(tx, decision, now);
            }

            var place = await placing.Place(tx, draft, chosen, decision, now);
            await tx.Notes.Add(draft.Confirm(
                Ids.New(now), place, draft.Changed(chosen, [.. decision.Struck], [.. decision.Added]), decision.By, now));
        }

        return await Saved(tx, (await tx.Notes.ByDraft(draft.Id))!);
    }

    static async Task<Outcome> Discard(Tx tx, string draftId, string by, DateTimeOffset now)
    {
        if (await Own(tx, draftId, by) is not { } stored)
        {
            return new Outcome.Refused();
        }

        await tx.NoteDrafts.Decide(draftId, DraftState.Open, DraftState.Discarded, by, now);
        return await tx.Notes.ByDraft(draftId) is { } note
            ? await Saved(tx, note)
            : new Outcome.Dropped(stored.Draft, stored.DecidedAt ?? now);
    }

    static async Task<Outcome> Saved(Tx tx, Note note) =>
        new Outcome.Saved(note, (await tx.Staff.ByUserid(note.ConfirmedBy))?.Name ?? note.ConfirmedBy);

    static async Task<StoredDraft?> Own(Tx tx, string draftId, string by) =>
        await tx.NoteDrafts.ById(draftId) is { } stored && stored.Draft.Owner == by ? stored : null;

    async Task UpdateSentCard(Tx tx, Outcome outcome, Decision decision, DateTimeOffset now)
    {
        var taskId = NoteCards.TaskId(decision.DraftId);
        if (outcome is not (Outcome.Refused or Outcome.Barred) && await tx.Cards.Spend(taskId, now) is { } code)
        {
            await tx.Outbox.Add(cards.Update(outcome, taskId, decision.By, code, $"page:{Ids.New(now)}"), now);
        }
    }

    static Decision Choice(string taskId, string? by, IReadOnlyList<SelectedItem> selected) => Decision.FromCard(
        NoteCards.DraftId(taskId), by ?? "",
        selected.FirstOrDefault(item => item.QuestionKey == NoteCards.PlaceKey) is { OptionIds: [var chosen, ..] } ? chosen : null);

    static string Told(Outcome outcome) => outcome switch
    {
        Outcome.Saved saved => $"note {saved.Note.Id}",
        Outcome.Dropped dropped => $"discarded {dropped.Draft.Id}",
        Outcome.Barred barred => $"not taken {barred.Draft.Id}",
        _ => "refused",
    };
}
