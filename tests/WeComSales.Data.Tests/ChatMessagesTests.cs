using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

public sealed class ChatMessagesTests
{
    static readonly DateTimeOffset Noon = TempDatabase.Noon;
    const string Chat = "linxiao~wmWang";

    [Fact]
    public async Task A_message_that_is_given_twice_is_one_message_and_one_row_of_the_timeline()
    {
        await using var database = await TempDatabase.Create();

        (await Add(database, Said(1, "价格太高"))).ShouldBeTrue();
        (await Add(database, Said(1, "价格太高"))).ShouldBeFalse();

        (await Chats(database)).ShouldBe(["价格太高"]);
        var row = (await Timeline(database)).ShouldHaveSingleItem();
        (row.Kind, row.Summary, row.ActorUserid, row.RefId).ShouldBe((TimelineKinds.Message, "价格太高", null, "m1"));
    }

    [Fact]
    public async Task Messages_of_one_millisecond_keep_the_order_of_the_archive_in_the_chat_and_on_the_timeline()
    {
        await using var database = await TempDatabase.Create();
        foreach (var seq in (long[])[3, 10, 2])
        {
            await Add(database, Said(seq, $"第 {seq}") with { At = Noon });
        }

        (await Chats(database)).ShouldBe(["第 10", "第 3", "第 2"]);
        (await Timeline(database)).Select(row => row.Summary).ShouldBe(["第 10", "第 3", "第 2"]);
        (await database.Db.Read(tx => tx.ChatMessages.Page(Chat, Noon, 10, 10))).Select(line => line.Seq).ShouldBe([3, 2]);
        (await database.Db.Read(tx => tx.ChatMessages.Behind(Chat, Noon, 2, 10))).Select(line => line.Seq).ShouldBe([3, 10]);
    }

