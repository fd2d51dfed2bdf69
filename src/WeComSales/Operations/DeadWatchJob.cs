using System.Globalization;
using WeComSales.Data;
using WeComSales.People;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>Tells the administrators when something was given up: one message for each and day, however much it is.</summary>
public sealed class DeadWatchJob(Db db, Administrators administrators, AppSettings settings) : NamedJob
{
    public override Task<JobResult> Run(DateTimeOffset at, CancellationToken stop) => db.Write(async tx =>
    {
        var given = (await tx.Queues.All()).Where(queue => queue.Dead > 0).ToList();
        if (given.Count == 0)
        {
            return new JobResult(true, "没有放弃的消息");
        }

        var what = string.Join("、", given.Select(queue => $"{Name(queue.Name)} {queue.Dead} 条"));
        var told = 0;
        foreach (var admin in await administrators.All(tx))
        {
            told += await tx.Outbox.Add(Letter(admin, what, at), at) ? 1 : 0;
        }

        return new JobResult(true, $"已放弃：{what}；今天新通知管理员 {told} 人");
    });

    static string Name(string queue) => queue switch { "inbox" => "收到的回调", "outbox" => "要发出的消息", "briefs" => "日报", _ => "定时任务" };

    Letter Letter(string admin, string what, DateTimeOffset at)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource("系统运行"),
            MainTitle = new CardTitle("有消息没有处理成功", what),
            SubTitleText = "请打开运行状态页，查看原因后选择重试或放弃",
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, "/sidebar/admin/operations").ToString()),
        };
        var day = TimeZoneInfo.ConvertTime(at, settings.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new($"dead:{day}:{admin}", Call.MessageSend, Lane.Alert, admin,
            System.Text.Encoding.UTF8.GetString(MessageBody.Card(settings.WeCom.AgentId, [admin], CardLimits.App.Fit(card).Card)));
    }
}
