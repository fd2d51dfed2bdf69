using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Operations;

/// <summary>The real executable, command by command: what it prints, where, and how it ends (contract: 0 done, 1 failed, 2 wrong use or configuration).</summary>
public sealed class CommandLineTests : IDisposable
{
    const string Noon = "2026-11-20 12:00";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-cli-");

    string Database => FileOf("test.db");

    [Fact]
    public async Task What_was_imported_is_exported_in_the_same_columns()
    {
        const string Leads = "code,name,company,phone,region,industry,budget,tech_stack,channel,created_at";
        var (file, back) = (await Written("leads.csv", $"{Leads}\nL-1,赵工,瑞安制造,,华东,,,SAP,展会,{Noon}\nL-2,,,,,,,,,\n"), FileOf("back.csv"));

        var imported = await Run("import", "leads", file);
        var exported = await Run("export", "leads", back);

        imported.Code.ShouldBe(0, imported.Complaint);
        imported.Output.ShouldContain("第 3 行 name：不能为空");
        imported.Output.ShouldContain("新增 1，变更 0，未变 0，拒绝 1");
        exported.Code.ShouldBe(0, exported.Complaint);
        exported.Output.ShouldContain("已导出 1 行");
        (await File.ReadAllLinesAsync(back)).ShouldBe([Leads, "L-1,赵工,瑞安制造,,华东,,,SAP,展会,2026-11-20T12:00:00+08:00"]);
        (await Run("erase", "lead", "L-1", "--yes", "--reason", "本人要求")).Output.ShouldContain("已删除 1 行");
        (await Run("import", "leads", file)).Output.ShouldContain("第 2 行 code：线索「L-1」的数据已按本人要求删除");
    }

    [Theory]
    [InlineData("import", "gifts", "members.csv", "没有「gifts」这种数据")]
    [InlineData("import", "members", "none.csv", "没有这个文件")]
    [InlineData("import", "products", "members.csv", "多出的列：member_code")]
    [InlineData("export", "gifts", "out.csv", "没有「gifts」这种数据")]
    public async Task A_file_that_cannot_be_meant_is_refused(string command, string kind, string file, string told)
    {
        await Written("members.csv", "member_code,name\nM1,甲\n");
        (await Run("migrate")).Code.ShouldBe(0);

        var ended = await Run(command, kind, FileOf(file));

        ended.Code.ShouldBe(2);
        ended.Complaint.ShouldContain(told);
    }

    [Fact]
    public async Task A_dry_migration_prints_what_would_run_and_runs_nothing()
    {
        var dry = await Run("migrate", "--dry-run");

        dry.Code.ShouldBe(0, dry.Complaint);
        dry.Output.ShouldContain("create table inbox");
        dry.Output.TrimEnd().ShouldMatch(@"-- 待执行 \d\d 个$");
        File.Exists(Database).ShouldBeFalse();
        (await Run("migrate")).Output.ShouldContain("已执行：");
        (await Run("migrate", "--dry-run")).Output.ShouldContain("-- 待执行 0 个");
    }

    [Fact]
    public async Task Jobs_are_listed_by_a_command_that_only_reads()
    {
        (await Run("job", "list")).Code.ShouldBe(2, "there is no database yet, and none is made");
        File.Exists(Database).ShouldBeFalse();
        // Whoever writes, as a service does.
        await using var held = new SqliteDb($"Data Source={Database}");
        await held.Migrate(House.Start);

        var listed = await Run("job", "list");

        listed.Code.ShouldBe(0, listed.Complaint);
        listed.Output.ShouldMatch(@"(?m)^stall-scan\t.*\t下次 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\t还没有运行过");
    }

    [Fact]
    public async Task A_job_runs_as_of_a_time_without_offset_in_the_companys_zone()
    {
        var ran = await Run("job", "run", "retention", "--at", "2026-11-20 03:00");
        var wrong = await Run("job", "run", "retention", "--at", "yesterday");

        ran.Code.ShouldBe(0, ran.Complaint);
        (wrong.Code, wrong.Complaint.Contains("--at：「yesterday」不是时间", StringComparison.Ordinal)).ShouldBe((2, true));
        await using var db = new SqliteDb($"Data Source={Database}");
        // 03:43 of the day before in Shanghai; by the machine's own clock it would be that of the day.
        (await db.Read(tx => tx.One<string>("select due_at from due_jobs where job = 'retention'"))).ShouldStartWith("2026-11-18T19:43");
    }

