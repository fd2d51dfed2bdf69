using WeComSales.Archive;
using WeComSales.Fixtures;

namespace WeComSales.Faults.Tests;

/// <summary>A message at which the native library falls every time: it is left behind, and the others are read (decision 45).</summary>
public sealed class ArchiveCrashTests
{
    const int Messages = 12;

    [CompiledFact]
    public async Task A_message_that_brings_the_library_down_when_it_is_opened_is_kept_sealed_and_the_others_are_read()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(Messages);
        desk.WeCom.Trouble("crash-open 5");
        await desk.Worker.StartAsync(CancellationToken.None);
        await desk.Worker.Idle().WaitAsync(ArchiveDesk.Patience);

        (await desk.Stored()).ShouldBe(Enumerable.Range(0, Messages).Where(number => number != 5).Select(number => $"m{number}"));
        (await desk.Db.Read(tx => tx.ArchivePositions.State()))!.Seq.ShouldBe(Messages);
        var (seqs, count) = await desk.Db.Read(tx => tx.SealedMessages.Crashed(5));
        (seqs.ShouldHaveSingleItem(), count).ShouldBe((6, 1));
        (await desk.Db.Read(tx => tx.SealedMessages.Fallen(0)))!.EncryptedText.ShouldNotBeEmpty();
        (await Said(desk)).ShouldContain("1 条一打开动态库就崩溃，已原样留存并跳过，序号 6。处理：换成最新的 Finance SDK");
    }

    [CompiledFact]
    public async Task With_a_library_that_can_open_it_the_message_is_there_after_the_next_start()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(Messages);
        desk.WeCom.Trouble("crash-open 5");
        await desk.Worker.StartAsync(CancellationToken.None);
        await desk.Worker.Idle().WaitAsync(ArchiveDesk.Patience);

        // With the same library it falls once more, and goes on.
        await desk.Restart();
        desk.Arrive(1);
        await desk.Until(async () => (await desk.Stored()).Contains($"m{Messages}"));
        desk.WeCom.Trouble("");
        await desk.Restart();
        await desk.Until(async () => (await desk.Stored()).Count == Messages + 1);

        await desk.Worker.StopAsync(CancellationToken.None);
        await desk.IsWhole(Messages + 1);
        (await desk.Db.Read(tx => tx.SealedMessages.Crashed(5))).Count.ShouldBe(0);
    }

    [CompiledFact]
    public async Task A_message_that_cannot_even_be_fetched_is_left_behind_by_its_number()
    {
        await using var desk = await ArchiveDesk.Open();
        desk.Arrive(Messages);
        desk.WeCom.Trouble("crash-fetch 6");
        await desk.Worker.StartAsync(CancellationToken.None);
        await desk.Worker.Idle().WaitAsync(ArchiveDesk.Patience);

        (await desk.Stored()).ShouldBe(Enumerable.Range(0, Messages).Where(number => number != 5).Select(number => $"m{number}"));
        (await desk.Db.Read(tx => tx.SealedMessages.Crashed(5))).Seqs.ShouldBe([6L]);
        (await desk.Db.Read(tx => tx.SealedMessages.Fallen(0))).ShouldBeNull();
    }

    static async Task<string> Said(ArchiveDesk desk) => string.Join('\n', (await ArchiveCheck.Run(desk.Settings(), desk.Db, CancellationToken.None))
        .Select(finding => $"{finding.What}：{finding.Seen}。处理：{finding.Fix}"));
}
