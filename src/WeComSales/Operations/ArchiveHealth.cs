using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>How it stands with the session archive, in words for whoever operates the service.</summary>
static class ArchiveHealth
{
    const int MostNamed = 5;

    /// <summary>WeCom gives a message for five days (D91774).</summary>
    static readonly TimeSpan Window = TimeSpan.FromDays(5);
    static readonly TimeSpan WarnBefore = TimeSpan.FromDays(2);

    /// <summary>Told, and no reason to be taken out of service: everything else works without it.</summary>
    public static async Task<Part> Of(Db db, AppSettings settings, DateTimeOffset now)
    {
        if (settings.WeCom.Archive is null)
        {
            return new("archive", true, "没有开启");
        }

        var (state, kept, fallen) = await db.Read(async tx => (await tx.ArchivePositions.State(), await tx.SealedMessages.Counts(), await tx.SealedMessages.Crashed(MostNamed)));
        return new("archive", true, string.Join("；", Words(state, kept, fallen, at => HealthEndpoints.Local(at, settings), now)));
    }

    static IEnumerable<string> Words(
        ArchiveState? state, IReadOnlyList<SealedCount> kept, (IReadOnlyList<long> Seqs, long Count) fallen, Func<DateTimeOffset, string> local, DateTimeOffset now)
    {
        if (state is null)
        {
            yield return "还没有读过";
            yield break;
        }

        yield return state.Fault is { } fault
            ? $"{Reason(fault)}{(state.FaultCode is > 0 ? $"（{state.FaultCode}）" : "")}{(state.FaultSince is { } since ? $"，从 {local(since)} 起" : "")}"
            : "正常";
        yield return $"读到第 {state.Seq} 条，{(state.CaughtUpAt is { } at ? $"{local(at)} 以前的都有了" : "还没有读完过一遍")}";
        if ((state.CaughtUpAt ?? state.FaultSince) is { } last && last + Window - now is var left && left < WarnBefore)
        {
            yield return left > TimeSpan.Zero
                ? $"再过 {(int)left.TotalHours} 小时开始丢消息：企业微信只留五天"
                : "正在丢消息：企业微信只留五天";
        }

        foreach (var one in kept)
        {
            yield return one.Why == "key"
                ? $"缺少第 {one.KeyVersion} 版私钥，{one.Messages} 条消息在等"
                : $"第 {one.KeyVersion} 版私钥打不开 {one.Messages} 条消息";
        }

        if (fallen.Count > 0)
        {
            yield return $"{fallen.Count} 条消息让动态库崩溃，已原样留存（序号 {string.Join("、", fallen.Seqs)}{(fallen.Count > MostNamed ? " 等" : "")}）：换新的动态库，重启后会再打开";
        }
    }

    static string Reason(string fault) => fault switch
    {
        "NoProgram" => "WeCom:Archive:Reader 的程序启动不了",
        "Library" => "Finance SDK 的动态库装不进来，检查 WeCom:Archive:Library",
        "Keys" => "WeCom:Archive:PrivateKeys 里有文件不是 RSA 私钥",
        "Secret" => "企业微信不认 WeCom:Archive:Secret：要用「会话内容存档」的 Secret，不是应用的",
        "Ip" => "企业微信拒绝这台服务器的 IP：加到「会话内容存档」的可信 IP",
        "Expired" => "会话内容存档已到期",
        "NotEnabled" => "会话内容存档没有开通",
        "Network" => "连不上企业微信",
        "Crashed" => "读取程序没说话就退出了，会自动重启",
        "Hung" => "读取程序没有反应，已结束，会自动重启",
        _ => $"读取程序退出了：{fault}",
    };
}
