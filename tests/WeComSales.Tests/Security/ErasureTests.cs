using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Erasures;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Tests.Archive;
using WeComSales.Tests.People;
using WeComSales.Tests.Reports;
using WeComSales.Tests.Sidebar;

namespace WeComSales.Tests.Security;

/// <summary>A customer asks to be forgotten after a day on which everything happened with them.</summary>
public sealed class ErasureTests
{
    const string Phone = "13900055512";
    const string Words = "金丝雀说价格太高";

    [Fact]
    public async Task Everything_about_a_customer_goes_with_every_copy_and_the_proof_stays()
    {
        await using var house = await Day();
        using var admin = await Desk.Of(house, "hejing", Role.Admin);
        (await admin.Read("/api/admin/erasures/found?externalUserid=wmWang")).GetProperty("lines").EnumerateArray()
            .Select(line => line.GetProperty("name").GetString()).ShouldBe(
                ["拜访", "跟进日志", "备注附件", "备注草稿", "商机备注", "支援请求的收件人", "支援请求", "等待回复", "停滞计时", "阶段变更", "商机", "聊天消息", "时间轴", "没有发出的输入", "最近联系", "添加关系", "客户资料"],
                ignoreOrder: true);

        var answer = await admin.Post("/api/admin/erasures", Wish("wmWang"));

        answer.GetProperty("messages").GetInt32().ShouldBeGreaterThan(15);
        (await Traces(house, Words, Phone, "王主任", "wmWang")).ShouldBeEmpty();
        // Somebody else's story is whole.
        (await house.Notes("wmLi")).ShouldHaveSingleItem().Text.ShouldBe("李老师要报价");
        var line = (await admin.Read("/api/admin/erasures")).EnumerateArray().ShouldHaveSingleItem();
        (line.GetProperty("who").GetString(), line.GetProperty("done").GetBoolean()).ShouldBe(("wmWang", true));
        var kept = await house.Db.Read(tx => tx.Audit.After("", 1000));
        kept.ShouldContain(entry => entry.Action == "customer.erase" && entry.Subject == "wmWang" && entry.Userid == "hejing");
    }

