using System.CommandLine;
using System.Text.Json;
using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>Every setting as it is understood, secrets by their length, faults with what is allowed; <c>--online</c> tries them too.</summary>
public static class ConfigCheck
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <param name="archive">Tries the session archive.</param>
    public static Command Command(GivenSettings given, FeatureCheck archive)
    {
        var online = new Option<bool>("--online") { Description = "同时向企业微信和本服务的公开地址验证" };
        var check = new Command("check", "逐项检查配置") { online };
        check.SetAction((parsed, stop) => Run(given, parsed.GetValue(online), archive, stop));
        return new Command("config", "配置") { check };
    }

    static async Task<int> Run(GivenSettings given, bool online, FeatureCheck archive, CancellationToken stop)
    {
        var reading = given.Reading();
        foreach (var key in reading.Keys)
        {
            Console.WriteLine($"{key.Key} = {(string.IsNullOrEmpty(key.Shown) ? "（未设置）" : key.Shown)}{(key.Shown == key.Default && !string.IsNullOrEmpty(key.Default) ? "（默认）" : "")}");
        }

        foreach (var fault in reading.Faults)
        {
            await Console.Error.WriteLineAsync(GivenSettings.Line(fault));
        }

        if (reading.Settings is not { } settings)
        {
            return Cli.WrongUse;
        }

        foreach (var part in Off(settings.WeCom).Concat(await StoredRules.Compared(settings)))
        {
            Console.WriteLine(part);
        }

        return online ? await Online(settings, archive, stop) : Cli.Done;
    }

    static IEnumerable<string> Off(WeComSettings weCom) =>
    [
        .. weCom.Bot is null ? ["智能机器人：未配置，/wecom/bot 不接收消息"] : (string[])[],
        weCom.ContactsSecret is null ? "通讯录同步：未配置，同步时不列出应用看不到的成员" : "通讯录同步：已配置",
        weCom.Archive is null ? "会话内容存档：未配置" : $"会话内容存档：已配置，私钥版本 {(weCom.Archive.PrivateKeyFiles.Count == 0 ? "无" : string.Join("、", weCom.Archive.PrivateKeyFiles.Keys))}，保留 {weCom.Archive.KeepDays} 天",
    ];

    static async Task<int> Online(AppSettings settings, FeatureCheck archive, CancellationToken stop)
    {
        var time = await Time(settings, stop);
        await using var db = Db.Open(settings.Database.Provider, settings.Database.ConnectionString.Reveal());
        var findings = await new Doctor(settings, db, time, archive).Run(stop);
        foreach (var finding in findings)
        {
            Speaking.Output.WriteLine($"{(finding.Fix is null ? "正常" : "有误")}  {finding.What}：{finding.Seen}{(finding.Fix is null ? "" : $"。处理：{finding.Fix}")}");
        }

        return findings.All(finding => finding.Fix is null) ? Cli.Done : Cli.Failed;
    }

    /// <summary>In the demo the service lives in the simulator's time; where that cannot be asked, the service cannot be reached either.</summary>
    static async Task<TimeProvider> Time(AppSettings settings, CancellationToken stop)
    {
        if (settings.Demo.ClockUrl is not { } address)
        {
            return TimeProvider.System;
        }

        var clock = new DemoClock();
        using var http = new Egress(address).Client(Deadline);
        try
        {
            using var told = JsonDocument.Parse(await http.GetStringAsync(new Uri(address.ToString().TrimEnd('/')), stop));
            clock.Set(told.RootElement.GetProperty("now").GetDateTimeOffset());
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            // The machine's time is as good as any.
        }

        return clock;
    }
}
