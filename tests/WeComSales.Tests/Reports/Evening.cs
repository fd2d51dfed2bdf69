using Microsoft.Extensions.DependencyInjection;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.Reports;

namespace WeComSales.Tests.Reports;

/// <summary>What happens in a house towards the evening.</summary>
public static class Evening
{
    /// <summary>It gets late, the briefs are made, and the minutes over which they are spread pass.</summary>
    public static async Task AtSix(this House house, DateTimeOffset? at = null)
    {
        house.WeCom.Clock.SetUtcNow(at ?? Day.Six);
        await house.Services.GetRequiredService<BriefWorker>().Settled(CancellationToken.None);
        house.WeCom.Clock.Advance(TimeSpan.FromMinutes(4));
        await house.Settle();
    }

    public static Task Calls(this House house, params (string Userid, int Seconds)[] calls) => house.Db.Write(async tx =>
    {
        foreach (var (userid, seconds) in calls)
        {
            var now = house.WeCom.Clock.GetUtcNow();
            await tx.Calls.Add(new(Ids.New(now), userid, "wmWang", now.AddMinutes(-20), seconds), now);
        }
    });

    /// <summary>The newest brief of 华东二组.</summary>
    public static Task<Brief> Brief(this House house) => house.Db.Read(async tx =>
        (await tx.Reports.ById((await tx.Reports.Past("zhoulei", "9999-12-31", "", 1)).Single().Id))!.Brief);

    /// <summary>The newest file that went out.</summary>
    public static async Task<byte[]> Pdf(this House house) =>
        (await house.Db.Read(tx => tx.One<byte[]>($"select bytes from outbox_files order by created_at desc, id desc {tx.Dialect.Limit}", new { count = 1 })))!;
}
