using WeComSales.Archive;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>What the doctor says of the session archive, with the real reader and the stand-in for WeCom's library.</summary>
public sealed class ArchiveCheckTests
{
    const string Library = "WeCom:Archive:Library";

    [CompiledFact]
    public async Task An_archive_that_is_set_up_well_has_nothing_to_fix_and_is_left_as_it_was()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(3);

        (await Check(desk)).ShouldHaveSingleItem().Fix.ShouldBeNull();

        (await desk.Stored()).ShouldBeEmpty();
        (await desk.Db.Read(tx => tx.ArchivePositions.State())).ShouldBeNull();
    }

    [CompiledFact]
    public async Task Without_an_archive_nothing_is_tried()
    {
        await using var desk = await ArchiveDesk.Open();

        (await Check(desk, ("WeCom:Archive:Secret", null), ("WeCom:Archive:Reader", null))).ShouldBeEmpty();
    }

    [CompiledTheory]
    [InlineData("errcode 301052", "已到期（301052）", "续费")]
    [InlineData("errcode 301042", "拒绝这台服务器的 IP（301042）", "可信 IP")]
    [InlineData("code 10009", "拒绝这台服务器的 IP（10009）", "可信 IP")]
    [InlineData("errcode 301053", "没有开通（301053）", "开通")]
    [InlineData("errcode 48002", "不认 Secret（48002）", "不是应用的 Secret")]
    [InlineData("init 10004", "不认 Secret（10004）", "WeCom:Archive:Secret")]
    [InlineData("code 10001", "连不上企业微信（10001）", "防火墙")]
    [InlineData("code 10000", "动态库报错（10000）", "错误码 10000")]
    [InlineData("crash", "没说话就退出了", "64 位的 Finance SDK")]
    public async Task Each_fault_is_said_in_its_own_words_with_its_fix(string trouble, string seen, string fix)
    {
        await using var desk = await ArchiveDesk.Open();
        desk.WeCom.Trouble(trouble);

        var finding = (await Check(desk)).ShouldHaveSingleItem();

        finding.Seen.ShouldContain(seen);
        finding.Fix!.ShouldContain(fix);
    }

    [CompiledFact]
    public async Task A_key_version_that_is_missing_is_named()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.WeCom.NewKey(2);
        desk.Arrive(1);

        var finding = (await Check(desk)).ShouldHaveSingleItem();

        finding.Seen.ShouldBe("缺少第 2 版私钥");
        finding.Fix!.ShouldContain("WeCom:Archive:PrivateKeys:2File");
    }

    [CompiledFact]
    public async Task A_key_of_another_version_and_a_file_that_is_no_key_are_told_apart()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.WeCom.NewKey(2);
        desk.Arrive(1);
        var other = (await Check(desk, ("WeCom:Archive:PrivateKeys:2File", desk.WeCom.KeyFile(1)))).ShouldHaveSingleItem();
        var noKey = Path.Combine(desk.WeCom.Folder, "key-3.pem");
        await File.WriteAllTextAsync(noKey, "no key");
        var bad = (await Check(desk, ("WeCom:Archive:PrivateKeys:2File", noKey))).ShouldHaveSingleItem();

        other.Seen.ShouldBe("第 2 版私钥打不开消息");
        bad.Seen.ShouldContain("读不了的文件");
    }

    [CompiledFact]
    public async Task A_library_that_is_missing_is_none_or_is_for_another_machine_is_told_apart()
    {
        await using var desk = await ArchiveDesk.Open();
        var folder = desk.WeCom.Folder;
        var (text, foreign) = (Path.Combine(folder, "text.so"), Path.Combine(folder, "foreign.so"));
        await File.WriteAllTextAsync(text, "no library");
        var bytes = await File.ReadAllBytesAsync(StandIn.Library);
        // The machine stands at 18 (System V ABI); the one of the two that this machine is not.
        bytes[18] = (byte)(bytes[18] == 62 ? 183 : 62);
        await File.WriteAllBytesAsync(foreign, bytes);

        var none = (await Check(desk, (Library, text))).ShouldHaveSingleItem();
        var other = (await Check(desk, (Library, foreign))).ShouldHaveSingleItem();
        // Without the setting it is looked for beside the reader.
        var missing = (await Check(desk, (Library, null))).ShouldHaveSingleItem();

        none.Seen.ShouldContain("不是这个系统的动态库");
        other.Seen.ShouldMatch("动态库是 (Arm64|X64) 的，这台机器是 (X64|Arm64)");
        other.Fix!.ShouldContain(Library);
        missing.Seen.ShouldStartWith("没有动态库 ");
        missing.Fix!.ShouldContain("下载 Finance SDK");
    }

    [CompiledFact]
    public async Task A_reader_that_cannot_be_started_is_said_with_what_to_do()
    {
        await using var desk = await ArchiveDesk.Open();
        var program = Path.Combine(desk.WeCom.Folder, "reader");
        await File.WriteAllTextAsync(program, "no program");

        var finding = (await Check(desk, ("WeCom:Archive:Reader", program))).ShouldHaveSingleItem();

        finding.Seen.ShouldContain("启动不了");
        finding.Fix!.ShouldContain("chmod +x");
    }

    [CompiledFact]
    public async Task A_reader_that_says_nothing_is_given_up_after_twenty_seconds_and_one_that_answers_needs_no_time()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(1);
        var answered = await ArchiveCheck.Run(desk.Settings(), desk.Db, new StandingTime(), CancellationToken.None).WaitAsync(ArchiveDesk.Patience);
        desk.WeCom.Trouble("hang");
        var time = new StandingTime();

        var check = ArchiveCheck.Run(desk.Settings(), desk.Db, time, CancellationToken.None);
        (await time.Asked.WaitAsync(ArchiveDesk.Patience)).ShouldBe(TimeSpan.FromSeconds(20));
        check.IsCompleted.ShouldBeFalse();
        time.Pass();

        answered.ShouldHaveSingleItem().Fix.ShouldBeNull();
        var finding = (await check.WaitAsync(ArchiveDesk.Patience)).ShouldHaveSingleItem();
        finding.Seen.ShouldBe("读取程序 20 秒没有应答");
        finding.Fix!.ShouldContain("防火墙");
    }

    [CompiledFact]
    public async Task Messages_that_wait_for_their_key_are_counted()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.WeCom.NewKey(2);
        desk.Arrive(3);
        await desk.Worker.StartAsync(CancellationToken.None);
        await desk.Worker.Idle().WaitAsync(ArchiveDesk.Patience);

        (await Check(desk)).ShouldContain(finding => finding.Seen == "3 条消息在等第 2 版私钥");
    }

    static Task<IReadOnlyList<Finding>> Check(ArchiveDesk desk, params (string Key, string? Value)[] changes) =>
        ArchiveCheck.Run(desk.Settings(changes), desk.Db, CancellationToken.None);
}