    [Fact]
    public async Task An_explanation_is_as_of_a_time_without_offset_in_the_companys_zone()
    {
        await using (var db = new SqliteDb($"Data Source={Database}"))
        {
            await db.Migrate(House.Start);
            await db.Write(async tx =>
            {
                await tx.Customers.Put(new("wmWang", "王主任", null, null, null, [], null, House.Start), House.Start);
                await tx.Opportunities.Add(Opportunity.New("opp-1", "W-1", "wmWang", "CT", "linxiao", Stages.Default, House.Start.AddDays(-20)));
                await tx.StallRules.Add(WeComSales.Stalls.StallTerms.First(Given.With().Settings!, House.Start.AddDays(-30)));
            });
        }

        var local = await Run("stall", "explain", "W-1", "--at", "2026-11-20 18:00");
        var exact = await Run("stall", "explain", "W-1", "--at", "2026-11-20T10:00:00Z");

        local.Code.ShouldBe(0, local.Complaint);
        local.Output.ShouldStartWith("W-1 CT · 王主任，截至 2026-11-20 18:00");
        local.Output.ShouldBe(exact.Output);
        (await Run("stall", "explain", "W-1", "--at", "18:00")).Code.ShouldBe(2);
        var unknown = await Run("stall", "explain", "W-9");
        (unknown.Code, unknown.Complaint.Trim()).ShouldBe((1, "没有编号为「W-9」的商机，或它那时还不存在"));
    }

    [Fact]
    public async Task Signals_are_found_in_a_file_whose_times_without_offset_are_in_the_companys_zone()
    {
        var messages = await Written("in.jsonl", """{"id":"m1","text":"价格太高了，明天给你答复","sent_at":"2026-03-09T23:30:00"}""" + "\n");

        var shanghai = await Signals("Asia/Shanghai", "--in", messages, "--out", FileOf("shanghai.jsonl"));
        var utc = await Signals("UTC", "--in", messages, "--out", FileOf("utc.jsonl"));

        (shanghai.Code, utc.Code).ShouldBe((0, 0), shanghai.Complaint);
        var found = await File.ReadAllTextAsync(FileOf("shanghai.jsonl"));
        found.ShouldContain("price_objection");
        found.ShouldContain("2026-03-10");
        (await File.ReadAllTextAsync(FileOf("utc.jsonl"))).ShouldContain("2026-03-11");
    }

    [Fact]
    public async Task A_text_is_explained_and_wrong_use_is_told_in_Chinese()
    {
        var broken = await Written("broken.jsonl", "{\"id\":\"m1\",\"text\":\"好\",\"sent_at\":\"2026-03-09\"}\nno json\n");

        var explained = await Signals("Asia/Shanghai", "--explain", "价格太高了");
        var nothing = await Signals("Asia/Shanghai");
        var absent = await Signals("Asia/Shanghai", "--in", FileOf("none.jsonl"), "--out", FileOf("out.jsonl"));
        var wrong = await Signals("Asia/Shanghai", "--in", broken, "--out", FileOf("out.jsonl"));
        var zone = await Signals("Asia/Peking", "--in", broken, "--out", FileOf("out.jsonl"));
        var help = await Signals("Asia/Shanghai", "--help");

        (explained.Code, explained.Output.Contains("价格异议 price_objection", StringComparison.Ordinal), explained.Output.Contains("依据：", StringComparison.Ordinal)).ShouldBe((0, true, true));
        (nothing.Code, nothing.Complaint.Trim()).ShouldBe((2, "signals 要有 --in 和 --out，或者 --explain"));
        (absent.Code, absent.Complaint.Contains("没有这个文件", StringComparison.Ordinal)).ShouldBe((2, true));
        (wrong.Code, wrong.Complaint.Trim()).ShouldBe((2, "第 2 行：不是 JSON 对象"));
        (zone.Code, zone.Complaint.StartsWith("TimeZone：「Asia/Peking」", StringComparison.Ordinal)).ShouldBe((2, true));
        help.Output.ShouldContain("从客户的话里找出信号和要素");
    }

