// Stand-in that goes as soon as the client lands.
using System.Text;
using System.Text.Json.Nodes;
using WeComSales.Data;
namespace WeComSales.Delivery;
public sealed class WeComDoor(AppSettings settings)
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);
    static readonly HttpClient Http = new();
    public async Task<Verdict> Send(ClaimedLetter letter, DateTimeOffset now)
    {
        var b = settings.WeCom.ApiBaseUrl;
        if (letter.Call == Call.BotRespond)
        {
            var r = JsonNode.Parse(await (await Http.PostAsync(letter.Address, new StringContent(letter.Body, Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync())!;
            return new Verdict.Delivered("ok", null, null);
        }
        var t = JsonNode.Parse(await Http.GetStringAsync(new Uri(b, $"/cgi-bin/gettoken?corpid={settings.WeCom.CorpId}&corpsecret={settings.WeCom.Secret.Reveal()}")))!["access_token"]!;
        var path = letter.Call == Call.MessageSend ? "message/send" : "message/update_template_card";
        var answer = JsonNode.Parse(await (await Http.PostAsync(new Uri(b, $"/cgi-bin/{path}?access_token={t}"), new StringContent(letter.Body, Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync())!;
        var code = (int)answer["errcode"]!;
        if (code == 60140) return new Verdict.Expired();
        if (code != 0) return new Verdict.Dead(answer.ToJsonString());
        return new Verdict.Delivered("ok", (string?)answer["msgid"], (string?)answer["response_code"]);
    }
}
