using System.Text;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>The card with which a set-up ends: it came to the phone, and its button comes back.</summary>
public sealed class TestCards(AppSettings settings)
{
    public const string WrongId = "编号不对，请刷新页面后重试";

    const string ReceivedKey = "test.received";
    const string TaskPrefix = "test-";
    const string Source = "安装";
    const string Page = "/sidebar/admin/setup";

    /// <summary>True for the tasks of these cards.</summary>
    public static bool Owns(string taskId) => taskId.StartsWith(TaskPrefix, StringComparison.Ordinal);

    public static string IdOf(string taskId) => taskId[TaskPrefix.Length..];

    public static string KeyOf(string userid, string id) => $"test:{userid}:{id}";

    public static string TapKeyOf(string userid, string id) => KeyOf(userid, id) + ":tapped";

    public Letter Ask(string userid, string id) => new(
        KeyOf(userid, id), Call.MessageSend, Lane.Alert, userid,
        Text(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(new TemplateCard.ButtonInteraction
        {
            TaskId = TaskPrefix + id,
            Source = new CardSource(Source),
            MainTitle = new CardTitle("测试卡片", "能看到这张卡片，说明消息发得到手机"),
            SubTitleText = "点「收到了」，看点击能不能回到服务",
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, Page).ToString()),
            ButtonList = [new CardButton("收到了", ReceivedKey, Style: 1)],
        }).Card)), TaskPrefix + id);

    /// <param name="key">Another one for each tap, as each brings a code of its own.</param>
    public Letter Received(string key, TemplateCardEvent tap, DateTimeOffset now)
    {
        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(Source),
            MainTitle = new CardTitle("测试成功", $"{TimeZoneInfo.ConvertTime(now, settings.TimeZone):HH:mm} 收到了你的点击"),
            SubTitleText = "可以导入数据，开始使用了",
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, Page).ToString()),
        };
        return new(
            key, Call.CardUpdate, Lane.Alert, tap.FromUserName!,
            Text(MessageBody.UpdateCard(settings.WeCom.AgentId, [tap.FromUserName!], tap.ResponseCode, CardLimits.App.Fit(card).Card)), tap.TaskId);
    }

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
