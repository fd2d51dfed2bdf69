using System.CommandLine;
using System.Text.Json;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>Every setting as it is understood, secrets by their length, faults with what is allowed; <c>--online</c> tries them too.</summary>
public static class ConfigCheck
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public static Command Command(GivenSettings given)
    {
        var online = new Option<bool>("--online") { Description = "同时向企业微信和本服务的公开地址验证" };
        var check = new Command("check", "逐项检查配置") { online };
        check.SetAction((parsed, stop) => Run(given, parsed.GetValue(online), stop));
        return new Command("config", "配置") { check };
    }

    static async Task<int> Run(GivenSettings given, bool online, CancellationToken stop)
    {
        var reading = given.Reading();
        foreach (var key in reading.Keys)
        {
            Console.WriteLine($"{key.Key} = {(string.IsNullOrEmpty(key.Shown) ? "（未设置）" : key.Shown)}{(key.Shown == key.Default && !string.IsNullOrEmpty(key.Default) ? "（默认）" : "")}");
        }

        foreach (var fault in reading.Faults)
        {
            await Console.Error.WriteLineAsync($"{fault.Key}：{fault.Found}。应为：{fault.Allowed}");
        }

        if (reading.Settings is not { } settings)
        {
            return Cli.WrongUse;
        }

        foreach (var part in Off(settings.WeCom).Concat(await StoredRules.Compared(settings)))
        {
            Console.WriteLine(part);
        }

        return online ? await Online(settings, stop) : Cli.Done;
    }

    static IEnumerable<string> Off(WeComSettings weCom) =>
    [
        .. weCom.Bot is null ? ["智能机器人：未配置，/wecom/bot 不接收消息"] : (string[])[],
        weCom.ContactsSecret is null ? "通讯录同步：未配置，同步时不列出应用看不到的成员" : "通讯录同步：已配置",
        weCom.Archive is null ? "会话内容存档：未配置" : "会话内容存档：已配置，当前版本还不读取",
    ];

    static async Task<int> Online(AppSettings settings, CancellationToken stop)
    {
        using var client = new WeComClient(settings.WeCom.App(), new MemoryTokenVault(), TimeProvider.System);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Deadline };
        var findings = await new OnlineCheck(settings, client, http, TimeProvider.System).Run(await Now(settings, http, stop), stop);
        foreach (var finding in findings)
        {
            Console.WriteLine($"{(finding.Fix is null ? "正常" : "有误")}  {finding.What}：{finding.Seen}{(finding.Fix is null ? "" : $"。处理：{finding.Fix}")}");
        }

        return findings.All(finding => finding.Fix is null) ? Cli.Done : Cli.Failed;
    }

    /// <summary>In the demo the service lives in the simulator's time; where that cannot be asked, the service cannot be reached either.</summary>
    static async Task<DateTimeOffset> Now(AppSettings settings, HttpClient http, CancellationToken stop)
    {
        if (settings.Demo.ClockUrl is not { } clock)
        {
            return TimeProvider.System.GetUtcNow();
        }

        try
        {
            using var told = JsonDocument.Parse(await http.GetStringAsync(new Uri(clock.ToString().TrimEnd('/')), stop));
            return told.RootElement.GetProperty("now").GetDateTimeOffset();
        }
        catch (HttpRequestException)
        {
            return TimeProvider.System.GetUtcNow();
        }
    }
}
