using System.Globalization;
using System.Security.Cryptography;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>Tries the settings against WeCom and against the service's own public address. Changes nothing anywhere.</summary>
/// <param name="settings">What is tried.</param>
/// <param name="client">Calls WeCom with the app's secret.</param>
/// <param name="contacts">Calls WeCom with the secret of 通讯录同步; null while that is not set up.</param>
/// <param name="http">Calls the public address; follows no redirects, as WeCom does not.</param>
/// <param name="machine">This machine's clock, compared with WeCom's.</param>
public sealed class OnlineCheck(AppSettings settings, WeComClient client, WeComClient? contacts, HttpClient http, TimeProvider machine)
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
            findings.AddRange([.. await Agent(stop), await Customers(stop), await Signatures(now, stop), await Clock(stop)]);
        }

        findings.AddRange(await Contacts(stop));
        findings.AddRange(await Callbacks(now, stop));
        findings.AddRange(await Proof(stop));
        return findings;
    }

    async Task<Finding> Secret(CancellationToken stop) =>
        (await client.CheckSecret(stop)).Failure is { } failure ? Refused("企业 ID 和 Secret", failure) : new("企业 ID 和 Secret", "企业微信认可");

    async Task<IReadOnlyList<Finding>> Agent(CancellationToken stop)
    {
        const string what = "应用和可见范围";
        var result = await client.GetAgent(settings.WeCom.AgentId, stop);
        return result.TryGet(out var agent) ? [Visible(what, agent), Trusted(agent)] : [Refused(what, result.Failure!)];
    }

    static Finding Visible(string what, WeComAgent agent)
    {
        var seen = $"「{agent.Name}」，{agent.Users} 个成员、{agent.Departments} 个部门、{agent.Tags} 个标签可见";
        return new(what, agent.IsOn ? seen : $"「{agent.Name}」已停用", agent.IsOn ? agent.IsVisible ? null : OnlineTexts.MakeVisible : OnlineTexts.SwitchOn);
    }

    /// <summary>Sign-in goes back to one host only, the port included (reference §6.4).</summary>
    Finding Trusted(WeComAgent agent)
    {
        var own = settings.PublicBaseUrl.Authority;
        return new(
            "可信域名", agent.RedirectDomain is { } domain ? domain : "没有设置",
            string.Equals(agent.RedirectDomain, own, StringComparison.OrdinalIgnoreCase) ? null : OnlineTexts.Trust(own));
    }

    /// <summary>Both tickets: the corp's for wx.config, the app's for agentConfig.</summary>
    async Task<Finding> Signatures(DateTimeOffset now, CancellationToken stop)
    {
        const string what = "侧边栏签名";
        var address = settings.PublicBaseUrl.ToString();
        var failure = (await client.SignForCorp(address, "check", now, stop)).Failure ?? (await client.SignForAgent(address, "check", now, stop)).Failure;
        return failure is null ? new(what, "企业和应用的 jsapi_ticket 都能取到") : Refused(what, failure);
    }

    /// <summary>The door of 通讯录同步, where it is set up.</summary>
    async Task<IReadOnlyList<Finding>> Contacts(CancellationToken stop)
    {
        const string what = "通讯录同步的 Secret";
        if (contacts is null)
        {
            return [];
        }

        var failure = (await contacts.CheckSecret(stop)).Failure;
        return [failure is null ? new(what, "企业微信认可") : Refused(what, failure) with { Fix = failure.Errcode is 40001 ? OnlineTexts.ContactsSecret : OnlineTexts.For(failure, settings.WeCom.ApiBaseUrl) }];
    }

    /// <summary>The proof of the domain, as WeCom fetches it: from the root of the public address, unchanged.</summary>
    async Task<IReadOnlyList<Finding>> Proof(CancellationToken stop)
    {
        const string what = "域名校验文件";
        if (settings.WeCom.DomainFile is not { } path)
        {
            return [];
        }

        var address = new Uri(settings.PublicBaseUrl, Path.GetFileName(path));
        try
        {
            using var answer = await http.GetAsync(address, stop);
            var (served, kept) = (await answer.Content.ReadAsByteArrayAsync(stop), await File.ReadAllBytesAsync(path, stop));
            var isSame = answer.IsSuccessStatusCode && served.AsSpan().SequenceEqual(kept);
            return [new(what, isSame ? $"{address} 能取到" : $"{address} 应答 {(int)answer.StatusCode}", isSame ? null : OnlineTexts.PassThrough)];
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return [new(what, $"{address} 打不开", OnlineTexts.Open(address))];
        }
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

    /// <summary>The app's door, and the smart bot's where it is set up.</summary>
    async Task<IReadOnlyList<Finding>> Callbacks(DateTimeOffset now, CancellationToken stop)
    {
        var weCom = settings.WeCom;
        var app = await Callback(
            "接收消息的地址", "wecom/callback", new(weCom.Token.Reveal(), weCom.EncodingAesKey.Reveal(), weCom.CorpId), OnlineTexts.SameCallback, now, stop);
        return weCom.Bot is { } bot
            ? [app, await Callback("智能机器人的接收地址", "wecom/bot", new(bot.Token.Reveal(), bot.EncodingAesKey.Reveal(), receiveId: ""), OnlineTexts.SameBot, now, stop)]
            : [app];
    }

    /// <summary>Asks as WeCom asks before it saves the address (D90238): an encrypted word that only the right key can answer.</summary>
    async Task<Finding> Callback(string what, string path, CallbackCrypto crypto, string same, DateTimeOffset now, CancellationToken stop)
    {
        var word = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var address = new Uri(settings.PublicBaseUrl, path + Question(crypto, word, now));
        var shown = address.GetLeftPart(UriPartial.Path);
        try
        {
            using var answer = await http.GetAsync(address, stop);
            var echo = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(stop) : "";
            return echo == word ? new(what, $"{shown} 应答正确")
                : new(what, $"{shown} 应答 {(int)answer.StatusCode}{(answer.IsSuccessStatusCode ? "，内容不对" : "")}", answer.StatusCode == System.Net.HttpStatusCode.Forbidden ? same : OnlineTexts.PassThrough);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new(what, $"{shown} 打不开", OnlineTexts.Open(address));
        }
    }

    static string Question(CallbackCrypto crypto, string word, DateTimeOffset now)
    {
        var encrypted = crypto.Encrypt(System.Text.Encoding.UTF8.GetBytes(word), RandomNumberGenerator.GetBytes(16));
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(10, lowercase: true);
        return $"?msg_signature={crypto.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}&echostr={Uri.EscapeDataString(encrypted)}";
    }

    /// <summary>A refused address is mended where trusted addresses are set, whatever was asked.</summary>
    Finding Refused(string what, ApiFailure failure) =>
        new(what, failure.Errcode is { } code ? $"企业微信应答 {code}" : "没有得到企业微信的应答", OnlineTexts.For(failure, settings.WeCom.ApiBaseUrl))
        {
            Step = FirstRun.StepOf(OnlineTexts.IsUntrustedIp(failure.Errcode) ? OnlineTexts.TrustedIps : what),
        };
}
