using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeComSales.Domain;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Tests.People;

namespace WeComSales.Tests.Operations;

public sealed class ImportTests
{
    const string Directory =
        """
        userid,name,department_path,leader_userid,role,store_code,active
        chen,陈立,云帆/华东/二组,zhou,manager,,true
        lin,林晓,云帆/华东/二组,,rep,,true
        zhou,周岚,云帆/华东,,director,,true
        """;

    const string Opportunities =
        """
        code,external_userid,title,stage,amount,currency,owner_userid,product_line,created_at,stage_since,last_log_at,expected_close
        A-1,wm-wang,CT 采购项目,提案,350000,CNY,lin,影像,2026-10-01,2026-11-17 09:00,2026-11-17T10:30:00+08:00,2026-12-31
        A-2,wm-wang,MRI 维保,需求确认,,,,,,,,
        """;

    [Fact]
    public async Task A_directory_becomes_people_with_teams_roles_and_leaders()
    {
        await using var office = await Office.Open();

        var (report, rejected) = await office.Import("directory", Directory);

        rejected.ShouldBeEmpty();
        report.ShouldBe(new ImportReport("utf-8", 3, 0, 0, 0, null));
        var chen = (await office.Person("chen"))!;
        chen.Role.ShouldBe(Role.Manager);
        var team = await office.Db.Read(tx => tx.Departments.TeamByPath("云帆/华东/二组"));
        team!.Name.ShouldBe("二组");
        var lin = (await office.Person("lin"))!;
        var line = await office.Db.Read(tx => tx.Staff.LineOf(lin, null));
        Parties.ManagerOf(line, _ => true).ShouldBe(new Party.Found("chen", FoundBy.Department));
    }

