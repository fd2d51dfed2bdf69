using WeComSales.Data;

namespace WeComSales.Data.Tests;

public sealed class OutboxTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;
    static readonly Letter Card = new("note:1", Call.MessageSend, Lane.Card, "rep-1", """{"touser":"rep-1"}""", TaskId: "note-1");

    [Fact]
    public async Task A_letter_is_written_once_and_handed_out_as_it_was_written()
    {
        await using var database = await TempDatabase.Create();

        (await database.Db.Write(tx => tx.Outbox.Add(Card, Noon))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Outbox.Add(Card with { Body = "{}" }, Noon))).ShouldBeFalse();

        var claimed = (await Claim(database)).ShouldHaveSingleItem();
        (claimed.Body, claimed.TaskId, claimed.Lane, claimed.CreatedAt).ShouldBe((Card.Body, Card.TaskId, Card.Lane, Noon));
    }

    [Fact]
    public async Task The_gate_opens_once_per_claim_and_remembers_when_it_first_did()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Outbox.Add(Card, Noon));
        var claimed = (await Claim(database)).Single();

        (await database.Db.Write(tx => tx.Outbox.Gate(claimed, Noon))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.Outbox.Gate(claimed, Noon))).ShouldBeFalse();
        await database.Db.Write(tx => tx.Outbox.ReleaseAll());

        (await Claim(database)).ShouldHaveSingleItem().FirstGatedAt.ShouldBe(Noon);
    }

    [Fact]
    public async Task A_closed_lane_keeps_its_letters_until_it_opens()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Outbox.Add(Card, Noon));
        await database.Db.Write(tx => tx.SendLanes.Close(Call.MessageSend, Noon.AddSeconds(30), "45009"));
        await database.Db.Write(tx => tx.SendLanes.Close(Call.MessageSend, Noon.AddMinutes(1), "45009"));

        (await Claim(database)).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.SendLanes.Closed(Noon))).ShouldHaveSingleItem().ClosedUntil.ShouldBe(Noon.AddMinutes(1));
        (await Claim(database, Noon.AddMinutes(1))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_person_that_cannot_be_reached_is_listed_until_a_message_arrives()
    {
        await using var database = await TempDatabase.Create();

        await database.Db.Write(tx => tx.SendLanes.Unreachable("rep-1", "81013", Noon));
        (await database.Db.Read(tx => tx.SendLanes.Unreachable())).ShouldHaveSingleItem().Since.ShouldBe(Noon);

        await database.Db.Write(tx => tx.SendLanes.Reached("rep-1"));
        (await database.Db.Read(tx => tx.SendLanes.Unreachable())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_response_code_is_spent_once_and_the_newest_one_counts()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Cards.Remember("note-1", "rep-1", "old", Noon.AddHours(72), Noon));
        await database.Db.Write(tx => tx.Cards.Remember("note-1", "rep-1", "new", Noon.AddHours(72), Noon));

        (await database.Db.Write(tx => tx.Cards.Spend("note-1", Noon))).ShouldBe("new");
        (await database.Db.Write(tx => tx.Cards.Spend("note-1", Noon))).ShouldBeNull();
    }

    [Fact]
    public async Task Either_the_worker_or_the_open_callback_answers_the_bot_never_both()
    {
        await using var database = await TempDatabase.Create();
        byte[] quick = [.. Enumerable.Repeat((byte)1, 16)], slow = [.. Enumerable.Repeat((byte)2, 16)];
        await database.Db.Write(tx => tx.BotReplies.Open(quick, Noon));
        await database.Db.Write(tx => tx.BotReplies.Open(slow, Noon));

        (await database.Db.Write(tx => tx.BotReplies.Answer(quick, "{}"))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.BotReplies.Close(quick))).ShouldBeFalse();
        (await database.Db.Write(tx => tx.BotReplies.Close(slow))).ShouldBeTrue();
        (await database.Db.Write(tx => tx.BotReplies.Answer(slow, "{}"))).ShouldBeFalse();
        (await database.Db.Read(tx => tx.BotReplies.Ready(quick))).ShouldBe("{}");
    }

    static Task<IReadOnlyList<ClaimedLetter>> Claim(TempDatabase database, DateTimeOffset? now = null) =>
        database.Db.Write(tx => tx.Outbox.Claim("worker", 5, 10, now ?? Noon));
}
