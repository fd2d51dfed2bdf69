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
    public async Task A_try_that_was_certainly_not_taken_puts_nothing_in_doubt_and_one_that_may_have_been_does()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Outbox.Add(Card, Noon));

        (await Tried(database, Noon, inDoubt: false)).FirstGatedAt.ShouldBeNull();
        (await Tried(database, Noon.AddHours(5), inDoubt: true)).FirstGatedAt.ShouldBeNull();
        (await Tried(database, Noon.AddHours(6), inDoubt: false)).FirstGatedAt.ShouldBe(Noon.AddHours(5));
        // What is put off before its gate was not tried: the doubt of the try before stays.
        var claimed = (await Claim(database, Noon.AddHours(7))).Single();
        await database.Db.Write(tx => tx.Outbox.Later(claimed, "limit per member", Noon.AddHours(7), inDoubt: false));
        var last = (await Claim(database, Noon.AddHours(8))).Single();
        (last.FirstGatedAt, last.GatedAt, last.Attempts).ShouldBe((Noon.AddHours(5), Noon.AddHours(6), 3));
    }

    [Fact]
    public async Task The_letter_with_the_fewest_tries_goes_ahead_when_a_lanes_time_is_over()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Outbox.Add(Card, Noon));
        await Tried(database, Noon, inDoubt: false);
        await database.Db.Write(async tx =>
        {
            await tx.Outbox.Add(Card with { DedupeKey = "note:2", Lane = Lane.Report, TaskId = null }, Noon.AddMinutes(1));
            await tx.SendLanes.Close(Call.MessageSend, Noon.AddMinutes(10), "40058");
        });

        (await Claim(database, Noon.AddMinutes(10))).ShouldHaveSingleItem().DedupeKey.ShouldBe("note:2");
    }

    [Fact]
    public async Task Everything_that_was_given_up_is_tried_again_at_once_but_not_a_message_that_may_have_arrived()
    {
        await using var database = await TempDatabase.Create();
        foreach (var (key, call, inDoubt) in new[] { ("a", Call.MessageSend, false), ("b", Call.MessageSend, true), ("c", Call.CardUpdate, true) })
        {
            await database.Db.Write(tx => tx.Outbox.Add(Card with { DedupeKey = key, Call = call, TaskId = null }, Noon));
            var claimed = (await Claim(database)).Single();
            await database.Db.Write(tx => tx.Outbox.Gate(claimed, Noon));
            await database.Db.Write(tx => tx.Outbox.GiveUp(claimed, "why", inDoubt, Noon));
        }

        (await database.Db.Write(tx => tx.Outbox.RetryAllDead())).ShouldBe(2);

        (await Claim(database)).Select(letter => letter.DedupeKey).ShouldBe(["a", "c"]);
        (await database.Db.Read(tx => tx.Outbox.CountDead())).ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_is_as_old_as_its_oldest_row_that_waits_for_its_turn_or_its_next_try()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(async tx =>
        {
            await tx.Inbox.Add(InboxTests.Callback(1));
            await tx.Outbox.Add(Card, Noon);
            await tx.Outbox.Add(Card with { DedupeKey = "later", TaskId = null, NotBefore = Noon.AddHours(9) }, Noon.AddHours(-9));
            await tx.DueJobs.Add("stall-scan", Noon);
        });
        await Tried(database, Noon, inDoubt: false, until: Noon.AddHours(3));
        await database.Db.Write(async tx =>
        {
            var callback = (await tx.Inbox.Claim("worker", 1, 10, Noon)).Single();
            await tx.Inbox.Later(callback, "why", Noon.AddHours(3));
            var job = (await tx.DueJobs.Claim("worker", 1, 10, Noon)).Single();
            await tx.DueJobs.Later(job, "why", Noon.AddHours(3));
            await tx.Inbox.Add(InboxTests.Callback(2) with { ReceivedAt = Noon.AddHours(1) });
        });

        var queues = await database.Db.Read(tx => tx.Queues.All());

        queues.Select(queue => (queue.Name, queue.Waiting, queue.Oldest)).ShouldBe([("inbox", 2, Noon), ("outbox", 2, Noon), ("jobs", 1, Noon), ("briefs", 0, null)]);
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

    /// <summary>Claims, sends, is refused; as it was claimed.</summary>
    static async Task<ClaimedLetter> Tried(TempDatabase database, DateTimeOffset at, bool inDoubt, DateTimeOffset? until = null)
    {
        var claimed = (await Claim(database, at)).Single();
        await database.Db.Write(tx => tx.Outbox.Gate(claimed, at));
        await database.Db.Write(tx => tx.Outbox.Later(claimed, "why", until ?? at, inDoubt));
        return claimed;
    }

    static Task<IReadOnlyList<ClaimedLetter>> Claim(TempDatabase database, DateTimeOffset? now = null) =>
        database.Db.Write(tx => tx.Outbox.Claim("worker", 5, 10, now ?? Noon));
}
