using System.Text.Json;
using WeComSales.Domain;
using WeComSales.People;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Notes;

public sealed class TypedNoteTests
{
    const string Words = "价格太高了，竞品在谈";

    [Fact]
    public async Task What_is_typed_is_read_with_its_evidence_and_nothing_is_stored()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        var reading = await desk.Post("/api/customers/wmWang/reading", new { text = Words });

        reading.GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("name").GetString()).ShouldBe(["价格异议", "竞品在谈"]);
        reading.GetProperty("proposals").EnumerateArray().Select(line => line.GetProperty("kind").GetString()).ShouldBe(["opportunity", "customer", "newOpportunity"]);
        reading.GetProperty("likely").GetString().ShouldBe("p1");
        (await house.Notes()).ShouldBeEmpty();
        (await desk.Timeline("wmWang")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Confirming_twice_makes_one_note_with_what_the_rep_changed()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var typed = new { id = Desk.NewId(), text = Words, struck = new[] { "competitor_mention" }, added = new[] { "loss_risk" } };

        var first = await desk.Post("/api/customers/wmWang/notes", typed);
        var second = await desk.Post("/api/customers/wmWang/notes", typed);

        second.GetProperty("noteId").GetString().ShouldBe(first.GetProperty("noteId").GetString());
        var note = (await house.Notes()).ShouldHaveSingleItem();
        (note.Source, note.Place.OpportunityId, note.TimeIsForwarding).ShouldBe((NoteSource.Copy, "opp-ct", true));
        note.Signals.Select(signal => signal.Label).ShouldBe([SignalLabels.PriceObjection, SignalLabels.LossRisk]);
        note.NextAction.ShouldBe("主管介入，24 小时内挽回", "the advice follows what the rep left and added");
        (await desk.Timeline("wmWang")).ShouldHaveSingleItem().ShouldBe(Words);
    }

    [Fact]
    public async Task Sent_four_times_at_the_same_moment_it_is_one_note_and_one_opportunity()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var typed = new { id = Desk.NewId(), text = Words, proposalId = "opportunity", opportunityTitle = "监护仪" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Post("/api/customers/wmLi/notes", typed)));

        answers.Select(answer => answer.GetProperty("noteId").GetString()).Distinct().ShouldHaveSingleItem();
        (await house.Notes("wmLi")).ShouldHaveSingleItem();
        (await house.Db.Read(tx => tx.Opportunities.OpenOf("wmLi"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Words_beyond_every_measure_are_refused_with_what_to_do()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        var (longest, longer) = (new string('长', FieldLimit.Longest), new string('长', FieldLimit.Longest + 1));

        await desk.Post("/api/customers/wmLi/notes", new { id = Desk.NewId(), text = Words, proposalId = "opportunity", opportunityTitle = longest });
        foreach (var wrong in (object[])
        [
            new { id = Desk.NewId(), text = Words, proposalId = "opportunity", opportunityTitle = longer },
            new { id = Desk.NewId(), text = Words, struck = new[] { longer } },
            new { id = Desk.NewId(), text = Words, added = Enumerable.Repeat("label", 500) },
        ])
        {
            (await desk.Post("/api/customers/wmLi/notes", wrong, status: 400)).GetProperty("title").GetString().ShouldBe(Refusals.TooLong);
        }

        await house.Phone("林晓").Forward(Words);
        await house.Settle();
        var draft = (await house.Db.Read(tx => tx.NoteDrafts.OpenOf("linxiao", 1))).Single().Draft.Id;
        await desk.Post($"/api/drafts/{draft}/confirm", new { customerName = longer }, status: 400);
        (await house.Notes("wmLi")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_copied_thread_keeps_its_times_and_only_the_customers_words_are_signals()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        const string thread = "王主任@微信 11/19 15:20\n价格太高了\n\n林晓 11/19 15:21\n竞品在谈吗？\n\n王主任@微信 11/19 15:25\n月底前要定\n";

        var reading = await desk.Post("/api/customers/wmWang/reading", new { text = thread });
        await desk.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = thread });

        reading.GetProperty("messages").GetArrayLength().ShouldBe(3);
        foreach (var signal in reading.GetProperty("signals").EnumerateArray())
        {
            thread[signal.GetProperty("start").GetInt32()..signal.GetProperty("end").GetInt32()].ShouldBe(signal.GetProperty("evidence").GetString());
        }

        var note = (await house.Notes()).ShouldHaveSingleItem();
        (note.At, note.TimeIsForwarding).ShouldBe((new DateTimeOffset(2026, 11, 19, 15, 25, 0, TimeSpan.FromHours(8)), false));
        note.Signals.ShouldContain(signal => signal.Label == SignalLabels.PriceObjection);
        note.Signals.ShouldNotContain(signal => signal.Label == SignalLabels.CompetitorMention);
    }

    [Fact]
    public async Task The_note_goes_where_the_rep_says_also_to_a_new_opportunity()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");

        await desk.Post("/api/customers/wmLi/notes", new { id = Desk.NewId(), text = Words, proposalId = "customer" });
        await desk.Post("/api/customers/wmLi/notes", new { id = Desk.NewId(), text = Words, proposalId = "opportunity", opportunityTitle = "监护仪" });

        var notes = await house.Notes("wmLi");
        notes.Select(note => note.Place.OpportunityTitle).ShouldBe(["监护仪", null], ignoreOrder: true);
    }

    [Fact]
    public async Task Somebody_elses_id_gives_nothing_away()
    {
        await using var house = await House.Open();
        using var desk = await Desk.Of(house, "linxiao");
        using var stranger = await Desk.Of(house, "chenmo");
        var id = Desk.NewId();
        await desk.Post("/api/customers/wmWang/notes", new { id, text = Words });
        await house.Db.Write(tx => tx.Follows.Put(new("wmLi", "chenmo", null, null, [], null, [], House.Start, null, null, null)));

        await stranger.Post("/api/customers/wmWang/notes", new { id = Desk.NewId(), text = Words }, status: 404);
        await stranger.Post("/api/customers/wmLi/notes", new { id, text = Words }, status: 404);
    }
}
