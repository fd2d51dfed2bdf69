using System.Globalization;
using System.Text;
using Dapper;
using WeComSales.Data;

namespace WeComSales.Data.Tests;

/// <summary>Wherever somebody can stand, an erasure finds them; who adds a table has to say so.</summary>
public sealed class ErasureTests
{
    const string Canary = "金丝雀";

    [Fact]
    public void Every_table_says_what_an_erasure_does_with_it() => Unsaid(TableShape.All()).ShouldBeEmpty();

    [Fact]
    public void A_table_that_nobody_thought_of_and_a_customer_in_a_harmless_one_are_seen()
    {
        var shapes = TableShape.All();
        Unsaid([.. shapes, new("gifts", [new("id", "key"), new("external_userid", "key")])]).ShouldBe(["gifts"]);
        Unsaid([.. shapes.Where(shape => shape.Name != "products"), new("products", [new("product_code", "key"), new("member_code", "key")])]).ShouldBe(["products holds member_code"]);
    }

    static IReadOnlyList<string> Unsaid(IReadOnlyList<TableShape> shapes)
    {
        var erased = PersonalPlaces.Of(Subject.Customer).Concat(PersonalPlaces.Of(Subject.Member)).Concat(PersonalPlaces.Of(Subject.Lead)).Select(place => place.Table).Concat(PersonalPlaces.Searched).ToHashSet(StringComparer.Ordinal);
        string[] theirs = ["external_userid", "member_code"];
        return
        [
            .. shapes.Where(shape => !erased.Contains(shape.Name) && !PersonalPlaces.Kept.ContainsKey(shape.Name) && !PersonalPlaces.Without.ContainsKey(shape.Name)).Select(shape => shape.Name),
            .. from shape in shapes
               where PersonalPlaces.Without.ContainsKey(shape.Name)
               from column in shape.Columns
               where theirs.Contains(column.Name)
               select $"{shape.Name} holds {column.Name}",
        ];
    }

