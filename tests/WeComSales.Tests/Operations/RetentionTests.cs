using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Operations;

namespace WeComSales.Tests.Operations;

public sealed class RetentionTests
{
    [Fact]
    public async Task Callbacks_and_letters_that_are_done_go_after_ten_days_and_the_note_stays()
    {
        await using var house = await House.Open();
        var rep = house.Phone("林晓");
        await rep.Forward("价格太高，竞品在谈");
        await house.Settle();
        await rep.Tap(rep.LastCard, "确认入库");
        await house.Settle();
        var job = house.Services.GetRequiredService<RetentionJob>();

        await job.Run(House.Start.AddDays(9), CancellationToken.None);
        (await Rows(house, "inbox")).ShouldBe(2);
        (await Rows(house, "outbox")).ShouldBe(2);
        await job.Run(House.Start.AddDays(11), CancellationToken.None);

        (await Rows(house, "inbox")).ShouldBe(0);
        (await Rows(house, "outbox")).ShouldBe(0);
        (await house.Notes()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Files_go_after_four_days_unless_a_letter_waits_with_them_and_the_diary_of_jobs_after_ninety()
    {
        await using var house = await House.Open();
        await house.Db.Write(async tx =>
        {
            await tx.OutboxFiles.Add(new() { Id = "free", Name = "日报.pdf", Bytes = [1] }, House.Start);
            await tx.OutboxFiles.Add(new() { Id = "awaited", Name = "日报.pdf", Bytes = [1] }, House.Start);
            await tx.Outbox.Add(
                new Letter("brief", Call.MessageSend, Lane.Report, "zhoulei", "{}", FileId: "awaited", NotBefore: House.Start.AddDays(30)), House.Start);
            await tx.DueJobs.AddDone("stall-scan", House.Start, "done", House.Start);
        });
        var job = house.Services.GetRequiredService<RetentionJob>();

        await job.Run(House.Start.AddDays(3), CancellationToken.None);
        (await Files()).ShouldBe(["awaited", "free"]);
        await job.Run(House.Start.AddDays(5), CancellationToken.None);
        (await Files()).ShouldBe(["awaited"]);
        (await Jobs()).ShouldBe(1);
        await job.Run(House.Start.AddDays(91), CancellationToken.None);
        (await Jobs()).ShouldBe(0);

        Task<IReadOnlyList<string>> Files() => house.Db.Read(tx => tx.All<string>("select id from outbox_files order by id"));
        Task<long> Jobs() => house.Db.Read(tx => tx.One<long>("select count(*) from due_jobs"));
    }

    [Fact]
    public async Task What_was_given_up_waits_for_a_person_however_old_it_is()
    {
        await using var house = await House.Open();
        house.WeCom.Faults.ErrCode(40035, "message/send");
        await house.Phone("林晓").Forward("价格太高");
        await house.Settle();

        await house.Services.GetRequiredService<RetentionJob>().Run(House.Start.AddDays(400), CancellationToken.None);

        (await Rows(house, "outbox")).ShouldBe(1);
        house.Expect("given up");
    }

    static Task<long> Rows(House house, string table) => house.Db.Read(tx => tx.One<long>(table == "inbox" ? "select count(*) from inbox" : "select count(*) from outbox"));
}
