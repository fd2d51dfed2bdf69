using Microsoft.Extensions.DependencyInjection;
using WeComSales.Operations;
using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Operations;

public sealed class ExportTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wecomsales-export-");

    [Fact]
    public async Task A_note_goes_out_with_its_words_signals_and_who_confirmed_it()
    {
        await using var house = await House.Open();
        await house.Phone("林晓").Forward("价格太高，竞品在谈");
        await house.Settle();
        await house.Phone("林晓").Tap(house.Phone("林晓").LastCard, "确认入库");
        await house.Settle();

        var lines = await Out(house, "notes");

        lines.Count.ShouldBe(2);
        lines[0].ShouldBe("id,external_userid,nickname,opportunity_id,opportunity_title,source,text,at,time_is_forwarding,signals,next_action,confirmed_by,confirmed_at");
        lines[1].ShouldContain("价格太高，竞品在谈,");
        lines[1].ShouldContain("价格异议;竞品在谈");
        lines[1].ShouldContain(",linxiao,");
        lines[1].ShouldContain("2026-11-20T10:32:00+08:00");
    }

    [Theory]
    [InlineData("followups", "id,external_userid,opportunity_id,goal,next_contact_at,decision_progress,obstacle,support_needed,userid,at")]
    [InlineData("alerts", "id,stall_id,external_userid,level,party,userid,state,due_at,created_at,done_at,reason")]
    [InlineData("audit", "id,at,userid,action,subject,about_userid")]
    public async Task What_nobody_did_yet_goes_out_as_its_columns(string kind, string columns)
    {
        await using var house = await House.Open();

        (await Out(house, kind)).ShouldBe([columns]);
    }

    [Fact]
    public async Task A_long_export_is_told_as_it_goes()
    {
        const int Rows = 1200;
        await using var office = await People.Office.Open();
        await office.Import("members", "member_code,name\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"M{i:0000},甲\n")));
        var told = new List<int>();

        (await new Export(ExportKind.Of(office.Kind("members")), office.Db, told.Add).Run(office.FilePath("out.csv"), CancellationToken.None)).ShouldBe(Rows);

        told.ShouldBe([500, 1000, 1200]);
    }

    [Fact]
    public async Task Every_export_leaves_a_line_in_the_audit_log_and_a_file_for_its_owner_alone()
    {
        var settings = Given.Complete();
        settings["Database:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "test.db")}";
        settings["Secrets:KeyFile"] = Path.Combine(folder.FullName, "secrets.key");
        var (members, audit) = (Path.Combine(folder.FullName, "out.csv"), Path.Combine(folder.FullName, "audit.csv"));

        (await Executable.Run(settings, "export", "members", members)).Code.ShouldBe(0);
        (await Executable.Run(settings, "export", "gossip", members)).Code.ShouldBe(2);
        (await Executable.Run(settings, "export", "audit", audit)).Code.ShouldBe(0);

        var lines = await File.ReadAllLinesAsync(audit);
        lines.Where(line => line.Contains(",command,export,members", StringComparison.Ordinal)).ShouldHaveSingleItem();
        lines.ShouldNotContain(line => line.Contains("gossip", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(members).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    async Task<IReadOnlyList<string>> Out(House house, string kind)
    {
        var path = Path.Combine(folder.FullName, $"{kind}.csv");
        var found = house.Services.GetRequiredService<ExportKinds>().ByName(kind, House.Start)!;
        await new Export(found, house.Db, _ => { }).Run(path, CancellationToken.None);
        return await File.ReadAllLinesAsync(path);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