    [Theory]
    [InlineData(Subject.Customer)]
    [InlineData(Subject.Member)]
    [InlineData(Subject.Lead)]
    public async Task Somebody_in_every_table_is_read_out_whole_and_gone_and_somebody_else_stays_to_the_last_byte(Subject subject)
    {
        await using var temp = await TempDatabase.Create();
        var (theirs, others) = subject == Subject.Customer ? ("wmCanary", "wmCanary2") : ("M-CANARY-1", "M-CANARY-12");
        await temp.Db.Write(tx => Seed(tx, subject, theirs, "1"));
        await temp.Db.Write(tx => Seed(tx, subject, others, "2"));
        var before = await Everything(temp.Db);

        var read = new List<FoundRow>();
        await temp.Db.Read(async tx =>
        {
            await foreach (var row in tx.Traces.Rows(subject, theirs))
            {
                read.Add(row);
            }

            return true;
        });
        var places = PersonalPlaces.Of(subject);
        read.Select(row => row.Table).Distinct().ShouldBe(places.Select(place => place.Table));
        (await temp.Db.Read(tx => tx.Traces.Counts(subject, theirs))).ShouldAllBe(count => count.Rows == 1);
        await Erase(temp.Db, subject, theirs);

        var after = await Everything(temp.Db);
        after.Where(row => row.Contains($"{Canary}1", StringComparison.Ordinal) || new Mentions([theirs], []).In(row)).ShouldBeEmpty();
        var erased = before.Where(row => row.Contains($"{Canary}1", StringComparison.Ordinal)).ToList();
        (await temp.Db.Read(tx => tx.Traces.Counts(subject, theirs))).ShouldAllBe(count => count.Rows == 0);
        // Two tables hold ids and times only.
        erased.Select(row => row.Split(' ')[0]).Concat(subject == Subject.Customer ? ["stall_clocks", "chat_recalls"] : []).Distinct()
            .ShouldBe(places.Select(place => place.Table).Concat(Copied(subject)).Distinct(), ignoreOrder: true);
        before.Where(row => row.Contains($"{Canary}2", StringComparison.Ordinal)).Except(after).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_erasure_leaves_of_a_callback_and_a_letter_still_keeps_repeats_out_and_sends_nothing()
    {
        await using var temp = await TempDatabase.Create();
        await temp.Db.Write(tx => Seed(tx, Subject.Customer, "wmCanary", "1"));
        await temp.Db.Write(tx => tx.Run("update inbox set state = 0, done_at = null"));
        await temp.Db.Write(tx => tx.Run("update outbox set state = 0, done_at = null"));

        await Erase(temp.Db, Subject.Customer, "wmCanary");

        (await temp.Db.Read(tx => tx.One<long>("select count(*) from inbox where state = 2 and done_at is not null and outcome = 'erased'"))).ShouldBe(1);
        (await temp.Db.Read(tx => tx.One<long>("select count(*) from outbox where state = 3 and done_at is not null and body = '{}'"))).ShouldBe(1);
        (await temp.Db.Write(tx => tx.Inbox.Claim("me", 10, 10, TempDatabase.Noon.AddDays(1)))).ShouldBeEmpty();
        (await temp.Db.Write(tx => tx.Outbox.Claim("me", 10, 10, TempDatabase.Noon.AddDays(1)))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wm1", "看 wm1 的资料", true)]
    [InlineData("wm1", "wm12", false)]
    [InlineData("wm1", "xwm1", false)]
    [InlineData("wm1", "wm12 wm1", true)]
    [InlineData("王", "王主任", false)]
    [InlineData("王主任", "老王主任好", true)]
    public void A_mark_is_found_as_a_whole_word(string mark, string text, bool found) => new Mentions([mark], []).In(text).ShouldBe(found);

    static IEnumerable<string> Copied(Subject subject) => subject == Subject.Customer
        ? ["inbox", "outbox", "bot_replies", "sign_in_states"]
        : ["inbox", "outbox", "bot_replies"];

    /// <summary>As the flow does it, in one go.</summary>
    static async Task Erase(Db db, Subject subject, string id)
    {
        var mentions = await db.Read(tx => tx.Traces.Mentions(subject, id));
        await db.Write(async tx =>
        {
            await tx.Copies.Callbacks(mentions, 0, 500, TempDatabase.Noon);
            await tx.Copies.Letters(mentions, "", 500, TempDatabase.Noon);
            await tx.Copies.Drafts(mentions, "", 500);
            await tx.Copies.Replies(mentions);
            await tx.Copies.Ways(mentions);
            await tx.Traces.Erase(subject, id);
        });
    }

    /// <summary>A row in each of the subject's tables and in each that holds copies, by the shapes of the migrations.</summary>
    static async Task Seed(Tx tx, Subject subject, string id, string number)
    {
        var copies = PersonalPlaces.Searched.Where(name => name is not ("briefs" or "outbox_files"));
        foreach (var table in PersonalPlaces.Of(subject).Select(place => place.Table).Concat(copies).Distinct())
        {
            if (subject != Subject.Customer && (table is "note_drafts" or "note_attachments" or "sign_in_states"))
            {
                continue;
            }

            var shape = TableShape.All().Single(one => one.Name == table);
            var values = shape.Columns.Where(column => column.Word != "sequence").ToDictionary(column => column.Name, column => Value(table, column, id, number), StringComparer.Ordinal);
            var args = new DynamicParameters();
            foreach (var (column, value) in values)
            {
                args.Add(column, value);
            }

            (await tx.Run($"insert into {table} ({string.Join(", ", values.Keys)}) values ({string.Join(", ", values.Keys.Select(column => "@" + column))})", args)).ShouldBe(1);
        }
    }

    /// <summary>The row stays here, and what stands on it beside its content.</summary>
    static readonly string[] Envelopes = ["inbox", "outbox", "bot_replies"];

    static object? Value(string table, ColumnShape column, string id, string number) => (table, column.Name) switch
    {
        (_, "external_userid" or "member_code") => id,
        ("leads", "code") => id,
        ("note_drafts", "id") or (_, "draft_id") => $"draft{number}",
        ("notes", "id") or (_, "note_id") => $"note{number}",
        ("visits", "id") or (_, "visit_id") => $"visit{number}",
        ("stalls", "id") or (_, "stall_id") => $"stall{number}",
        ("support_requests", "id") or (_, "request_id") => $"request{number}",
        ("opportunities", "id") or (_, "opportunity_id") => $"opportunity{number}",
        ("chat_messages" or "chat_recalls", "msgid") => $"message{number}",
        ("imported", "kind") => "customers",
        ("imported", "row_key") => id,
        ("inbox", "source") => "app",
        ("inbox", "payload") => Encoding.UTF8.GetBytes($"<xml>{id} {Canary}{number}</xml>"),
        ("inbox" or "outbox", "state") => table == "inbox" ? 2 : 3,
        ("outbox", "call") => "message.send",
        ("outbox" or "bot_replies", "body" or "reply") => $$"""{"about":"{{id}}","text":"{{Canary}}{{number}}"}""",
        ("outbox", "instead" or "file_id" or "trace") => null,
        ("inbox" or "outbox" or "sign_in_states", "owner" or "lease_until" or "available_at" or "used_at") => null,
        ("bot_replies", "state") => "ready",
        ("sign_in_states", "return_to") => $"/sidebar/customers/{id}?{Canary}{number}",
        ("note_drafts", "source") => "Forward",
        ("note_drafts", "content") => "Text",
        ("note_drafts", "state") => "Open",
        ("note_drafts", "decided_at" or "decided_by") => null,
        ("note_drafts", "proposals") => $$"""[{"id":"p1","kind":"Customer","externalUserid":"{{id}}","customerName":"x"}]""",
        ("signal_feedback", "act") => "struck",
        ("support_requests", "state") => "Open",
        ("support_requests", "answered_at" or "answered_by") => null,
        ("stalls", "state") => "ended",
        ("stalls", "hours") => "natural",
        ("stalls", "answer") => null,
        ("stalls", "end_kind") => "note",
        ("stall_alerts", "party") => "rep",
        ("stall_alerts", "state") => "sent",
        ("stall_alerts", "subject") => "stall",
        ("follows", "ended_at" or "end_reason") => null,
        ("follows", "remark_mobiles") => """["13900055512"]""",
        ("member_looks", "source") => "page",
        ("recommendations", "reaction" or "reacted_at") => null,
        ("service_records", "open_since") => null,
        (_, "expected_close" or "baby_birthday") => "2026-12-31",
        (_, "remark" or "name" or "nickname") => $"{Canary}{number}",
        _ => column.Word switch
        {
            "key" => Envelopes.Contains(table) ? $"{column.Name}-{number}" : $"{Canary}{number}-{column.Name}",
            "text" => $"{Canary}{number}",
            "json" => $$"""["{{Canary}}{{number}}"]""",
            "time" => TempDatabase.Noon,
            "int" => 1,
            "bigint" => long.Parse(number, CultureInfo.InvariantCulture),
            "money" => 1m,
            "flag" => true,
            "bytes" => Encoding.UTF8.GetBytes($"{Canary}{number}"),
            "digest" => Encoding.UTF8.GetBytes($"digest-{number}-00000000"[..16]),
            var word => throw new InvalidOperationException($"{table}.{column.Name} is a {word}."),
        },
    };

    /// <summary>Every row of every table as one text; bytes as what they say.</summary>
    static Task<List<string>> Everything(Db db) => db.Read(async tx =>
    {
        var rows = new List<string>();
        foreach (var shape in TableShape.All().Where(shape => !PersonalPlaces.Kept.ContainsKey(shape.Name)))
        {
            foreach (var row in await tx.All<object>($"select {shape.ColumnNames} from {shape.Name}"))
            {
                rows.Add($"{shape.Name} " + string.Join(" | ", ((IDictionary<string, object?>)row).Values.Select(value => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}")));
            }
        }

        return rows;
    });
}
