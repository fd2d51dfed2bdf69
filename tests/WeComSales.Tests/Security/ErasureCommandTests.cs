using WeComSales.Tests.Settings;

namespace WeComSales.Tests.Security;

public sealed class ErasureCommandTests
{
    [Fact]
    public async Task The_command_counts_first_and_erases_only_when_it_is_told_to_and_why()
    {
        var folder = Directory.CreateTempSubdirectory("wecomsales-");
        var settings = Given.Complete();
        settings["Database:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "test.db")}";
        settings["Secrets:KeyFile"] = Path.Combine(folder.FullName, "secrets.key");
        var (members, file) = (Path.Combine(folder.FullName, "members.csv"), Path.Combine(folder.FullName, "out.json"));
        await File.WriteAllTextAsync(members, "member_code,name,phone\nM1,金丝雀女士,13900055512\n");
        (await Executable.Run(settings, "import", "members", members)).Code.ShouldBe(0);

        var counted = await Executable.Run(settings, "erase", "member", "M1", "--export", file);
        var unsaid = await Executable.Run(settings, "erase", "member", "M1", "--yes");
        var exported = await File.ReadAllTextAsync(file);
        var erased = await Executable.Run(settings, "erase", "member", "M1", "--yes", "--reason", "本人要求");
        var again = await Executable.Run(settings, "erase", "member", "M1");

        (counted.Code, counted.Output).ShouldSatisfyAllConditions(
            it => it.Code.ShouldBe(0), it => it.Output.ShouldContain("会员资料 1"), it => it.Output.ShouldContain("没有删除"));
        exported.ShouldContain("金丝雀女士");
        (unsaid.Code, unsaid.Complaint.Contains("--reason", StringComparison.Ordinal)).ShouldBe((2, true));
        erased.Output.ShouldContain("已删除 1 行");
        again.Output.ShouldNotContain("会员资料");
        folder.Delete(recursive: true);
    }
}
