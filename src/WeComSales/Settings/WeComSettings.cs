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

/// <summary>The session archive (会话内容存档); on when the secret and the reader are given.</summary>
/// <param name="Library">Path of WeCom's native library, which the reader loads.</param>
/// <param name="PrivateKeyFiles">Paths by the version of the public key.</param>
/// <param name="PullSeconds">How often the archive is looked at when WeCom's callback does not come.</param>
/// <param name="KeepDays">Older messages are removed by the job <c>retention</c>.</param>
public sealed record ArchiveSettings(
    Secret Secret, string Reader, string Library, IReadOnlyDictionary<string, string> PrivateKeyFiles, int PullSeconds, int KeepDays)
{
    /// <summary>What holds for messages of an earlier time while the archive is off.</summary>
    public static ArchiveSettings Off { get; } = new(new(""), "", "", new Dictionary<string, string>(), 30, DefaultKeepDays);

    const int DefaultKeepDays = 1095;
    const string KeyName = "File";

    public static ArchiveSettings? Read(SettingsReader reader)
    {
        const string both = "会话内容存档的 Secret 和 Reader 要么都设置，要么都不设置";
        var faults = reader.Faults.Count;
        var secret = reader.Secret("WeCom:Archive:Secret", required: false, "管理工具「会话内容存档」的 Secret，不含空格", Allowed.IsOneWord);
        var program = reader.Optional<string>("WeCom:Archive:Reader", null, "读取会话存档的程序的路径，文件要存在", IsFile);
        var library = reader.Optional<string>("WeCom:Archive:Library", null, "企业微信 Finance SDK 动态库的路径，文件要存在", IsFile);
        var keys = reader.Map<string>("WeCom:Archive:PrivateKeys", "形如 WeCom:Archive:PrivateKeys:1File 的键，值是能读到的私钥文件（PEM）", IsFile);
        var pull = Number(reader, "WeCom:Archive:PullSeconds", "30", 5, 3600);
        var keep = Number(reader, "WeCom:Archive:KeepDays", "1095", 1, 36500);
        foreach (var name in keys.Keys.Where(name => Version(name) is null)) reader.Fault($"WeCom:Archive:PrivateKeys:{name}", $"「{name}」", "版本号加 File，例如 1File");
        if (reader.Faults.Count > faults || (secret is null && program is null)) return null;
        if (secret is null || program is null)
        {
            reader.Fault(secret is null ? "WeCom:Archive:Secret" : "WeCom:Archive:Reader", "没有设置", both);
            return null;
        }

        return new(secret, program, library ?? BesideReader(program), keys.ToDictionary(key => Version(key.Key)!, key => key.Value), pull, keep);
    }

    /// <summary>As WeCom names it for download, in the reader's own folder.</summary>
    static string BesideReader(string program) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(program))!, OperatingSystem.IsWindows() ? "WeWorkFinanceSdk.dll" : "libWeWorkFinanceSdk_C.so");

    static string? Version(string name) =>
        name.EndsWith(KeyName, StringComparison.OrdinalIgnoreCase) && int.TryParse(name[..^KeyName.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version.ToString(CultureInfo.InvariantCulture)
            : null;

    static int Number(SettingsReader reader, string key, string byDefault, int least, int most) => reader.Optional(
        key, byDefault, $"{least} 到 {most} 的整数",
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    static bool IsFile(string path, out string value) => Allowed.Text(path, out value) && File.Exists(path);
}
