using System.Text.RegularExpressions;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>What an administrator does about each fault that <c>config check --online</c> finds.</summary>
public static partial class OnlineTexts
{
    public const string SwitchOn = "在管理后台「应用管理」里启用这个应用";
    public const string MakeVisible = "在应用详情页「可见范围」加入要使用它的部门或成员";
    public const string NameCustomerStaff = "在「客户与上下游 → 客户联系 → 权限配置」里把销售加入使用范围，并让他们在应用的可见范围内";
    public const string SetClock = "校准服务器时间（启用 NTP）：时间差超过 10 分钟，回调会全部被拒绝";
    public const string TrustedIps = "企业可信IP";

    /// <summary>From outside every refusal looks the same; the service's log tells them apart.</summary>
    public const string SameCallback =
        "地址通了，验证没有通过：让运行中的服务与这份配置一致。看服务日志 1001 号的 Callback refused：" + Reasons + "，ReceiveId 是 WeCom:CorpId 不同";

    public const string SameBot = "地址通了，验证没有通过：让运行中的服务与这份配置的 WeCom:Bot 一致。看服务日志 1001 号的 Callback refused：" + Reasons;

    const string Reasons = "Signature 是 Token 不同，Decryption 是 EncodingAesKey 不同，Stale 是服务器时间不对";

    public const string PassThrough = "反向代理要把这个地址原样转给服务：不跳转，不加登录页，不改内容";

    public const string ContactsSecret = "改 WeCom:ContactsSecret：管理后台「管理工具 → 通讯录同步」里的 Secret，不是应用的 Secret";

    public static string Trust(string host) => $"在应用详情页「网页授权及 JS-SDK」把可信域名设为 {host}，要与 PublicBaseUrl 完全一致";

    public static string Open(Uri address) => $"让 {address.GetLeftPart(UriPartial.Authority)} 能打开：检查服务是否在运行、域名解析、反向代理和证书";

    /// <summary>The fix for a refusal of WeCom (reference §5.6).</summary>
    public static string For(ApiFailure failure, Uri api) => failure.Errcode switch
    {
        40013 => "改 WeCom:CorpId：管理后台「我的企业」页底部的企业 ID",
        40001 or 40091 => "改 WeCom:Secret：从应用详情页重新复制。不要反复试，连续出错会被锁 1 小时",
        40056 or 301002 => "改 WeCom:AgentId：它和 WeCom:Secret 要取自同一个应用的详情页",
        var code when IsUntrustedIp(code) => $"在应用详情页「企业可信IP」加入{ServerIp(failure.Errmsg)}，约 1 分钟后生效；要先设置可信域名或接收消息的地址",
        48002 or 84074 => "在「客户联系 → 可调用接口的应用」勾选这个应用",
        48006 or 50003 => SwitchOn,
        43012 => "在应用详情页「接收消息」里设置接收消息的地址：没有它，带按钮的卡片发不出去",
        50002 or 60011 or 60021 => "在应用详情页「可见范围」加入要找的成员或部门，应用看不到它们",
        50001 or 80001 or 85005 => "在应用详情页「网页授权及 JS-SDK」把可信域名设为 PublicBaseUrl 的域名（连同端口），并完成归属验证",
        -1 => "企业微信系统繁忙，过几分钟再查",
        45009 or 45033 => "调用太频繁，1 小时后再查",
        { } code => $"按错误码 {code} 查企业微信的全局错误码说明",
        null => $"让服务器能访问 {api.GetLeftPart(UriPartial.Authority)}：检查域名解析、防火墙和代理",
    };

    public static bool IsUntrustedIp(int? errcode) => errcode is 60020 or 301042;

    static string ServerIp(string message) => FromIp().Match(message) is { Success: true } match ? $"这台服务器的出口 IP {match.Groups[1].Value}" : "这台服务器的出口 IP";

    [GeneratedRegex(@"from ip:\s*([0-9a-fA-F.:]*[0-9a-fA-F])")]
    private static partial Regex FromIp();
}
