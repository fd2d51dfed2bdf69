using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class NotesTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;
    static readonly Signal Price = new(SignalLabels.PriceObjection, Polarity.Affirmed, 0, 4, "价格太高", "{price} {high}");
    static readonly Signal Rival = new(SignalLabels.CompetitorMention, Polarity.Affirmed, 5, 9, "竞品在谈", "{rival}");

    static readonly NoteDraft Draft = new(
        "d1", "linxiao", NoteSource.Forward, NoteContent.Text, "价格太高，竞品在谈 😀\ud800", Noon,
        new Reading([Price, Rival], [new Entity(EntityKind.Money, "300000", 0, 3, "30万", "amount")], "推送竞品应答话术包"),
        [new Proposal("p1", ProposalKind.Opportunity, "wm1", "王主任", null, "o1", "CT 采购项目")]);

    [Fact]
    public async Task A_draft_comes_back_as_it_was_stored()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.NoteDrafts.Add(Draft));

        var stored = (await database.Db.Read(tx => tx.NoteDrafts.ById("d1")))!;

        var draft = stored.Draft;
        draft.Text.ShouldStartWith("价格太高，竞品在谈 😀");
        draft.Reading.Signals.ShouldBe(Draft.Reading.Signals);
        draft.Reading.Entities.ShouldBe(Draft.Reading.Entities);
        draft.Proposals.ShouldBe(Draft.Proposals);
        (draft.Owner, draft.Source, draft.Content, draft.At, draft.State, draft.Reading.NextAction).ShouldBe(
            ("linxiao", NoteSource.Forward, NoteContent.Text, Noon, DraftState.Open, "推送竞品应答话术包"));
        (await database.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 10))).ShouldHaveSingleItem();
        (await database.Db.Read(tx => tx.NoteDrafts.OpenOf("chenmo", 10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_draft_becomes_one_note_and_one_entry_in_the_timeline()
    {
        await using var database = await TempDatabase.Create();
        var note = Confirmed();

        (await database.Db.Write(tx => tx.Notes.Add(note))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Notes.Add(note with { Id = "n2" }))).ShouldBeFalse();

        (await database.Db.Read(tx => tx.Notes.ByDraft("d1")))!.Id.ShouldBe("n1");
        var entry = (await database.Db.Read(tx => tx.Timeline.Page("wm1", Noon.AddDays(1), "", 10))).ShouldHaveSingleItem();
        (entry.Kind, entry.RefId, entry.At, entry.ActorUserid).ShouldBe(("note", "n1", Noon, "linxiao"));
    }

    [Fact]
    public async Task What_the_rep_struck_or_added_is_kept_with_its_words()
    {
        await using var database = await TempDatabase.Create();

        await database.Db.Write(tx => tx.Notes.Add(Confirmed()));

        var feedback = await database.Db.Read(tx => tx.Notes.Feedback(10));
        var note = (await database.Db.Read(tx => tx.Notes.ById("n1")))!;
        feedback.Select(one => (one.Act, one.Label, one.Term)).ShouldBe(
            [("struck", SignalLabels.CompetitorMention, "竞品在谈"), ("added", SignalLabels.LossRisk, note.Text)], ignoreOrder: true);
        note.Signals.Select(signal => signal.Label).ShouldBe([SignalLabels.PriceObjection, SignalLabels.LossRisk]);
    }

    [Fact]
    public async Task The_first_decision_stands_and_a_discard_can_be_taken_back()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.NoteDrafts.Add(Draft));

        (await Decide(database, DraftState.Discarded)).ShouldBeTrue();
        (await Decide(database, DraftState.Confirmed)).ShouldBeFalse();
        (await database.Db.Write(tx => tx.NoteDrafts.Restore("d1"))).ShouldBeTrue();
        (await Decide(database, DraftState.Confirmed)).ShouldBeTrue();
        (await database.Db.Write(tx => tx.NoteDrafts.Restore("d1"))).ShouldBeFalse();
    }

    static Task<bool> Decide(TempDatabase database, DraftState to) =>
        database.Db.Write(tx => tx.NoteDrafts.Decide("d1", DraftState.Open, to, "linxiao", Noon));

    static Note Confirmed()
    {
        var chosen = Draft.Likely;
        var changes = Draft.Changed(chosen, [SignalLabels.CompetitorMention], [SignalLabels.LossRisk, SignalLabels.PriceObjection, "nonsense"]);
        return Draft.Confirm("n1", new NotePlace("wm1", "王主任", "o1", "CT 采购项目"), changes, "linxiao", Noon.AddMinutes(1));
    }
}