    [Fact]
    public async Task The_companys_own_words_are_previewed_listed_and_proposed()
    {
        var words = await Written("words.csv", "kind,label,term,replacement\ncompetitor,,理邦,\n");
        (await Run("import", "lexicon", words)).Output.ShouldContain("lexicon activate 1");

        var preview = await Run("lexicon", "preview", words);
        var versions = await Run("lexicon", "versions");
        var proposals = await Run("lexicon", "proposals");
        var wrong = await Run("lexicon", "preview", await Written("wrong.csv", "kind,label,term,replacement\nrival,,x,\n"));

        (preview.Code, preview.Output.Trim()).ShouldBe((0, "读了 0 条备注，0 条会改变"), preview.Complaint);
        versions.Code.ShouldBe(0, versions.Complaint);
        versions.Output.ShouldMatch(@"(?m)^  1\t");
        (proposals.Code, proposals.Output).ShouldBe((0, ""), proposals.Complaint);
        (wrong.Code, wrong.Complaint.StartsWith("第 2 行：", StringComparison.Ordinal)).ShouldBe((2, true));
    }

    [Fact]
    public async Task The_doctor_ends_well_where_all_is_well_and_with_one_where_something_is_not()
    {
        await using var house = await House.Open();
        var options = house.WeCom.Options;
        (string, string?)[] right =
        [
            ("WeCom:ApiBaseUrl", house.WeCom.BaseUrl.ToString()), ("WeCom:CorpId", options.CorpId), ("WeCom:AgentId", $"{options.AgentId}"),
            ("WeCom:Secret", options.Secret), ("WeCom:Token", options.Token), ("WeCom:EncodingAesKey", options.EncodingAesKey),
            ("PublicBaseUrl", house.Address.ToString()), ("Demo:ClockUrl", new Uri(house.WeCom.BaseUrl, "sim/clock").ToString()),
        ];

        var well = await Executable.Run(Settings(right), "config", "check", "--online");
        var ill = await Executable.Run(Settings([.. right, ("WeCom:Secret", "another-secret")]), "config", "check", "--online");
        var wrong = await Executable.Run(Settings([.. right, ("WeCom:AgentId", "x")]), "config", "check", "--online");

        well.Code.ShouldBe(0, well.Output + well.Complaint);
        well.Output.ShouldContain("正常  接收消息的地址：");
        well.Output.ShouldNotContain("有误");
        ill.Code.ShouldBe(1);
        ill.Output.ShouldContain("有误  企业 ID 和 Secret：企业微信应答 40001。处理：改 WeCom:Secret");
        (wrong.Code, wrong.Output.Contains("正常  ", StringComparison.Ordinal)).ShouldBe((2, false));
    }

    public void Dispose() => folder.Delete(recursive: true);

    string FileOf(string name) => Path.Combine(folder.FullName, name);

    async Task<string> Written(string name, string text)
    {
        await File.WriteAllTextAsync(FileOf(name), text);
        return FileOf(name);
    }

    Task<Ended> Run(params string[] words) => Executable.Run(Settings(), words);

    /// <summary>Needs no company: only the zone is set.</summary>
    static Task<Ended> Signals(string zone, params string[] words) => Executable.Run(new Dictionary<string, string?> { ["TimeZone"] = zone }, ["signals", .. words]);

    Dictionary<string, string?> Settings(params (string Key, string? Value)[] changes)
    {
        var settings = Given.Complete();
        // The machine's own zone is nobody's business.
        settings["TZ"] = "UTC";
        settings["Database:ConnectionString"] = $"Data Source={Database}";
        settings["Secrets:KeyFile"] = FileOf("secrets.key");
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return settings;
    }
}
