using System.Globalization;
using WeComSales.WeCom;

namespace WeComSales;

/// <summary>The self-built app in WeCom, its callback, and the optional parts (null = that part is off).</summary>
public sealed record WeComSettings(
    Uri ApiBaseUrl, Uri OpenBaseUrl,
    string CorpId, int AgentId, Secret Secret,
    Secret Token, Secret EncodingAesKey,
    Secret? ContactsSecret, BotSettings? Bot, ArchiveSettings? Archive, string? DomainFile)
{
    const string Safe = "https 地址；只有本机地址可以用 http";

    public static WeComSettings Read(SettingsReader reader) => new(
        reader.Optional<Uri>("WeCom:ApiBaseUrl", "https://qyapi.weixin.qq.com", Safe, Allowed.SafeAddress)!,
        reader.Optional<Uri>("WeCom:OpenBaseUrl", "https://open.weixin.qq.com", Safe, Allowed.SafeAddress)!,
        reader.Required<string>("WeCom:CorpId", "管理后台「我的企业」页底部的企业 ID", Allowed.CorpId)!,
        reader.Required<int>("WeCom:AgentId", "自建应用详情页的 AgentId，正整数", Allowed.AgentId),
        reader.Secret("WeCom:Secret", required: true, "自建应用详情页的 Secret，不含空格", Allowed.IsOneWord)!,
        reader.Secret("WeCom:Token", required: true, CallbackToken, Allowed.IsCallbackToken)!,
        reader.Secret("WeCom:EncodingAesKey", required: true, AesKey, Allowed.IsAesKey)!,
        reader.Secret("WeCom:ContactsSecret", required: false, "管理工具「通讯录同步」的 Secret，不含空格", Allowed.IsOneWord),
        BotSettings.Read(reader),
        ArchiveSettings.Read(reader),
        ReadDomainFile(reader));

    /// <summary>The app's own door to WeCom.</summary>
    public WeComAccount App() => Account(Secret, AgentId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The door of 通讯录同步; null while it is not set up.</summary>
    public WeComAccount? Contacts() => ContactsSecret is { } secret ? Account(secret, "contacts") : null;

    WeComAccount Account(Secret secret, string app) =>
        new() { ApiBase = ApiBaseUrl, CorpId = CorpId, Secret = secret.Reveal(), App = app };

    internal const string CallbackToken = "1 到 32 个字母或数字，与管理后台填写的 Token 相同";
    internal const string AesKey = "43 个字母或数字，与管理后台填写的 EncodingAESKey 相同";

    static string? ReadDomainFile(SettingsReader reader)
    {
        const string key = "WeCom:DomainFile";
        const string allowed = "管理后台下载的 WW_verify_….txt，文件名不要改";
        var path = reader.Optional<string>(key, null, allowed, Allowed.Text);
        if (path is null) return null;
        var name = Path.GetFileName(path);
        var isVerification = name.StartsWith("WW_verify_", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal);
        if (!isVerification || !File.Exists(path)) reader.Fault(key, isVerification ? $"「{path}」没有这个文件" : $"「{path}」", allowed);
        return path;
    }
}

/// <summary>The smart bot's callback; on when both values are given.</summary>
public sealed record BotSettings(Secret Token, Secret EncodingAesKey)
{
    public static BotSettings? Read(SettingsReader reader)
    {
        var faults = reader.Faults.Count;
        var token = reader.Secret("WeCom:Bot:Token", required: false, WeComSettings.CallbackToken, Allowed.IsCallbackToken);
        var key = reader.Secret("WeCom:Bot:EncodingAesKey", required: false, WeComSettings.AesKey, Allowed.IsAesKey);
        if (token is not null && key is not null) return new(token, key);
        var isHalf = (token ?? key) is not null && reader.Faults.Count == faults;
        if (isHalf) reader.Fault(token is null ? "WeCom:Bot:Token" : "WeCom:Bot:EncodingAesKey", "没有设置", "智能机器人的 Token 和 EncodingAesKey 要么都设置，要么都不设置");
        return null;
    }
}

/// <summary>The session archive. Its values are checked here; reading the archive is not part of this version.</summary>
public sealed record ArchiveSettings(Secret? Secret, string? Reader, IReadOnlyDictionary<string, string> PrivateKeyFiles)
{
    public static ArchiveSettings? Read(SettingsReader reader)
    {
        var archive = new ArchiveSettings(
            reader.Secret("WeCom:Archive:Secret", required: false, "管理工具「会话内容存档」的 Secret，不含空格", Allowed.IsOneWord),
            reader.Optional<string>("WeCom:Archive:Reader", null, "读取会话存档的程序的路径", Allowed.Text),
            reader.Map<string>("WeCom:Archive:PrivateKeys", "形如 WeCom:Archive:PrivateKeys:1File 的键，值是能读到的私钥文件（PEM）", IsReadable));
        return archive is { Secret: null, Reader: null, PrivateKeyFiles.Count: 0 } ? null : archive;
    }

    static bool IsReadable(string path, out string value) => Allowed.Text(path, out value) && File.Exists(path);
}
