using WeComSales.Simulator;

namespace WeComSales.Faults.Tests;

/// <summary><c>job run daily-brief --at … --team … [--again]</c>, with a service running and without.</summary>
public sealed class BriefCommandTests
{
    const string Team = "示例公司/华东";

    [Fact]
    public async Task A_brief_by_hand_goes_out_once_again_only_when_asked_and_not_twice_without_a_service()
    {
        await using var weCom = await Wire.WeCom(new Company().WithPerson("boss", "老板", "华东", leads: true).WithPerson("rep", "销售", "华东"));
        using var home = new ServiceHome(weCom.BaseUrl);
        await using (var service = await home.Start())
        {
            await Run("job", "run", "directory-sync");
            (await Brief()).ShouldContain("2026-11-20");
            Sent().ShouldBe(2, "a card and its file");
            await Brief();
            Sent().ShouldBe(2);
            await Brief("--again");
            Sent().ShouldBe(4);
            (await Should.ThrowAsync<InvalidOperationException>(() => Run("job", "run", "daily-brief", "--team", "没有这个团队"))).Message.ShouldContain("没有这个团队");
            await service.Kill();
        }

        await Brief();
        Sent().ShouldBe(4);
        await Brief("--again");
        Sent().ShouldBe(5, "the file, which follows its card; the card itself says the same as the last one, and WeCom shows that once");
        weCom.Calls.Count(call => call is { Path: "media/upload", ErrCode: 0 }).ShouldBe(3, "each version of the file is uploaded once");

        int Sent() => weCom.Calls.Count(call => call is { Path: "message/send", ErrCode: 0, Duplicate: false } && call.BodyText.Contains("\"boss\"", StringComparison.Ordinal));

        Task<string> Brief(params string[] more) => Run(["job", "run", "daily-brief", "--at", "2026-11-20T18:00+08:00", "--team", Team, .. more]);

        async Task<string> Run(params string[] words)
        {
            await using var command = home.Command(words);
            return await command.Ended();
        }
    }
}
