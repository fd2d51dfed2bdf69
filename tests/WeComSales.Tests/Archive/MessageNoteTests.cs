using System.Net;
using System.Text.Json;
using WeComSales.Domain;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Archive;

public sealed class MessageNoteTests
{
    [Fact]
    public async Task A_chosen_message_is_previewed_with_its_evidence_and_the_words_around_and_becomes_one_note()
    {
        await using var house = await Chatted();
        using var desk = await Desk.Of(house, "linxiao");
        var page = (await desk.Read("/api/customers/wmWang")).GetProperty("messages");
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString())
            .ShouldBe(["好的", "价格太高，竞品在谈 13800138000", "方案您看了吗", "在吗"]);
        var price = Id(page, "价格太高");
        var asked = new { id = Desk.NewId(), messages = new[] { price } };

        var preview = await desk.Post("/api/customers/wmWang/messages/reading", new { messages = new[] { price } });
        var first = await desk.Post("/api/customers/wmWang/messages/notes", asked);
        var second = await desk.Post("/api/customers/wmWang/messages/notes", asked);

        preview.GetProperty("text").GetString().ShouldBe("价格太高，竞品在谈 13800138000");
        preview.GetProperty("reading").GetProperty("signals").EnumerateArray().Select(signal => signal.GetProperty("evidence").GetString()).ShouldContain("价格太高");
        preview.GetProperty("context").EnumerateArray().Select(line => (line.GetProperty("name").GetString(), line.GetProperty("chosen").GetBoolean()))
            .ShouldBe([("王主任", false), ("林晓", false), ("王主任", true), ("林晓", false)]);
        second.GetProperty("noteId").GetString().ShouldBe(first.GetProperty("noteId").GetString());
        var note = (await house.Notes()).ShouldHaveSingleItem();
        (note.Source, note.Place.OpportunityId, note.TimeIsForwarding, note.Text).ShouldBe((NoteSource.Archive, "opp-ct", false, "价格太高，竞品在谈 13800138000"));
        (await desk.Read($"/api/notes/{note.Id}")).GetProperty("context").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Several_messages_become_one_note_in_the_order_in_which_they_were_said_and_only_the_customers_words_are_signals()
    {
        await using var house = await Chatted();
        using var desk = await Desk.Of(house, "linxiao");
        var page = (await desk.Read("/api/customers/wmWang")).GetProperty("messages");

        var preview = await desk.Post("/api/customers/wmWang/messages/reading", new { messages = new[] { Id(page, "价格太高"), Id(page, "方案您看了吗") } });

        preview.GetProperty("text").GetString().ShouldBe("林晓 11-20 10:32\n方案您看了吗\n\n王主任 11-20 10:32\n价格太高，竞品在谈 13800138000");
        var text = preview.GetProperty("text").GetString()!;
        foreach (var signal in preview.GetProperty("reading").GetProperty("signals").EnumerateArray())
        {
            text[signal.GetProperty("start").GetInt32()..signal.GetProperty("end").GetInt32()].ShouldBe(signal.GetProperty("evidence").GetString());
        }
    }

    [Fact]
    public async Task Strangers_reps_of_others_and_other_peoples_messages_get_the_same_refusal()
    {
        await using var house = await Chatted();
        using var desk = await Desk.Of(house, "linxiao");
        using var colleague = await Desk.Of(house, "chenmo");
        using var stranger = await Desk.Of(house, null);
        var page = (await desk.Read("/api/customers/wmWang")).GetProperty("messages");
        var price = Id(page, "价格太高");
        var more = $"/api/customers/wmWang/messages?chat={Uri.EscapeDataString("linxiao~wmWang")}&before=2027-01-01T00:00:00Z&beforeSeq=0";

        (await desk.Read(more)).GetProperty("items").GetArrayLength().ShouldBe(4);
        (await colleague.Get(more)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Get(more)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Get(more.Replace("/wmWang/", "/wmLi/", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await colleague.Post("/api/customers/wmWang/messages/reading", new { messages = new[] { price } }, status: 404);
        await desk.Post("/api/customers/wmLi/messages/reading", new { messages = new[] { price } }, status: 404);
        await desk.Post("/api/customers/wmWang/messages/notes", new { id = Desk.NewId(), messages = new[] { price, "nobody's" } }, status: 404);
        await desk.Post("/api/customers/wmWang/messages/reading", new { messages = Array.Empty<string>() }, status: 400);
        (await house.Notes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manager_reads_masked_words_makes_nothing_and_leaves_a_trace()
    {
        await using var house = await Chatted();
        using var desk = await Desk.Of(house, "linxiao");
        using var manager = await Desk.Of(house, "zhoulei", Role.Manager);
        var price = Id((await desk.Read("/api/customers/wmWang")).GetProperty("messages"), "价格太高");
        await desk.Post("/api/customers/wmWang/messages/notes", new { id = Desk.NewId(), messages = new[] { price } });

        var page = await manager.Read("/api/customers/wmWang");
        var more = await manager.Read($"/api/customers/wmWang/messages?chat={Uri.EscapeDataString("linxiao~wmWang")}&before=2027-01-01T00:00:00Z&beforeSeq=0");
        var note = await manager.Read($"/api/notes/{(await house.Notes())[0].Id}");

        foreach (var shown in (JsonElement[])[page, more, note])
        {
            var json = shown.GetRawText();
            json.ShouldNotContain("13800138000");
            json.ShouldContain("138****8000");
        }

        (await manager.Send(HttpMethod.Post, "/api/customers/wmWang/messages/reading", new { messages = new[] { price } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Db.Read(tx => tx.One<long>("select count(*) from audit where action = 'customer.messages' and about_userid = 'linxiao'"))).ShouldBe(1);
    }

    [Fact]
    public async Task After_an_erasure_the_note_stays_and_the_words_around_are_gone()
    {
        await using var house = await Chatted();
        using var desk = await Desk.Of(house, "linxiao");
        using var admin = await Desk.Of(house, "hejing", Role.Admin);
        var price = Id((await desk.Read("/api/customers/wmWang")).GetProperty("messages"), "价格太高");
        var note = (await desk.Post("/api/customers/wmWang/messages/notes", new { id = Desk.NewId(), messages = new[] { price } })).GetProperty("noteId").GetString();

        await admin.Post("/api/admin/erasures", new { id = Desk.NewId(), externalUserid = "wmWang", reason = "客户要求" });

        var page = await desk.Read("/api/customers/wmWang");
        page.GetProperty("messages").ValueKind.ShouldBe(JsonValueKind.Null);
        page.GetProperty("timeline").GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("note");
        (await desk.Read($"/api/notes/{note}")).GetProperty("context").GetArrayLength().ShouldBe(0);
    }

    static async Task<House> Chatted()
    {
        var house = await ArchiveHouse.Open();
        var (rep, customer) = (house.Phone("林晓"), house.Customer("王主任"));
        customer.SayTo("林晓", "在吗");
        rep.Say(rep.ChatWith("王主任"), "方案您看了吗");
        customer.SayTo("林晓", "价格太高，竞品在谈 13800138000");
        rep.Say(rep.ChatWith("王主任"), "好的");
        await house.Archived();
        return house;
    }

    static string Id(JsonElement page, string words) =>
        page.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("text").GetString()!.Contains(words, StringComparison.Ordinal)).GetProperty("id").GetString()!;
}