    [Theory]
    [InlineData("directory", Directory)]
    [InlineData("opportunities", Opportunities)]
    [InlineData("customers", "external_userid,name,company,owner_userid,tags,phone,added_at\nwm-wang,王建国,仁和医院,lin,骨科;有招标意向,13800000001,2026-10-01\n")]
    public async Task The_same_file_twice_changes_nothing_and_what_is_exported_can_be_imported_again(string kind, string text)
    {
        await using var office = await Office.Open();
        await office.Knows("wm-wang", "老王", "lin");
        await office.Import("directory", Directory);

        await office.Import(kind, text);
        var before = await office.Export(kind);
        var (again, _) = await office.Import(kind, text);
        var (back, rejected) = await office.ImportFile(kind, office.FilePath($"{kind}.out.csv"));

        (again.Added, again.Changed, again.Rejected).ShouldBe((0, 0, 0));
        (back.Added, back.Changed).ShouldBe((0, 0));
        rejected.ShouldBeEmpty();
        (await office.Export(kind)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_in_the_Chinese_encoding_of_spreadsheets_is_read_like_any_other()
    {
        await using var office = await Office.Open();
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

        var (report, _) = await office.Import("directory", Directory, chinese);

        report.Encoding.ShouldBe("gb18030", StringCompareShould.IgnoreCase);
        (await office.Person("zhou"))!.Name.ShouldBe("周岚");
    }

    [Fact]
    public async Task Bytes_in_neither_encoding_are_refused_before_anything_is_saved()
    {
        await using var office = await Office.Open();
        var path = office.FilePath("bytes.csv");
        await File.WriteAllBytesAsync(path, [.. "userid,name\nlin,"u8, 0xFF, 0xFF, 0x0A]);

        await Should.ThrowAsync<CsvUnusableException>(() => office.ImportFile("directory", path));
    }

    [Fact]
    public async Task Good_rows_go_in_and_bad_ones_are_told_with_line_column_and_reason()
    {
        await using var office = await Office.Open();
        await office.Import("directory", Directory);
        await office.Knows("wm-wang", "老王", "lin");

        var (report, rejected) = await office.Import(
            "opportunities",
            """
            code,external_userid,title,stage,amount,owner_userid
            A-1,wm-wang,CT,提案,350000,lin
            A-2,wm-wang,CT,谈恋爱,1,lin
            A-3,wm-wang,CT,提案,很多,lin
            A-4,wm-wang,CT,提案,1,nobody

            A-5,wm-unknown,CT,提案,1,lin
            A-1,wm-wang,again,提案,1,lin
            A-6,wm-wang,,提案,1,lin
            A-7,wm-wang,short
            """);

        rejected.Select(row => (row.Line, row.Column)).ShouldBe(
            [(3, "stage"), (4, "amount"), (5, "owner_userid"), (7, "external_userid"), (8, "code"), (9, "title"), (10, "")]);
        (report.Added, report.Rejected).ShouldBe((1, 7));
        report.RejectedFile.ShouldBe(office.FilePath("opportunities.rejected.csv"));
        var lines = await File.ReadAllLinesAsync(report.RejectedFile!);
        lines[0].ShouldBe("code,external_userid,title,stage,amount,owner_userid,line,column,reason");
        lines[1].ShouldStartWith("A-2,wm-wang,CT,谈恋爱,1,lin,3,stage,没有这个阶段");
        lines[7].ShouldStartWith("A-7,wm-wang,short,,,,10,,有 3 格");
        lines.Length.ShouldBe(8);
    }

    [Fact]
    public async Task The_file_of_rejected_rows_can_be_corrected_and_imported_as_it_is_and_an_old_one_goes_when_nothing_is_wrong_any_more()
    {
        await using var office = await Office.Open();
        var (first, _) = await office.Import("directory", "userid,name,role\nlin,林晓,rep\nchen,陈立,king\nzhou,,rep\n");
        var rejected = office.FilePath("directory.rejected.csv");
        first.RejectedFile.ShouldBe(rejected);

        await File.WriteAllTextAsync(rejected, (await File.ReadAllTextAsync(rejected)).Replace("king", "manager", StringComparison.Ordinal));
        var (second, _) = await office.ImportFile("directory", rejected);

        (second.Added, second.Rejected).ShouldBe((1, 1));
        (await office.Person("chen"))!.Role.ShouldBe(Role.Manager);
        (await File.ReadAllLinesAsync(second.RejectedFile!))[0].ShouldBe("userid,name,role,line,column,reason");
        (await office.Import("directory", "userid,name,role\nlin,林晓,rep\n")).Report.RejectedFile.ShouldBeNull();
        File.Exists(rejected).ShouldBeFalse();
    }

    [Fact]
    public async Task Customers_who_are_not_known_yet_are_asked_for_until_WeCom_takes_calls_again_and_only_a_definite_answer_rejects()
    {
        await using var house = await House.Open();
        house.WeCom.Options.Company!.WithCustomer("wmZhao", "赵工", "瑞安制造", new WeComSales.Simulator.Follow("linxiao", House.Start.AddDays(-3)));
        await using var office = await Office.Over(house.Db, house.Services.GetRequiredService<ContactFlow>());
        house.WeCom.Faults.Frequency("externalcontact/get", TimeSpan.FromMinutes(3));

        var importing = office.Import("customers", "external_userid,name\nwmZhao,赵工\nwmNobody,谁\n");
        while (!importing.IsCompleted)
        {
            await Task.WhenAny(importing, Task.Delay(50));
            house.WeCom.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        var (report, rejected) = await importing;
        report.Added.ShouldBe(1);
        rejected.ShouldHaveSingleItem().Reason.ShouldContain("企业微信也没有给出");
        house.WeCom.Calls.Count(call => call.Path == "externalcontact/get").ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task A_quote_that_never_closes_costs_its_own_line_only()
    {
        await using var office = await Office.Open();

        var (report, rejected) = await office.Import("directory", "userid,name\na,\"甲\"\nb,\"乙\nc,丙\nd,\"丁\n丁\"\ne,\"戊\nf,己\n");

        rejected.Select(row => row.Line).ShouldBe([3, 7]);
        report.Added.ShouldBe(4);
        (await office.Person("d"))!.Name.ShouldBe("丁\n丁");
    }

    [Theory]
    [InlineData("code,external_userid,title,stage,colour", "colour")]
    [InlineData("code,title,stage", "external_userid")]
    [InlineData("code,external_userid,title,stage,stage", "stage")]
    [InlineData("", "空")]
    public async Task A_header_with_a_column_too_many_too_few_or_twice_is_named_and_nothing_is_saved(string header, string named)
    {
        await using var office = await Office.Open();

        var refused = await Should.ThrowAsync<CsvUnusableException>(() => office.Import("opportunities", header));

        refused.Message.ShouldContain(named);
    }

    [Fact]
    public async Task An_import_moves_a_stage_only_when_the_file_itself_changed()
    {
        await using var office = await Office.Open();
        await office.Import("directory", Directory);
        await office.Knows("wm-wang", "老王", "lin");
        await office.Import("opportunities", Opportunities);
        var before = (await office.Opportunity("A-1"))!;
        await office.Db.Write(tx => tx.Opportunities.Update(before, before.MoveTo("商务谈判", Stages.Default, "lin", Office.Noon, null)!.Value.Moved));

        await office.Import("opportunities", Opportunities);
        (await office.Opportunity("A-1"))!.Stage.ShouldBe("商务谈判");
        (await Timeline(office)).ShouldBeEmpty();

        var (report, _) = await office.Import("opportunities", Opportunities.Replace("提案,350000,CNY,lin,影像,2026-10-01,2026-11-17 09:00", "合同审批,350000,CNY,lin,影像,2026-10-01,2026-11-19 09:00"));
        var opportunity = (await office.Opportunity("A-1"))!;
        report.Changed.ShouldBe(1);
        opportunity.Stage.ShouldBe("合同审批");
        opportunity.StageSince.ShouldBe(new DateTimeOffset(2026, 11, 19, 9, 0, 0, TimeSpan.FromHours(8)));
        var row = (await Timeline(office)).ShouldHaveSingleItem();
        row.At.ShouldBe(opportunity.StageSince);
        row.Summary.ShouldBe("商务谈判 → 合同审批（导入）");
    }

    [Fact]
    public async Task Who_is_imported_as_inactive_is_locked_out()
    {
        await using var office = await Office.Open();
        await office.Import("directory", Directory);
        await office.Db.Write(tx => tx.Sessions.Open(new("hash", "lin", Office.Noon, Office.Noon.AddHours(1), null, null, null)));

        await office.Import("directory", Directory.Replace("lin,林晓,云帆/华东/二组,,rep,,true", "lin,林晓,云帆/华东/二组,,rep,,false"));

        (await office.Person("lin"))!.LeftReason.ShouldBe(LeftReason.Import);
        (await office.Db.Read(tx => tx.Staff.OfSession("hash", Office.Noon, Office.Noon.AddDays(-1)))).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_leader_is_refused_but_one_who_comes_later_in_the_file_is_not()
    {
        await using var office = await Office.Open();

        var (report, rejected) = await office.Import("directory", "userid,name,leader_userid\na,甲,B\nb,乙,\nc,丙,nobody\n");

        rejected.ShouldHaveSingleItem().Column.ShouldBe("leader_userid");
        report.Added.ShouldBe(2);
        (await office.Person("a"))!.MappedLeader.ShouldBe("b");
    }

    static Task<IReadOnlyList<WeComSales.Data.TimelineRow>> Timeline(Office office) =>
        office.Db.Read(tx => tx.Timeline.Page("wm-wang", Office.Noon.AddDays(1), "", 10));
}