    [Fact]
    public async Task Whoever_was_erased_comes_back_by_no_sync_and_no_page_until_somebody_adds_them_again()
    {
        await using var house = await House.Open();
        using var admin = await Desk.Of(house, "hejing", Role.Admin);
        using var rep = await Desk.Of(house, "linxiao");
        await admin.Post("/api/admin/erasures", Wish("wmWang"));

        var run = await house.Services.GetRequiredService<CustomerSync>().Run(CancellationToken.None);
        (await rep.Get("/api/customers/wmWang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await house.WeCom.SendCallback(Added("wmWang", House.Start.AddDays(-30)));
        await house.Settle();

        run.Complete.ShouldBeTrue();
        (await house.Db.Read(tx => tx.Customers.ByExternalId("wmWang"))).ShouldBeNull();
        (await house.Db.Read(tx => tx.Customers.ByExternalId("wmLi"))).ShouldNotBeNull();

        house.WeCom.Clock.Advance(TimeSpan.FromDays(1));
        await house.Customer("王主任").Delete("林晓");
        await house.Customer("王主任").Add("林晓");
        await house.Settle();

        (await house.Db.Read(tx => tx.Customers.ByExternalId("wmWang")))!.Name.ShouldBe("王主任");
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_leaves_the_rest_to_the_job()
    {
        await using var house = await Day();
        var wish = new Erasure(Desk.NewId(), ErasureScope.Customer, "wmWang", "hejing", "来信", House.Start.AddDays(1), 0);
        await house.Db.Write(tx => tx.Erasures.Add(wish));
        await house.Db.Write(tx => tx.Traces.EraseSome("wmWang", 1));
        (await Traces(house, Words)).ShouldNotBeEmpty();

        (await house.Services.GetRequiredService<ErasureJob>().Run(House.Start, CancellationToken.None)).Line.ShouldContain("1 件");
        (await house.Services.GetRequiredService<ErasureJob>().Run(House.Start, CancellationToken.None)).Line.ShouldBe("没有中断的删除");

        (await Traces(house, Words, Phone, "王主任", "wmWang")).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_file_holds_everything_about_a_customer_and_nothing_about_another()
    {
        await using var house = await Day();
        var path = Path.GetTempFileName();
        var rows = await ErasureFile.Write(house.Db, Subject.Customer, "wmWang", path, House.Start);

        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var tables = file.RootElement.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Array).ToDictionary(one => one.Name, one => one.Value);
        tables.Values.Sum(table => table.GetArrayLength()).ShouldBe(rows);
        tables["notes"][0].GetProperty("text").GetString()!.ShouldContain(Words);
        tables["customers"][0].GetProperty("phone").GetString().ShouldBe(Phone);
        Convert.FromBase64String(tables["note_attachments"][0].GetProperty("bytes").GetString()!).ShouldNotBeEmpty();
        file.RootElement.GetRawText().ShouldNotContain("李老师");
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
            await ErasureFile.Write(house.Db, Subject.Customer, "wmWang", path, House.Start);
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Delete(path);
    }

    [Fact]
    public async Task Only_an_administrator_erases_and_a_wrong_wish_erases_nothing()
    {
        await using var house = await House.Open();
        using var rep = await Desk.Of(house, "linxiao");
        using var admin = await Desk.Of(house, "hejing", Role.Admin);

        (await rep.Send(HttpMethod.Post, "/api/admin/erasures", Wish("wmWang"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await rep.Get("/api/admin/erasures/found?externalUserid=wmWang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        object[] wrong =
        [
            new { id = Desk.NewId(), externalUserid = "wmWang", scope = "all", reason = " " },
            new { id = Desk.NewId(), externalUserid = "wmWang", memberCode = "M1", scope = "all", reason = "x" },
            new { id = Desk.NewId(), memberCode = "M1", scope = "words", reason = "x" },
            new { id = Desk.NewId(), externalUserid = "wmWang", scope = "some", reason = "x" },
            new { id = "1", externalUserid = "wmWang", scope = "all", reason = "x" },
        ];
        foreach (var wish in wrong)
        {
            (await admin.Send(HttpMethod.Post, "/api/admin/erasures", wish)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{wish}");
        }

        (await house.Db.Read(tx => tx.Customers.ByExternalId("wmWang"))).ShouldNotBeNull();
        var used = Desk.NewId();
        await admin.Post("/api/admin/erasures", Wish("wmLi", used));
        (await admin.Send(HttpMethod.Post, "/api/admin/erasures", Wish("wmWang", used))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Db.Read(tx => tx.Customers.ByExternalId("wmWang"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_member_of_the_shops_goes_too_and_no_file_brings_them_back()
    {
        await using var house = await House.Open();
        await using var office = await Office.Over(house.Db);
        await office.Import("members", $"member_code,name,phone\nM-CANARY-9,金丝雀女士,{Phone}\nM-2,李女士,\n");
        await house.Db.Write(tx => tx.MemberLooks.Add(new(Desk.NewId(), "M-CANARY-9", true, false, new("linxiao", "linxiao", null, "SH01"), "page", House.Start)));
        using var admin = await Desk.Of(house, "hejing", Role.Admin);

        await admin.Post("/api/admin/erasures", new { id = Desk.NewId(), memberCode = "M-CANARY-9", scope = "all", reason = "本人到店要求" });
        var (report, rejected) = await office.Import("members", $"member_code,name,phone\nM-CANARY-9,金丝雀女士,{Phone}\nM-2,李女士,\n");

        (report.Added, report.Rejected).ShouldBe((0, 1));
        rejected.ShouldHaveSingleItem().Reason.ShouldContain("按本人要求删除");
        (await Traces(house, "金丝雀女士", Phone)).ShouldBeEmpty();
        (await house.Db.Read(tx => tx.One<long>("select count(*) from member_looks"))).ShouldBe(0);
        (await house.Db.Read(tx => tx.Members.ByCode("M-2"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Looks_at_members_go_when_their_time_is_over()
    {
        await using var house = await House.Open(null, ("Store:KeepLooksDays", "30"));
        foreach (var days in (int[])[31, 29])
        {
            await house.Db.Write(tx => tx.MemberLooks.Add(new($"look{days}", "M1", true, false, new("linxiao", "linxiao", null, "SH01"), "page", House.Start.AddDays(-days))));
        }

        var result = await house.Services.GetRequiredService<RetentionJob>().Run(House.Start, CancellationToken.None);

        result.Line.ShouldContain("会员查询记录 1 条");
        (await house.Db.Read(tx => tx.MemberLooks.Of("M1", 10))).ShouldHaveSingleItem().Id.ShouldBe("look29");
    }

    [Fact]
    public async Task What_our_side_said_in_a_group_comes_back_to_nobody_who_was_erased()
    {
        await using var house = await ArchiveHouse.Open();
        using var admin = await Desk.Of(house, "hejing", Role.Admin);
        house.WeCom.Clock.Advance(TimeSpan.FromHours(1));
        await admin.Post("/api/admin/erasures", Wish("wmWang"));
        SayInGroup(house, "group-1", ["wmWang", "wmLi"]);
        SayInGroup(house, "group-2", ["wmWang"]);

        await house.Archived();

        var timeline = await house.Db.Read(tx => tx.All<string>("select external_userid from timeline where kind = 'message' and summary = '王主任您好'"));
        timeline.ShouldBe(["wmLi"]);
        (await house.Db.Read(tx => tx.All<string>("select msgid from chat_messages where text = '王主任您好'"))).ShouldBe(["group-1"]);

        static void SayInGroup(House house, string msgid, string[] to)
        {
            var message = ArchiveHouse.Message(msgid, "linxiao", to[0], "text", new() { ["content"] = "王主任您好" });
            message["tolist"] = new System.Text.Json.Nodes.JsonArray([.. to.Select(one => (System.Text.Json.Nodes.JsonNode)one)]);
            message["roomid"] = "wrGroup";
            house.WeCom.Archive(message);
        }
    }

    [Fact]
    public async Task A_name_that_only_an_old_note_remembers_is_a_mark_too()
    {
        await using var house = await Day();
        await house.Db.Write(tx => tx.Run("update notes set nickname = '金丝雀旧名' where external_userid = 'wmWang'"));

        var mentions = await house.Db.Read(tx => tx.Traces.Mentions(Subject.Customer, "wmWang"));

        mentions.MayBeIn("给金丝雀旧名的日报").ShouldBeTrue();
    }

    /// <summary>A trigger stands for a worker that writes a letter about them in the last moment.</summary>
    [Fact]
    public async Task A_letter_that_is_made_while_an_erasure_goes_on_is_gone_at_its_end()
    {
        if (Fixtures.TestDatabase.Wanted != DatabaseProvider.Sqlite)
        {
            return;
        }

        await using var house = await Day();
        await house.Db.Write(tx => tx.Run(
            $$"""
            create trigger last_moment before delete on customers begin
              insert into outbox (id, dedupe_key, call, lane, receiver, body, created_at, state, done_at)
              select 'late-letter', 'late-letter', call, lane, receiver, json_object('text', 'wmWang {{Words}}'), created_at, 5, created_at from outbox limit 1;
            end
            """));
        using var admin = await Desk.Of(house, "hejing", Role.Admin);

        await admin.Post("/api/admin/erasures", Wish("wmWang"));

        (await house.Db.Read(tx => tx.One<string>("select body from outbox where id = 'late-letter'"))).ShouldBe("{}");
        (await Traces(house, Words, Phone, "王主任", "wmWang")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_files_of_the_database_hold_none_of_the_words_after_an_erasure()
    {
        if (Fixtures.TestDatabase.Wanted != DatabaseProvider.Sqlite)
        {
            return;
        }

        await using var house = await Day();
        Held(house, Words).ShouldNotBeEmpty();
        using var admin = await Desk.Of(house, "hejing", Role.Admin);

        await admin.Post("/api/admin/erasures", Wish("wmWang"));

        Held(house, Words, Phone, "王主任").ShouldBeEmpty();

        static IReadOnlyList<string> Held(House house, params string[] words)
        {
            var path = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(house.Services.GetRequiredService<AppSettings>().Database.ConnectionString.Reveal()).DataSource;
            var found = new List<string>();
            foreach (var file in (string[])[path, path + "-wal"])
            {
                if (!File.Exists(file))
                {
                    continue;
                }

                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                found.AddRange(words.Where(word => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0).Select(word => $"{Path.GetFileName(file)}: {word}"));
            }

            return found;
        }
    }

    static object Wish(string customer, string? id = null) => new { id = id ?? Desk.NewId(), externalUserid = customer, scope = "all", reason = "客户来信要求删除" };

    static string Added(string customer, DateTimeOffset at) =>
        $"<xml><ToUserName>ww5eed0c0ffee12345</ToUserName><FromUserName>sys</FromUserName><CreateTime>{at.ToUnixTimeSeconds()}</CreateTime><MsgType>event</MsgType><Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType><UserID>linxiao</UserID><ExternalUserID>{customer}</ExternalUserID></xml>";

    /// <summary>Everything that can happen with a customer, and one thing that happens with another.</summary>
    static async Task<House> Day()
    {
        var house = await ArchiveHouse.Open();
        var rep = house.Phone("林晓");
        await rep.Forward($"王主任{Words}，电话 {Phone}");
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
        await rep.SendImageToApp();
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        await rep.Forward($"王主任又说{Words}");
        house.Customer("王主任").SayTo("林晓", $"{Words}，{Phone}");
        await house.Archived();
        await house.Settle();
        using var desk = await Desk.Of(house, "linxiao");
        await desk.Post("/api/customers/wmWang/visits", new { id = Desk.NewId(), learned = Words });
        await desk.Post("/api/customers/wmWang/follow-ups", new { id = Desk.NewId(), goal = Words });
        await desk.Post("/api/customers/wmLi/notes", new { id = Desk.NewId(), text = "李老师要报价" });
        await house.Db.Write(async tx =>
        {
            await tx.Customers.Put((await tx.Customers.ByExternalId("wmWang"))! with { Phone = Phone }, null);
            await tx.TypedTexts.Keep("linxiao", "wmWang", new("note", $$"""{"text":"{{Words}}"}""", House.Start));
            await tx.SupportRequests.Add(new(Desk.NewId(), "wmWang", null, Words, ["zhoulei"], "linxiao", House.Start));
            var opportunity = (await tx.Opportunities.ByCode("W-CT000001"))!;
            await tx.StageMoves.Add(Desk.NewId(), opportunity, new(opportunity.Id, "初步接触", "需求确认", "linxiao", House.Start, Words), House.Start);
        });
        await house.AtSix();
        return house;
    }

    /// <summary>Where any of these words still stands in the database, besides the proof.</summary>
    static async Task<IReadOnlyList<string>> Traces(House house, params string[] words)
    {
        var found = new List<string>();
        foreach (var shape in TableShape.All().Where(shape => !PersonalPlaces.Kept.ContainsKey(shape.Name)))
        {
            foreach (var row in await house.Db.Read(tx => tx.All<object>($"select {shape.ColumnNames} from {shape.Name}")))
            {
                var text = string.Join(" | ", ((IDictionary<string, object?>)row).Values.Select(value => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{value}"));
                found.AddRange(words.Where(word => text.Contains(word, StringComparison.Ordinal)).Select(word => $"{shape.Name}: {word} in {text[..Math.Min(300, text.Length)]}"));
            }
        }

        return found;
    }
}
