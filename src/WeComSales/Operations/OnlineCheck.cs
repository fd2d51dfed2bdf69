using System.Globalization;
using System.Security.Cryptography;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>One thing that was tried: what was seen, and the fix where it is not good.</summary>
public sealed record Finding(string What, string Seen, string? Fix = null);

/// <summary>Tries the settings against WeCom and against the service's own public address. Changes nothing anywhere.</summary>
/// <param name="settings">What is tried.</param>
/// <param name="client">Calls WeCom with the app's secret.</param>
/// <param name="http">Calls the public address; follows no redirects, as WeCom does not.</param>
/// <param name="machine">This machine's clock, compared with WeCom's.</param>
public sealed class OnlineCheck(AppSettings settings, WeComClient client, HttpClient http, TimeProvider machine)
{
    static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(60);

    /// <param name="now">The time that a callback of this moment would carry.</param>
    /// <param name="stop">Ends the calls.</param>
    public async Task<IReadOnlyList<Finding>> Run(DateTimeOffset now, CancellationToken stop)
    {
        List<Finding> findings = [await Secret(stop)];
        if (findings[0].Fix is null)
        {
            // A wrong secret is tried once only: WeCom locks whoever repeats it.
            findings.AddRange([await Agent(stop), await Customers(stop), await Clock(stop)]);
        }

        findings.Add(await Callback(now, stop));
        return findings;
    }

    async Task<Finding> Secret(CancellationToken stop) =>
        (await client.CheckSecret(stop)).Failure is { } failure ? Refused("企业 ID 和 Secret", failure) : new("企业 ID 和 Secret", "企业微信认可");

    async Task<Finding> Agent(CancellationToken stop)
    {
        const string what = "应用和可见范围";
        var result = await client.GetAgent(settings.WeCom.AgentId, stop);
        if (!result.TryGet(out var agent))
        {
            return Refused(what, result.Failure!);
        }

        var seen = $"「{agent.Name}」，{agent.Users} 个成员、{agent.Departments} 个部门、{agent.Tags} 个标签可见";
        return new(what, agent.IsOn ? seen : $"「{agent.Name}」已停用", agent.IsOn ? agent.IsVisible ? null : OnlineTexts.MakeVisible : OnlineTexts.SwitchOn);
    }

    async Task<Finding> Customers(CancellationToken stop)
    {
        const string what = "客户联系";
        var result = await client.ListFollowUsers(stop);
        return result.TryGet(out var users)
            ? new(what, $"{users.Count} 个成员可以添加客户", users.Count == 0 ? OnlineTexts.NameCustomerStaff : null)
            : Refused(what, result.Failure!);
    }

    async Task<Finding> Clock(CancellationToken stop)
    {
        const string what = "服务器时间";
        var result = await client.AskTime(stop);
        if (!result.TryGet(out var told))
        {
            return result.Failure is { } failure ? Refused(what, failure) : new(what, "企业微信没有给出时间");
        }

        var skew = machine.GetUtcNow() - told.Value;
        return new(
            what, string.Create(CultureInfo.InvariantCulture, $"与企业微信相差 {Math.Abs(skew.TotalSeconds):0} 秒"),
            skew.Duration() > ToleratedSkew ? OnlineTexts.SetClock : null);
    }

    /// <summary>Asks as WeCom asks before it saves the address (D90238): an encrypted word that only the right key can answer.</summary>
    async Task<Finding> Callback(DateTimeOffset now, CancellationToken stop)
    {
        const string what = "接收消息的地址";
        var word = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var address = new Uri(settings.PublicBaseUrl, $"wecom/callback{Question(word, now)}");
        var shown = address.GetLeftPart(UriPartial.Path);
        try
        {
            using var answer = await http.GetAsync(address, stop);
            var echo = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(stop) : "";
            return echo == word ? new(what, $"{shown} 应答正确")
                : new(what, $"{shown} 应答 {(int)answer.StatusCode}{(answer.IsSuccessStatusCode ? "，内容不对" : "")}", answer.StatusCode == System.Net.HttpStatusCode.Forbidden ? OnlineTexts.SameCallback : OnlineTexts.PassThrough);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new(what, $"{shown} 打不开", OnlineTexts.Open(address));
        }
    }

    string Question(string word, DateTimeOffset now)
    {
        var weCom = settings.WeCom;
        var crypto = new CallbackCrypto(weCom.Token.Reveal(), weCom.EncodingAesKey.Reveal(), weCom.CorpId);
        var encrypted = crypto.Encrypt(System.Text.Encoding.UTF8.GetBytes(word), RandomNumberGenerator.GetBytes(16));
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(10, lowercase: true);
        return $"?msg_signature={crypto.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}&echostr={Uri.EscapeDataString(encrypted)}";
    }

    Finding Refused(string what, ApiFailure failure) =>
        new(what, failure.Errcode is { } code ? $"企业微信应答 {code}" : "没有得到企业微信的应答", OnlineTexts.For(failure, settings.WeCom.ApiBaseUrl));
}