    [Fact]
    public async Task A_message_is_contact_with_the_customer_and_stands_in_the_search_of_the_timeline()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.Customers.Put(new("wmWang", "王主任", null, null, null, [], null, Noon), Noon));
        await Add(database, Said(1, "价格太高") with { Quoted = "报价单" });

        (await database.Db.Read(tx => tx.CustomerFacts.PlanOf("wmWang")))!.LastContactAt.ShouldBe(Noon.AddSeconds(1));
        foreach (var words in (string[])["太高", "报价"])
        {
            (await database.Db.Read(tx => tx.Timeline.Search("wmWang", Noon.AddDays(1), "", 100, words))).Found.ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recall_marks_the_message_whichever_of_the_two_is_read_first(bool recallFirst)
    {
        await using var database = await TempDatabase.Create();
        Task Recall() => database.Db.Write(tx => tx.ChatMessages.Recall("m1", Noon.AddMinutes(1)));
        if (recallFirst)
        {
            await Recall();
        }

        await Add(database, Said(1, "说错了"));
        if (!recallFirst)
        {
            await Recall();
            await Recall();
        }

        (await database.Db.Read(tx => tx.ChatMessages.Page(Chat, Noon.AddDays(1), 0, 10))).ShouldHaveSingleItem().RecalledAt.ShouldBe(Noon.AddMinutes(1));
        (await Timeline(database)).ShouldHaveSingleItem().Detail.ShouldBe("""{"recalled":true}""");
    }

    [Fact]
    public async Task Words_in_a_group_stand_on_the_timeline_of_each_customer_and_are_nobodys_chat_of_two()
    {
        await using var database = await TempDatabase.Create();
        var said = Said(1, "大家好") with { Chat = "wrGroup", ExternalUserid = null, Theirs = false, Sender = "linxiao" };
        await database.Db.Write(tx => tx.ChatMessages.Add(said, ["wmWang", "wmLi"], Noon));

        (await Timeline(database)).ShouldHaveSingleItem().ActorUserid.ShouldBe("linxiao");
        (await Timeline(database, "wmLi")).ShouldHaveSingleItem();
        (await database.Db.Read(tx => tx.ChatMessages.NewestChat("wmWang"))).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_too_old_is_forgotten_everywhere_and_the_rest_stays()
    {
        await using var database = await TempDatabase.Create();
        for (var seq = 1; seq <= 5; seq++)
        {
            await Add(database, Said(seq, $"第 {seq}"));
        }

        (await database.Db.Write(tx => tx.ChatMessages.Forget(Noon.AddSeconds(3), 500))).ShouldBe(2);

        (await Chats(database)).ShouldBe(["第 5", "第 4", "第 3"]);
        (await Timeline(database)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_erasure_takes_the_customers_words_the_words_to_them_and_the_words_around_notes()
    {
        await using var database = await TempDatabase.Create();
        await Add(database, Said(1, "我的电话"));
        await Add(database, Said(2, "收到") with { Theirs = false, Sender = "linxiao" });
        await Add(database, Said(3, "别人的话") with { ExternalUserid = "wmLi", Chat = "linxiao~wmLi", Sender = "wmLi" }, "wmLi");
        await database.Db.Write(tx => tx.ChatMessages.Add(
            Said(4, "群里") with { Chat = "wrGroup", ExternalUserid = null, Theirs = false, Sender = "linxiao" }, ["wmWang", "wmLi"], Noon));
        await database.Db.Write(tx => tx.NoteContexts.Add("d1", "wmWang", [new("王主任", false, Noon, "我的电话", true)]));

        while (await database.Db.Write(tx => tx.ChatMessages.Erase("wmWang", Noon.AddDays(1), 1)) > 0)
        {
        }

        await database.Db.Write(tx => tx.NoteContexts.Erase("wmWang"));
        (await Chats(database)).ShouldBeEmpty();
        (await Timeline(database)).ShouldBeEmpty();
        (await Timeline(database, "wmLi")).Count.ShouldBe(2);
        (await database.Db.Read(tx => tx.NoteContexts.Of("d1"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_position_moves_with_the_messages_or_not_at_all_and_only_for_the_instance_that_reads()
    {
        await using var database = await TempDatabase.Create();
        var first = (await database.Db.Write(tx => tx.ArchivePositions.Claim("a", 60)))!;
        (await database.Db.Write(tx => tx.ArchivePositions.Claim("b", 60))).ShouldBeNull();
        await database.Db.Write(tx => tx.ArchivePositions.Save(5, first.Epoch));
        var second = (await database.Db.Write(tx => tx.ArchivePositions.TakeOver("b", 60)))!;

        await Should.ThrowAsync<ArchiveLostException>(() => database.Db.Write(async tx =>
        {
            await tx.ChatMessages.Add(Said(6, "晚了"), ["wmWang"], Noon);
            await tx.ArchivePositions.Save(6, first.Epoch);
        }));

        (await Chats(database)).ShouldBeEmpty();
        second.Seq.ShouldBe(5);
        (await database.Db.Write(tx => tx.ArchivePositions.Renew(first.Epoch, 60))).ShouldBeNull();
        await database.Db.Write(tx => tx.ArchivePositions.Want());
        (await database.Db.Write(tx => tx.ArchivePositions.Renew(second.Epoch, 60))).ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_keeps_the_time_at_which_it_began_and_ends_when_the_reader_has_caught_up()
    {
        await using var database = await TempDatabase.Create();
        var epoch = (await database.Db.Write(tx => tx.ArchivePositions.Claim("a", 60)))!.Epoch;
        await database.Db.Write(tx => tx.ArchivePositions.Failed(epoch, "expired", 301052, Noon));
        await database.Db.Write(tx => tx.ArchivePositions.Failed(epoch, "expired", 301052, Noon.AddHours(1)));

        var state = (await database.Db.Read(tx => tx.ArchivePositions.State()))!;
        (state.Fault, state.FaultCode, state.FaultSince).ShouldBe(("expired", 301052, Noon));
        await database.Db.Write(tx => tx.ArchivePositions.Failed(epoch, "ip", 301042, Noon.AddHours(2)));
        (await database.Db.Read(tx => tx.ArchivePositions.State()))!.FaultSince.ShouldBe(Noon.AddHours(2));
        await database.Db.Write(tx => tx.ArchivePositions.CaughtUp(epoch, Noon.AddHours(3)));
        (await database.Db.Read(tx => tx.ArchivePositions.State()))!.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task The_newest_word_about_being_archived_counts_whenever_it_is_read()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.ChatConsents.Put(new("wmWang", Chat, false, Noon.AddHours(1))));
        await database.Db.Write(tx => tx.ChatConsents.Put(new("wmWang", Chat, true, Noon)));

        var consent = (await database.Db.Read(tx => tx.ChatConsents.Of([Chat, "other"])))[Chat].ShouldHaveSingleItem();

        consent.ShouldBe(new ChatConsent("wmWang", Chat, false, Noon.AddHours(1)));
    }

    [Fact]
    public async Task Sealed_messages_wait_for_their_key()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.SealedMessages.Add(new(7, "m7", "key", 3, "k", "t"), Noon));
        await database.Db.Write(tx => tx.SealedMessages.Add(new(7, "m7", "key", 3, "k", "t"), Noon));

        (await database.Db.Read(tx => tx.SealedMessages.Counts())).ShouldHaveSingleItem().Messages.ShouldBe(1);
        (await database.Db.Read(tx => tx.SealedMessages.Of([1, 2], 0, 10))).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.SealedMessages.Of([3], 0, 10))).ShouldHaveSingleItem().ShouldBe(new SealedMessage(7, "m7", "key", 3, "k", "t"));
    }

    [Fact]
    public async Task A_message_that_brought_the_library_down_is_named_and_not_tried_with_those_that_wait_for_a_key()
    {
        await using var database = await TempDatabase.Create();
        await database.Db.Write(tx => tx.SealedMessages.Add(new(7, "m7", "unreadable", 3, "k", "t"), Noon, crashes: 3));
        await database.Db.Write(tx => tx.SealedMessages.Add(new(9, "", "unreadable", 0, "", ""), Noon, crashes: 8));

        (await database.Db.Read(tx => tx.SealedMessages.Counts())).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.SealedMessages.Of([3], 0, 10))).ShouldBeEmpty();
        (await database.Db.Read(tx => tx.SealedMessages.Fallen(0))).ShouldBe(new SealedMessage(7, "m7", "unreadable", 3, "k", "t"));
        // What could not even be fetched holds nothing to be opened.
        (await database.Db.Read(tx => tx.SealedMessages.Fallen(7))).ShouldBeNull();
        var (seqs, count) = await database.Db.Read(tx => tx.SealedMessages.Crashed(1));
        (seqs.ShouldHaveSingleItem(), count).ShouldBe((9, 2));
    }

    static ChatMessage Said(long seq, string text) =>
        new($"m{seq}", seq, Chat, "wmWang", "wmWang", true, Noon.AddSeconds(seq), "text", text, null);

    static Task<bool> Add(TempDatabase database, ChatMessage message, string customer = "wmWang") =>
        database.Db.Write(tx => tx.ChatMessages.Add(message, [customer], Noon));

    static async Task<IEnumerable<string>> Chats(TempDatabase database) =>
        (await database.Db.Read(tx => tx.ChatMessages.Page(Chat, Noon.AddDays(1), 0, 10))).Select(line => line.Text);

    static Task<IReadOnlyList<TimelineRow>> Timeline(TempDatabase database, string customer = "wmWang") =>
        database.Db.Read(tx => tx.Timeline.Page(customer, Noon.AddDays(1), "", 10));
}
