using WeComSales.Data;
using WeComSales.People;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>How far a test card is.</summary>
public enum TestCardState { Waiting, Sent, Answered, Failed }

/// <param name="Reason">Why it waits or failed, as WeCom or the sender says; null otherwise.</param>
public sealed record TestCardView(TestCardState State, string? Reason);

/// <summary>An administrator sends a test card to their own phone and taps it: outbox, WeCom, callback and inbox in one go.</summary>
public sealed class TestCardFlow(Db db, TestCards cards, TimeProvider time)
{
    /// <param name="id">Made by the page: the same press sends one card, however often it arrives.</param>
    public Task Send(CurrentUser user, string id) => db.Write(tx => tx.Outbox.Add(cards.Ask(user.Userid, id), time.GetUtcNow()));

    /// <summary>Null when this person never sent it.</summary>
    public Task<TestCardView?> State(CurrentUser user, string id) => db.Read(async tx =>
        await tx.Outbox.Fate(TestCards.TapKeyOf(user.Userid, id)) is not null ? new TestCardView(TestCardState.Answered, null)
        : await tx.Outbox.Fate(TestCards.KeyOf(user.Userid, id)) is { } fate ? Shown(fate)
        : null);

    public Task Tapped(ClaimedCallback row, TemplateCardEvent tap) => db.Write(async tx =>
    {
        var (now, id, by) = (time.GetUtcNow(), TestCards.IdOf(tap.TaskId), tap.FromUserName ?? "");
        if (await tx.Outbox.Fate(TestCards.KeyOf(by, id)) is null)
        {
            await tx.Inbox.Finish(row, "no such test card", now);
            return;
        }

        await tx.Cards.Spend(tap.TaskId, now);
        if (!await tx.Outbox.Add(cards.Received(TestCards.TapKeyOf(by, id), tap, now), now))
        {
            // A second device: its card changes by its own code.
            await tx.Outbox.Add(cards.Received($"{TestCards.TapKeyOf(by, id)}:{row.Seq}", tap, now), now);
        }

        await tx.Inbox.Finish(row, "test card answered", now);
    });

    static TestCardView Shown(LetterFate fate) =>
        fate.IsSent ? new(TestCardState.Sent, null)
        : fate.IsGivenUp ? new(TestCardState.Failed, fate.Outcome)
        : new(TestCardState.Waiting, fate.Outcome);
}
