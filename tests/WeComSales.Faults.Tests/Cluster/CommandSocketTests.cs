using System.Text;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Faults.Tests;

/// <summary>On SQLite one process writes: a writing command is served by the running service, and does it itself when there is none.</summary>
public sealed class CommandSocketTests
{
    const string Directory = "userid,name,department_path,leader_userid,role,store_code,active\nlin,林晓,华东,,rep,,true\nboss,老板,华东,,king,,true\n";

    [Fact]
    public async Task A_command_that_writes_is_served_by_the_running_service()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        await using var service = await home.Start();
        var socket = home.File + ".sock";
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "directory.csv"), Directory, Encoding.UTF8);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await Run(home, "import", "directory", "directory.csv")).ShouldContain("新增 1");
        File.Exists(Path.Combine(home.Folder, "directory.rejected.csv")).ShouldBeTrue("beside the file, in the caller's folder");
        (await Run(home, "migrate")).ShouldContain("数据库已是最新");
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "own.csv"), "kind,label,term,replacement\ncompetitor,,理邦,\n", Encoding.UTF8);
        (await Run(home, "import", "lexicon", "own.csv")).ShouldContain("新增 1");
        (await Run(home, "lexicon", "activate", "1")).ShouldContain("已启用第 1 版");
        (await home.Store.Look(tx => tx.Lexicons.Active())).ShouldBe(1);
        (await Run(home, "dead", "list")).ShouldContain("共 0 条");
        (await Should.ThrowAsync<InvalidOperationException>(() => Run(home, "dead", "retry", "in-99"))).Message.ShouldContain("不在死信中");
        (await home.Store.Look(tx => tx.Staff.ByUserid("lin")))!.Role.ShouldBe(Role.Rep);
    }

    [Fact]
    public async Task Without_a_service_the_command_writes_itself_also_beside_a_socket_that_a_killed_one_left()
    {
        await using var weCom = await Wire.WeCom();
        using var home = new ServiceHome(weCom.BaseUrl);
        await using (var service = await home.Start())
        {
            await service.Kill();
        }

        File.Exists(home.File + ".sock").ShouldBeTrue();
        await File.WriteAllTextAsync(Path.Combine(home.Folder, "directory.csv"), Directory, Encoding.UTF8);

        (await Run(home, "import", "directory", "directory.csv")).ShouldContain("新增 1");
    }

    static async Task<string> Run(ServiceHome home, params string[] words)
    {
        await using var command = home.Command(words);
        return await command.Ended();
    }
}
